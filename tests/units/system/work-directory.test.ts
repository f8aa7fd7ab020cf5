import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WorkshopError } from '../../../scripts/language/workshop-error.ts';
import {
  portOffsetFromEnvironment,
  repositoryRoot,
  workDirectory,
} from '../../../scripts/system/work-directory.ts';

test('the root is where package.json lies', () => {
  expect(existsSync(`${repositoryRoot}/package.json`)).toBe(true);
});

test('a second stack has a folder of its own', () => {
  expect(workDirectory(0)).toBe(`${repositoryRoot}/.workshop`);
  expect(workDirectory(100)).toBe(`${repositoryRoot}/.workshop/offset-100`);
});

test.each([
  [undefined, 0],
  ['', 0],
  ['100', 100],
  ['45506', 45_506],
])('WORKSHOP_PORT_OFFSET=%s gives %i', (value, expected) => {
  expect(portOffsetFromEnvironment({ WORKSHOP_PORT_OFFSET: value })).toBe(expected);
});

test.each(['-1', '1.5', '45507', '1e3', 'abc', '99999999999999999999'])(
  'WORKSHOP_PORT_OFFSET=%s is refused with the allowed range',
  (value) => {
    const read = () => portOffsetFromEnvironment({ WORKSHOP_PORT_OFFSET: value });
    expect(read).toThrow(WorkshopError);
    expect(read).toThrow('0 to 45506');
  },
);

test('an offset that leads to a port which browsers refuse is refused', () => {
  // 8080 + 2000 = 10080, on the list of WHATWG Fetch.
  expect(() => portOffsetFromEnvironment({ WORKSHOP_PORT_OFFSET: '2000' })).toThrow('port 10080');
});

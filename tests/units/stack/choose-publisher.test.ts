import { expect, it } from 'vitest';
import { syntheticDisplayName } from '../../../scripts/publisher/display-name.ts';
import { choosePublisher } from '../../../scripts/stack/choose-publisher.ts';

const publisher = (
  id: number,
  display: string,
  types: ('audio' | 'video')[] = ['audio', 'video'],
) => ({
  id,
  display,
  streams: types.map((type, index) => ({ type, mid: String(index) })),
});
const synthetic = publisher(1, syntheticDisplayName);
const ana = publisher(2, 'ana');
const luis = publisher(3, 'luis');

it('takes nobody when nobody publishes', () => expect(choosePublisher([])).toBeUndefined());
it('takes the synthetic publisher when it is alone', () =>
  expect(choosePublisher([synthetic])).toBe(synthetic));
it('prefers a browser, whoever came first', () => {
  expect(choosePublisher([synthetic, ana])).toBe(ana);
  expect(choosePublisher([ana, synthetic])).toBe(ana);
});
it('prefers the newest browser', () => expect(choosePublisher([ana, luis])).toBe(luis));
it('passes over a publisher without video', () =>
  expect(choosePublisher([ana, publisher(4, 'voice', ['audio'])])).toBe(ana));

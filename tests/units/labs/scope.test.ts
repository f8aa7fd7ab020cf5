import { expect, test } from 'vitest';
import { Scope } from '../../../scripts/labs/scope.ts';

test('what was opened last is given back first, and once', async () => {
  const scope = new Scope();
  const order: string[] = [];
  scope.defer(() => order.push('first'));
  scope.defer(async () => order.push(scope.signal.aborted ? 'second' : 'too early'));
  await Promise.all([scope.close(), scope.close()]);
  expect(order).toEqual(['second', 'first']);
});

test('one that fails keeps no other from being given back', async () => {
  const scope = new Scope();
  let isGivenBack = false;
  scope.defer(() => {
    isGivenBack = true;
  });
  scope.defer(() => {
    throw new Error('stuck');
  });
  await expect(scope.close()).rejects.toMatchObject({ errors: [new Error('stuck')] });
  expect(isGivenBack).toBe(true);
});

test('what is opened after the end is given back at once', async () => {
  const scope = new Scope();
  const closed = scope.close();
  let isGivenBack = false;
  scope.defer(() => {
    isGivenBack = true;
  });
  await closed;
  await scope.close();
  expect(isGivenBack).toBe(true);
});

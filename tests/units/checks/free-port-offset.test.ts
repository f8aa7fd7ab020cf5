import { expect, test } from 'vitest';
import { basePorts } from '../../../labs/settings.ts';
import { freePortOffset, releasePortOffset } from '../../../scripts/checks/free-port-offset.ts';

test('a hundred stacks at once have no port in common', async () => {
  const offsets = await Promise.all(Array.from({ length: 100 }, freePortOffset));
  const { iceFirst, iceLast, ...needed } = basePorts;
  const ports = offsets.flatMap((offset) => Object.values(needed).map((port) => port + offset));
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.max(...ports)).toBeLessThan(32_768);
  await Promise.all(offsets.map(releasePortOffset));
});

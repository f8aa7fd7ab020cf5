import { onTestFinished } from 'vitest';
import type { Keeper } from '../../scripts/checks/room.ts';

/** Gives everything back when the test is over. */
export const untilTestEnds: Keeper = {
  defer(release) {
    onTestFinished(async () => {
      await release();
    });
  },
};

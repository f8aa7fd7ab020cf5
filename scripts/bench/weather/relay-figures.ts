/** What the relay counted while a weather lasted. */
import type { OwnStack } from '../../checks/own-stack.ts';
import type { WeatherRun } from './weather-run.ts';

type RelayFigures = NonNullable<WeatherRun['relay']>;
type Counted = Pick<
  RelayFigures,
  'lostPackets' | 'repairedPackets' | 'droppedFrames' | 'keyframesRequested'
>;

/** Call `end` when the weather is over. */
export function relayFigures(stack: OwnStack): { end(): RelayFigures } {
  const before = read(stack);
  return {
    end() {
      const after = read(stack);
      // Of a session that began anew meanwhile, all of it.
      const grown = (figure: keyof Counted) =>
        after[figure] < before[figure] ? after[figure] : after[figure] - before[figure];
      return {
        lostPackets: grown('lostPackets'),
        repairedPackets: grown('repairedPackets'),
        droppedFrames: grown('droppedFrames'),
        keyframesRequested: grown('keyframesRequested'),
      };
    },
  };
}

function read(stack: OwnStack): Counted {
  const figures = stack.status.current().hops.forward.figures as Partial<
    Record<keyof RelayFigures, number | null>
  >;
  return {
    lostPackets: figures.lostPackets ?? 0,
    repairedPackets: figures.repairedPackets ?? 0,
    droppedFrames: figures.droppedFrames ?? 0,
    keyframesRequested: figures.keyframesRequested ?? 0,
  };
}

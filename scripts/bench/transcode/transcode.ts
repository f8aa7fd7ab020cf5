/**
 * `npm run bench -- transcode`: what FFmpeg costs for one stream, when it copies the picture as the
 * workshop does, when it encodes it anew, and when it makes three sizes of it.
 *
 * The three run at the same time, on the same recording of the synthetic publisher's RTP.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { segmentProfiles } from '../../../labs/settings.ts';
import { recordRtp } from '../../checks/rtp-recording.ts';
import { Scope } from '../../labs/scope.ts';
import type { Text } from '../../language/text.ts';
import { WorkshopError } from '../../language/workshop-error.ts';
import { pictureOptionsSchema } from '../../publisher/picture-options.ts';
import type { Bench, BenchContext } from '../bench.ts';
import { costOf } from '../process-cost.ts';
import { type Recipe, recipes } from '../results.ts';
import { distribution } from '../statistics.ts';
import { startTranscoder, type Transcoder } from './transcoder.ts';

interface RecipeCost {
  recipe: Recipe;
  cores: number;
  memoryBytes: number;
}

interface Pace {
  /** How long was measured, and how much stream was made meanwhile: in seconds. */
  passed: number;
  madeSeconds: number;
  lostDatagrams: number;
}

const full = { repetitions: 3, measuredSeconds: 16 };
const quick = { repetitions: 1, measuredSeconds: 8 };
const recordSeconds = 4;
/** Until FFmpeg knows the stream, and has cut its first segment. */
const startSeconds = 6;
/** In segments. Playlists grow a segment at a time: who keeps pace is at most one behind, for a moment. */
const mostBehind = 1.5;

export const transcodeBench: Bench<'transcode'> = {
  name: 'transcode',
  plannedSeconds({ isQuick }) {
    const { repetitions, measuredSeconds } = isQuick ? quick : full;
    return recordSeconds + repetitions * (startSeconds + measuredSeconds);
  },
  async run(context) {
    const { repetitions, measuredSeconds } = context.isQuick ? quick : full;
    context.progress.step(texts.recording, recordSeconds);
    const recording = await recordRtp(context.programs.ffmpeg, pictureOptionsSchema.parse({}));
    const costs: RecipeCost[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      const which = `${repetition}/${repetitions}`;
      context.progress.step(texts.running(which), startSeconds + measuredSeconds);
      costs.push(...(await runTogether(context, recording, measuredSeconds)));
    }
    return {
      recipes: recipes.map((recipe) => {
        const own = costs.filter((cost) => cost.recipe === recipe);
        const cores = distribution(own.map((cost) => cost.cores));
        return {
          ...{ recipe, cores },
          memoryBytes: distribution(own.map(({ memoryBytes }) => memoryBytes)),
          streamsPerCore: 1 / cores.p50,
        };
      }),
      ...{ repetitions, bounds: [] },
    };
  },
};

/** @throws {WorkshopError} when one of them falls behind. */
async function runTogether(
  { programs, signal }: BenchContext,
  recording: Awaited<ReturnType<typeof recordRtp>>,
  seconds: number,
): Promise<RecipeCost[]> {
  const scope = new Scope();
  const abort = () => void scope.close();
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    // All of them, also when one fails: what still starts would not be stopped.
    const started = await Promise.allSettled(
      recipes.map((recipe) =>
        startTranscoder(scope, { recipe, ffmpegPath: programs.ffmpeg, recording }),
      ),
    );
    const transcoders = started.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
    const before = await Promise.all(transcoders.map(lookAt));
    await delay(seconds * 1_000, undefined, { signal });
    const after = await Promise.all(transcoders.map(lookAt));
    return transcoders.map(({ recipe }, index) => {
      const [begin, end] = [before[index], after[index]];
      if (!begin || !end) throw new Error('A look is missing');
      const passed = (end.at - begin.at) / 1_000;
      const madeSeconds = end.madeSeconds - begin.madeSeconds;
      checkPace(recipe, { passed, madeSeconds, lostDatagrams: end.lostDatagrams });
      return {
        recipe,
        cores: (end.cpuSeconds - begin.cpuSeconds) / passed,
        memoryBytes: end.memoryBytes,
      };
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', abort);
    await scope.close();
  }
}

async function lookAt({ pid, madeSeconds, lostDatagrams }: Transcoder) {
  const at = performance.now();
  const cost = costOf(pid);
  const [made, lost] = await Promise.all([madeSeconds(), lostDatagrams()]);
  return { at, ...cost, madeSeconds: made, lostDatagrams: lost };
}

/**
 * What costs little because it does little is no cheap recipe.
 * @throws {WorkshopError} for one that made less than was sent, or lost some of it.
 */
export function checkPace(recipe: Recipe, { passed, madeSeconds, lostDatagrams }: Pace): void {
  const behind = passed - madeSeconds;
  if (behind <= mostBehind * segmentProfiles.balanced.segmentSeconds && lostDatagrams === 0) return;
  const share = Math.round((madeSeconds / passed) * 100);
  throw new WorkshopError(
    {
      en: `FFmpeg fell behind with "${recipe}": it made ${share} % of the stream and lost ${lostDatagrams} packets. This machine is too busy, or too small for it.`,
      es: `FFmpeg se atrasó con «${recipe}»: hizo el ${share} % de la señal y perdió ${lostDatagrams} paquetes. Esta máquina está muy ocupada o no le alcanza.`,
    },
    {
      en: 'Close what else is running, then: npm run bench -- transcode',
      es: 'Cierra lo demás que esté en marcha y luego: npm run bench -- transcode',
    },
  );
}

const texts = {
  recording: {
    en: 'transcode: recording what is replayed',
    es: 'transcodificar: grabando lo que se repite',
  } satisfies Text,
  running: (which: string): Text => ({
    en: `transcode, ${which}: copying, encoding and a ladder, at the same time`,
    es: `transcodificar, ${which}: copiar, codificar y una escalera, a la vez`,
  }),
};

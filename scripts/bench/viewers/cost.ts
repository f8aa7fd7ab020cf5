/** From loads to what one viewer costs: pure arithmetic. */
import { WorkshopError } from '../../language/workshop-error.ts';
import type { ViewerCost, ViewerLoad } from '../results.ts';
import { distribution, lineThrough } from '../statistics.ts';
import type { MeasuredCost } from './measure.ts';
import type { WayOfRepetition } from './repetition.ts';
import type { WatchedLoad } from './watched-load.ts';

/** What the server spends for one viewer in one minute, less what it spends without any. */
export const cpuSecondsPerViewerMinute = (
  { serverCores, viewers }: Pick<WatchedLoad, 'serverCores' | 'viewers'>,
  idle: Pick<MeasuredCost, 'serverCores'>,
): number => (60 * (serverCores - idle.serverCores)) / viewers;

/**
 * All repetitions of one way to watch, together.
 * @param way as people call it.
 * @throws {WorkshopError} when a repetition has no load that says something about the server.
 */
export function costOfWay(
  way: 'HLS' | 'WebRTC',
  repetitions: readonly WayOfRepetition[],
): ViewerCost {
  const useless = repetitions.find(({ loads }) => loads.length === 0);
  if (useless) throw tooSmall(way, useless.fullAt ?? 0);
  const pairs = repetitions.flatMap(({ idle, loads }) => loads.map((load) => ({ load, idle })));
  const counts = [...new Set(pairs.map(({ load }) => load.viewers))].sort((a, b) => a - b);
  const without = repetitions.map(({ idle }) => ({ viewers: 0, ...idle }));
  const points = [...without, ...pairs.map(({ load }) => load)];
  const cores = lineThrough(points.map(({ viewers, serverCores }) => [viewers, serverCores]));
  const memory = lineThrough(
    points.map(({ viewers, serverMemoryBytes }) => [viewers, serverMemoryBytes]),
  );
  const full = repetitions.flatMap(({ fullAt }) => fullAt ?? []);
  return {
    loads: counts.map((viewers) => summary(pairs.filter(({ load }) => load.viewers === viewers))),
    fullAt: full.length > 0 ? Math.min(...full) : null,
    fixedCores: cores.intercept,
    coresPerViewer: cores.slope,
    viewersPerCore: Math.floor((1 - cores.intercept) / cores.slope),
    memoryBytesPerViewer: memory.slope,
  };
}

interface LoadAndIdle {
  load: WatchedLoad;
  /** The server without a viewer. */
  idle: Pick<MeasuredCost, 'serverCores'>;
}

/** The same load in several repetitions. */
export function summary(pairs: readonly LoadAndIdle[]): ViewerLoad {
  const of = (figure: 'serverCores' | 'generatorCores' | 'serverMemoryBytes' | 'bytesPerSecond') =>
    distribution(pairs.map(({ load }) => load[figure]));
  return {
    viewers: pairs[0]?.load.viewers ?? 0,
    serverCores: of('serverCores'),
    generatorCores: of('generatorCores'),
    serverMemoryBytes: of('serverMemoryBytes'),
    bytesPerSecond: of('bytesPerSecond'),
    cpuSecondsPerViewerMinute: distribution(
      pairs.map(({ load, idle }) => cpuSecondsPerViewerMinute(load, idle)),
    ),
    errors: pairs.reduce((sum, { load }) => sum + load.errors, 0),
  };
}

const tooSmall = (way: string, viewers: number): WorkshopError =>
  new WorkshopError(
    {
      en: `This machine is full with ${viewers} ${way} viewers: it is too small, or busy.`,
      es: `Esta máquina se llena con ${viewers} espectadores ${way}: no alcanza, o está ocupada.`,
    },
    {
      en: 'Close what else is running, then: npm run bench -- viewers',
      es: 'Cierra lo demás que esté en marcha y luego: npm run bench -- viewers',
    },
  );

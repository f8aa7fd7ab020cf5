/** One weather over one stack, with viewers of its own. */
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { brokenRules, removedTooSoon } from '../../checks/playlist-rules.ts';
import { watchPlaylist } from '../../checks/playlist-watch.ts';
import { Scope } from '../../labs/scope.ts';
import type { BenchContext } from '../bench.ts';
import { conditions } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluate-process.ts';
import { causeOfDeath, pictureFreezes, playheadStalls } from './freezes.ts';
import type { ViewerReadings } from './in-page/viewer.ts';
import { type StackPlan, tailSeconds } from './plan.ts';
import { relayFigures } from './relay-figures.ts';
import { type LoneViewer, openLoneViewer } from './viewers.ts';
import { viewerClients, type WeatherCondition, type WeatherRun } from './weather-run.ts';
import type { WeatheredStack } from './weathered-stack.ts';

const playlistPollMilliseconds = 500;
const mostAttempts = 4;

/** A run whose segments have still to be decoded: that takes a core, and the publisher needs it. */
export interface UnjudgedRun {
  judge(): Promise<WeatherRun>;
}

export async function runCondition(
  weathered: WeatheredStack,
  condition: WeatherCondition,
  plan: Pick<StackPlan, 'ingest' | 'picture' | 'weatherSeconds'>,
  { programs, signal }: Pick<BenchContext, 'programs' | 'signal'>,
): Promise<UnjudgedRun> {
  const { stack, segments } = weathered;
  const { weather, videoClockPartsPerMillion } = conditions[condition];
  const scope = new Scope();
  try {
    const viewers = await openViewersInTime(scope, weathered, videoClockPartsPerMillion, signal);
    const over = new AbortController();
    scope.defer(() => over.abort());
    const watching = watchPlaylist(stack.playlistUrl, {
      ...{ pollMilliseconds: playlistPollMilliseconds, signal: over.signal },
      takeSegment: async () => {},
    });
    watching.catch(() => {}); // Told when it is over.
    const relay = relayFigures(stack);
    const before = { segments: segments.segments.length, leftOut: leftOut(stack) };
    await Promise.all(viewers.map((viewer) => viewer.begin()));

    weathered.setWeather(weather);
    scope.defer(() => weathered.setWeather({}));
    await delay(plan.weatherSeconds * 1_000, undefined, { signal });
    const { kilobitsPerSecond } = stack.status.current().hops.publisher.figures;
    weathered.setWeather({});
    await delay(tailSeconds * 1_000, undefined, { signal });

    const readings = await Promise.all(viewers.map((viewer) => viewer.end()));
    const published = segments.segments.slice(before.segments);
    const relayed = relay.end();
    const load = loadavg()[0] ?? 0;
    const rules = await playlistRules();
    const leftOutSegments = leftOut(stack) - before.leftOut;
    const judged = ({ verdicts, sound }: Evaluation): WeatherRun => {
      const damaged = verdicts.filter(({ errors }) => errors > 0);
      return {
        ...{ condition, ingest: plan.ingest, picture: plan.picture },
        weatherSeconds: plan.weatherSeconds,
        viewers: readings.map((reading, index) => judgeViewer(viewers[index], reading)),
        segments: {
          count: published.length,
          damaged: damaged.map(({ name }) => name),
          errors: damaged.reduce((sum, { errors }) => sum + errors, 0),
          longestSeconds: Math.max(0, ...published.map(({ durationSeconds }) => durationSeconds)),
          leftOut: leftOutSegments,
        },
        sound,
        brokenRules: rules,
        relay: plan.ingest === 'relay' ? relayed : null,
        publisherKilobitsPerSecond: kilobitsPerSecond,
        load,
      };
    };
    return {
      judge: async () =>
        judged(await evaluate({ segments: published, ffmpegPath: programs.ffmpeg }, signal)),
    };

    async function playlistRules(): Promise<string[]> {
      over.abort();
      const record = await watching;
      const { missing } = await removedTooSoon(stack.playlistUrl, record);
      return [...new Set([...brokenRules(record), ...missing])];
    }
  } finally {
    await scope.close();
  }
}

const leftOut = ({ status }: WeatheredStack['stack']): number =>
  status.current().hops.playlist.figures.leftOutSegments ?? 0;

/** To open players is work, at which a publisher may lose sound: it is looked at when they play, before the weather. */
async function openViewersInTime(
  scope: Scope,
  weathered: WeatheredStack,
  videoClockPartsPerMillion: number,
  signal: AbortSignal,
): Promise<LoneViewer[]> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    await weathered.publish(videoClockPartsPerMillion);
    const viewers = await openViewers(scope, weathered, signal);
    if (await weathered.isSoundInTime()) return viewers;
    await Promise.all(viewers.map((viewer) => viewer.close()));
    await weathered.unpublish();
  }
  throw new Error(`The publisher's sound was off ${mostAttempts} times, in clear weather`);
}

async function openViewers(
  scope: Scope,
  { stack, viewerBrowser }: WeatheredStack,
  signal: AbortSignal,
): Promise<LoneViewer[]> {
  const addresses = {
    pageUrl: `http://localhost:${stack.settings.ports.site}/api/viewer-settings`,
    playlistUrl: stack.playlistUrl,
  };
  const viewers: LoneViewer[] = [];
  // One after the other: three at once keep both cores from the publisher.
  for (const client of viewerClients) {
    const viewer = await openLoneViewer(viewerBrowser, client, addresses, signal);
    scope.defer(() => viewer.close());
    viewers.push(viewer);
  }
  return viewers;
}

function judgeViewer(
  viewer: LoneViewer | undefined,
  readings: ViewerReadings,
): WeatherRun['viewers'][number] {
  const frozen = pictureFreezes(readings);
  const stalled = playheadStalls(readings);
  return {
    client: viewer?.client ?? 'hls',
    died: causeOfDeath(readings, tailSeconds),
    reason: readings.fatal,
    ...{ frozenSeconds: frozen.seconds, freezes: frozen.count },
    ...{ stalledSeconds: stalled.seconds, stalls: stalled.count },
  };
}

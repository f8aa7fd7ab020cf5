/** Lab 06: a real Chromium plays a live stream from a real nginx, while things go wrong. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startNginx, startStream } from '../../scripts/checks/live-origin.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import {
  farSegments,
  nearSegments,
  openViewing,
  type TriedViewer,
} from '../../scripts/checks/tried-viewer.ts';
import { checkDamage, meetDamage } from '../../scripts/checks/viewer-damage.ts';
import {
  checkLatency,
  type Latencies,
  watchLatencies,
} from '../../scripts/checks/viewer-latency.ts';
import {
  checkDistance,
  checkPlays,
  type Distances,
  watchDistances,
} from '../../scripts/checks/viewer-playback.ts';
import {
  checkGap,
  checkNoStreamYet,
  checkRestart,
  type Late,
  meetGap,
  type Outcome,
  openLate,
  restartOrigin,
} from '../../scripts/checks/viewer-recovery.ts';
import { checkStops, type Stopped, stopTwoWays } from '../../scripts/checks/viewer-stop.ts';
import type { Viewing } from '../../scripts/checks/viewing.ts';
import { LabBrowser } from '../../scripts/labs/lab-browser.ts';
import { defineChecks, type LabPrograms } from '../../scripts/labs/lab-checks.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import type { Settings } from '../settings.ts';

interface Bench {
  browser: LabBrowser;
  programs: LabPrograms;
  settings: Settings;
}

interface Trial {
  /** Plays the stream itself, two segments behind the edge. */
  viewer: Viewing;
  /** The same stream, four behind, in a page of its own. */
  farViewer: Viewing;
  /** Each of these goes on by itself from the beginning of the trial. */
  distances: Promise<Distances>;
  latencies: Promise<Latencies>;
  late: Promise<Late>;
  restarted: Promise<Outcome>;
  gap: Promise<Outcome>;
  damage: Promise<Outcome>;
  stopped: Promise<Stopped[]>;
}

export const checks = defineChecks<Bench, Trial>({
  programs: ['chromium', 'ffmpeg', 'nginx'],

  async openBench({ scope, programs }) {
    const { settings, remove } = await ownSettings({ profile: 'low' });
    scope.defer(remove);
    const pageScript = join(repositoryRoot, 'scripts/checks/in-page/viewer.ts');
    const [browser] = await Promise.all([
      LabBrowser.open({ scope, executablePath: programs.chromium, pageScript }),
      startNginx(settings, programs, scope),
      startStream(settings, programs, scope),
    ]);
    return { browser, programs, settings };
  },

  async openTrial({ browser, programs, settings }, tools) {
    const { scope } = tools;
    const pages = await browser.openStage(tools, 'play');
    const id = randomBytes(4).toString('hex');
    const openPage = async (): Promise<TriedViewer> => ({
      page: await pages.open(),
      ...{ programs, settings, scope, id },
    });
    // Those that are stopped have pages of their own: what ticks on there is theirs.
    const [tried, alone, waiting] = await Promise.all([openPage(), openPage(), openPage()]);
    const [viewer, farViewer] = await Promise.all([
      openViewing(tried, 'near', nearSegments),
      openViewing(alone, 'far', farSegments),
    ]);
    const distances = watchDistances(viewer, farViewer);
    const trial: Trial = {
      ...{ viewer, farViewer, distances },
      latencies: distances.then(() => watchLatencies(viewer, scope.signal)),
      late: openLate(tried),
      restarted: restartOrigin(tried),
      gap: meetGap(tried),
      damage: meetDamage(tried),
      stopped: stopTwoWays(waiting, farViewer, distances),
    };
    // What they began ends before it is given back. Also: what they found is told by a check, or never.
    const all = Promise.allSettled(Object.values(trial));
    scope.defer(() => all);
    return trial;
  },

  checks: {
    plays: ({ viewer }) => checkPlays(viewer),
    distance: async ({ distances }) => checkDistance(await distances),
    latency: async ({ latencies, late }) => checkLatency(await latencies, (await late).early),
    'no-stream-yet': async ({ late }) => checkNoStreamYet(await late),
    restart: async ({ restarted }) => checkRestart(await restarted),
    gap: async ({ gap }) => checkGap(await gap),
    damage: async ({ damage }) => checkDamage(await damage),
    stops: async ({ stopped }) => checkStops(await stopped),
  },
});

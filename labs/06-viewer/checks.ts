/** Lab 06: a real Chromium plays a live stream from a real nginx, while things go wrong. */
import { randomBytes } from 'node:crypto';
import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ViewingLook } from '../../scripts/checks/in-page/viewer.ts';
import { LiveMirror, type MirrorState, segmentsOf } from '../../scripts/checks/live-mirror.ts';
import { startLiveSource } from '../../scripts/checks/live-source.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { Viewing } from '../../scripts/checks/viewing.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { LabBrowser } from '../../scripts/labs/lab-browser.ts';
import { defineChecks, type LabPrograms } from '../../scripts/labs/lab-checks.ts';
import { type Finding, notYet } from '../../scripts/labs/not-yet.ts';
import type { Scope } from '../../scripts/labs/scope.ts';
import type { StagePage } from '../../scripts/labs/stage-page.ts';
import type { Text } from '../../scripts/language/text.ts';
import { nginxDaemon } from '../../scripts/stack/daemons.ts';
import { settlesWithin } from '../../scripts/system/settles-within.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';
import { playlistUrl, type Settings } from '../settings.ts';

/** Small: five viewers at once should not need a fast computer. */
const picture = { size: '320x180', framesPerSecond: 15 };
/** Less is a still picture, or a clock without one. */
const movement = { frames: 5, seconds: 0.25 };
/** In the playlist before a viewer comes: as far behind the edge as one of them plays, and one more. */
const segmentsToBegin = 5;

const playLimitMilliseconds = 4_000;
/** The first try of a playlist that is not there fails at once. */
const tryLimitMilliseconds = 1_000;
/** hls.js asks for the playlist at once. */
const askLimitMilliseconds = 1_500;
const recoverLimitMilliseconds = 6_000;
/** Longer than a playlist is old before it is asked for again, and than the first tries after an error. */
const quietMilliseconds = 1_800;
/** A stream comes at the latest so long after a page was opened. */
const withoutStreamMilliseconds = 1_500;
const pauseSeconds = 1.2;
/** Seconds between what a player says and what its element knows. */
const latencyTolerance = { early: 0.8, late: 1.8 };
const near = 2;
const far = 4;

interface Bench {
  browser: LabBrowser;
  programs: LabPrograms;
  settings: Settings;
}

interface Trial {
  /** Plays the stream itself, two segments behind the edge. */
  viewer: Viewing;
  /** The same stream, four behind. */
  farViewer: Viewing;
  /** Each of these goes on by itself from the beginning of the trial. */
  distances: Promise<{ near: readonly ViewingLook[]; far: readonly ViewingLook[] }>;
  latencies: Promise<{ before: readonly ViewingLook[]; after: readonly ViewingLook[] }>;
  late: Promise<Outcome>;
  restarted: Promise<Outcome>;
  gap: Promise<Outcome>;
  stopped: Promise<Stopped[]>;
}

/** How a viewer fares after something went wrong. */
interface Outcome {
  look: ViewingLook;
  goesOn: boolean;
}

/** A player some time after its `stop`. */
interface Stopped {
  what: Text;
  look: ViewingLook;
  requests: readonly string[];
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
    const page = await pages.open();
    const stage: Stage = {
      ...{ page, programs, settings, scope },
      id: randomBytes(4).toString('hex'),
    };
    const [viewer, farViewer] = await Promise.all([
      openViewing(stage, 'near', near),
      openViewing(stage, 'far', far),
    ]);
    const distances = watchDistances(viewer, farViewer);
    const trial: Trial = {
      ...{ viewer, farViewer, distances },
      latencies: distances.then(() => watchLatencies(viewer, scope.signal)),
      late: openLate(stage),
      restarted: restartOrigin(stage),
      gap: meetGap(stage),
      stopped: stopTwoWays(stage, farViewer, distances),
    };
    // What they began ends before it is given back. Also: what they found is told by a check, or never.
    const all = Promise.allSettled(Object.values(trial));
    scope.defer(() => all);
    return trial;
  },

  checks: {
    async plays({ viewer }) {
      const begun = performance.now();
      const asksNothing = () =>
        viewer.requests.length === 0 && performance.now() - begun > askLimitMilliseconds;
      const look = await viewer.lookUntil(
        (now) => isPlaying(now) || asksNothing(),
        playLimitMilliseconds,
      );
      if (isPlaying(look)) return;
      viewer.expectNothingUncaught();
      if (asksNothing()) {
        notYet('nothing-asked-for', {
          expected: pictureMoves,
          seen: {
            en: 'The playlist was never asked for. Does hls.js know what to load?',
            es: 'La lista nunca se pidió. ¿Sabe hls.js qué cargar?',
          },
        });
      }
      notYet('does-not-play', { expected: pictureMoves, seen: stillPicture(look) });
    },

    async distance({ distances }) {
      const looks = await distances;
      const behind = { near: meanBehind(looks.near), far: meanBehind(looks.far) };
      if (behind.far - behind.near > (far - near) / 2) return;
      notYet('distance-not-chosen', {
        expected: {
          en: `A player that is told to stay ${far} segments behind the live edge is about ${far - near} s later than one that is told ${near}.`,
          es: `Un reproductor al que se le dice que vaya ${far} segmentos detrás del borde en vivo va unos ${far - near} s más atrás que uno al que se le dice ${near}.`,
        },
        seen: {
          en: `They were ${behind.far.toFixed(1)} s and ${behind.near.toFixed(1)} s behind.`,
          es: `Iban ${behind.far.toFixed(1)} s y ${behind.near.toFixed(1)} s atrás.`,
        },
      });
    },

    async latency({ latencies }) {
      const { before, after } = await latencies;
      expectKnown([...before, ...after]);
      const growth = largestLatency(after) - largestLatency(before);
      if (growth > 0.2) return expectTrue(after);
      notYet('latency-does-not-follow', {
        expected: {
          en: `After a pause of ${pauseSeconds} s, latencySeconds is that much larger.`,
          es: `Después de una pausa de ${pauseSeconds} s, latencySeconds es mayor en esa medida.`,
        },
        seen: {
          en: `It was ${largestLatency(before).toFixed(1)} s before, and ${largestLatency(after).toFixed(1)} s after.`,
          es: `Era ${largestLatency(before).toFixed(1)} s antes y ${largestLatency(after).toFixed(1)} s después.`,
        },
      });
    },

    async 'no-stream-yet'({ late }) {
      expectPlaying(await late, 'gives-up-at-start', {
        en: 'The playlist answered 404 for a second after the page was opened. hls.js calls that fatal at once, with no levels known.',
        es: 'La lista respondió 404 durante un segundo después de abrir la página. hls.js lo llama fatal de inmediato, sin conocer ningún nivel.',
      });
    },

    async restart({ restarted }) {
      expectPlaying(await restarted, 'gives-up-after-restart', {
        en: 'nginx was restarted in mid-play, and came back with an empty playlist first. hls.js calls that fatal and stops loading.',
        es: 'nginx se reinició en plena reproducción y volvió primero con una lista vacía. hls.js lo llama fatal y deja de cargar.',
      });
    },

    async gap({ gap }) {
      const outcome = await gap;
      expectPlaying(outcome, 'stops-at-gap', {
        en: 'One segment answered 404. hls.js goes on behind it by itself.',
        es: 'Un segmento respondió 404. hls.js sigue después de él por su cuenta.',
      });
      const alarm = outcome.look.events.find(({ type }) => type === 'recovering');
      if (alarm?.type !== 'recovering') return;
      notYet('recovers-without-need', {
        expected: {
          en: 'Only what is fatal is recovered from. hls.js gets over a missing segment by itself.',
          es: 'Solo hay que recuperarse de lo fatal. hls.js supera por su cuenta un segmento que falta.',
        },
        seen: {
          en: `The player began to recover because of "${alarm.detail}".`,
          es: `El reproductor empezó a recuperarse por "${alarm.detail}".`,
        },
      });
    },

    async stops({ stopped }) {
      for (const { what, look, requests } of await stopped) {
        if (requests.length > 0) notYet('still-asks', stillAsks(what, requests));
        if (look.hasSource || look.readyState > 0) notYet('still-holds', stillHolds(what, look));
      }
    },
  },
});

const abortOf = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));

async function startNginx(
  settings: Settings,
  { nginx }: LabPrograms,
  scope: Scope,
): Promise<() => Promise<void>> {
  const daemon = await nginxDaemon(settings, { nginxConfig }, nginx, () => {});
  await daemon.start();
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= daemon.stop();
    return stopping;
  };
  scope.defer(stop);
  return stop;
}

async function startStream(
  settings: Settings,
  { ffmpeg }: LabPrograms,
  scope: Scope,
): Promise<void> {
  const source = await startLiveSource(settings, { ffmpegPath: ffmpeg, name: 'live', picture });
  scope.defer(() => source.stop());
  const playlist = join(settings.paths.live, 'index.m3u8');
  await waitUntil(
    'FFmpeg has written the first segments',
    async () => segmentsOf(await readFile(playlist, 'utf8')).length >= segmentsToBegin,
    20_000,
    { signal: scope.signal },
  );
}

interface Stage {
  page: StagePage;
  programs: LabPrograms;
  /** Of the bench. */
  settings: Settings;
  scope: Scope;
  /** Names the folders of this trial. */
  id: string;
}

/** The stream under an address of its own: by it, requests are told apart. */
async function openViewing(
  { page, settings, scope, id }: Stage,
  name: string,
  liveSyncSegments: number,
): Promise<Viewing> {
  const folder = `${id}-${name}`;
  scope.defer(() => rm(join(settings.paths.live, folder), { force: true }));
  await symlink(settings.paths.live, join(settings.paths.live, folder));
  const url = addressOf(settings, folder);
  return Viewing.open(page, { name, url, liveSyncSegments }, scope.signal);
}

const addressOf = (settings: Settings, folder: string): string =>
  playlistUrl(settings).replace('index.m3u8', `${folder}/index.m3u8`);

const isPlaying = ({ frames, playedSeconds }: ViewingLook): boolean =>
  frames >= movement.frames && playedSeconds >= movement.seconds;

async function watchDistances(viewer: Viewing, farViewer: Viewing) {
  await Promise.all(
    [viewer, farViewer].map((each) => each.lookUntil(isPlaying, playLimitMilliseconds)),
  );
  // A whole segment long: the edge moves in steps.
  const [nearLooks, farLooks] = await Promise.all([viewer.watch(1_000), farViewer.watch(1_000)]);
  return { near: nearLooks, far: farLooks };
}

async function watchLatencies(viewer: Viewing, signal: AbortSignal) {
  const before = await viewer.watch(200);
  await viewer.pause(pauseSeconds);
  await delay(pauseSeconds * 1_000, undefined, { signal });
  return { before, after: await viewer.watch(300) };
}

async function openLate(stage: Stage): Promise<Outcome> {
  const mirror = await mirrorOf(stage, 'late', () => false, 'hidden');
  const viewing = await mirror.view();
  // Not before it has tried again, and been refused again.
  await viewing.lookUntil(() => viewing.answered >= 2, withoutStreamMilliseconds);
  await mirror.become('live');
  return outcomeOf(viewing, movement.seconds);
}

async function restartOrigin({ page, settings, programs, scope }: Stage): Promise<Outcome> {
  const own = await ownSettings({ profile: 'low' });
  scope.defer(own.remove);
  scope.signal.throwIfAborted();
  const mirror = await LiveMirror.start({ from: settings.paths.live, to: own.settings.paths.live });
  scope.defer(() => mirror.stop());
  scope.signal.throwIfAborted();
  const stopNginx = await startNginx(own.settings, programs, scope);
  const url = playlistUrl(own.settings);
  const order = { name: 'restart', url, liveSyncSegments: near };
  const viewing = await Viewing.open(page, order, scope.signal);
  const first = await viewing.lookUntil(isPlaying, playLimitMilliseconds);
  if (!isPlaying(first)) return { look: first, goesOn: false };
  await stopNginx();
  await mirror.become('empty');
  const answered = page.page.waitForResponse(url, { timeout: playLimitMilliseconds });
  answered.catch(() => {});
  await startNginx(own.settings, programs, scope);
  await settlesWithin(Promise.race([answered, abortOf(scope.signal)]), playLimitMilliseconds);
  scope.signal.throwIfAborted();
  await mirror.become('live');
  // More than all that was there when the origin went away.
  const seconds = (first.behindEdgeSeconds ?? 0) + 1;
  return outcomeOf(viewing, first.playedSeconds + seconds);
}

async function meetGap(stage: Stage): Promise<Outcome> {
  const playlist = await readFile(join(stage.settings.paths.live, 'index.m3u8'), 'utf8');
  const newest = segmentsOf(playlist).at(-1)?.uri;
  const mirror = await mirrorOf(stage, 'gap', (name) => name === newest);
  const viewing = await mirror.view();
  // More than the segments before it.
  return outcomeOf(viewing, near + 0.6);
}

async function outcomeOf(viewing: Viewing, wantedSeconds: number): Promise<Outcome> {
  const goesOn = ({ playedSeconds }: ViewingLook) => playedSeconds >= wantedSeconds;
  const look = await viewing.lookUntil(goesOn, recoverLimitMilliseconds);
  return { look, goesOn: goesOn(look) };
}

/** One that plays, and one that waits for its next try. */
async function stopTwoWays(
  stage: Stage,
  playing: Viewing,
  whenWatched: Promise<unknown>,
): Promise<Stopped[]> {
  const stopped = async (viewing: Viewing, what: Text): Promise<Stopped> => {
    await viewing.stop();
    await delay(quietMilliseconds, undefined, { signal: stage.scope.signal });
    return { what, look: await viewing.look(), requests: viewing.requests };
  };
  const waits = async () => {
    const mirror = await mirrorOf(stage, 'never', () => false, 'hidden');
    const viewing = await mirror.view();
    await viewing.lookUntil(
      ({ events }) => events.some(({ type }) => type === 'recovering'),
      tryLimitMilliseconds,
    );
    return stopped(viewing, { en: 'waited for its next try', es: 'esperaba su próximo intento' });
  };
  return Promise.all([
    whenWatched.then(() => stopped(playing, { en: 'played', es: 'estaba reproduciendo' })),
    waits(),
  ]);
}

/** The stream below an address of its own, where things can go wrong. */
async function mirrorOf(
  { page, settings, scope, id }: Stage,
  name: string,
  isMissing: (segment: string) => boolean,
  state?: MirrorState,
) {
  const folder = `${id}-${name}`;
  const { live } = settings.paths;
  const to = join(live, folder);
  const mirror = await LiveMirror.start({ from: live, to, isMissing }, state);
  scope.defer(async () => {
    await mirror.stop();
    await rm(to, { recursive: true, force: true });
  });
  scope.signal.throwIfAborted();
  const order = { name, url: addressOf(settings, folder), liveSyncSegments: near };
  return {
    become: (next: MirrorState) => mirror.become(next),
    view: () => Viewing.open(page, order, scope.signal),
  };
}

function expectPlaying({ look, goesOn }: Outcome, reason: string, what: Text): void {
  if (goesOn) return;
  const { en, es } = stillPicture(look);
  notYet(reason, {
    expected: {
      en: 'The picture goes on by itself, for as long as it takes.',
      es: 'La imagen sigue por sí sola, tarde lo que tarde.',
    },
    seen: { en: `${what.en} ${en}`, es: `${what.es} ${es}` },
  });
}

const pictureMoves: Text = {
  en: 'The picture moves.',
  es: 'La imagen se mueve.',
};

/** What can be said of a picture that stands still. */
function stillPicture({ frames, readyState, events }: ViewingLook): Text {
  const told = events.map((event) =>
    event.type === 'recovering' ? `${event.type} (${event.detail})` : event.type,
  );
  return {
    en: `The picture stood still after ${frames} frames; the element's readyState is ${readyState}. onEvent was told: ${told.join(', ') || 'nothing'}.`,
    es: `La imagen quedó quieta después de ${frames} cuadros; el readyState del elemento es ${readyState}. A onEvent se le dijo: ${told.join(', ') || 'nada'}.`,
  };
}

function meanBehind(looks: readonly ViewingLook[]): number {
  const seconds = looks.flatMap(({ behindEdgeSeconds }) => behindEdgeSeconds ?? []);
  return seconds.reduce((total, each) => total + each, 0) / Math.max(seconds.length, 1);
}

const largestLatency = (looks: readonly ViewingLook[]): number =>
  Math.max(...looks.map(({ statistics }) => statistics?.latencySeconds ?? 0));

const latencyIsTold: Text = {
  en: 'latencySeconds says how many seconds the picture is behind the live edge.',
  es: 'latencySeconds dice cuántos segundos va la imagen detrás del borde en vivo.',
};

function expectKnown(looks: readonly ViewingLook[]): void {
  if (looks.some(({ statistics }) => typeof statistics?.latencySeconds === 'number')) return;
  notYet('latency-unknown', {
    expected: latencyIsTold,
    seen: {
      en: 'It is null, though the picture moves.',
      es: 'Es null, aunque la imagen se mueve.',
    },
  });
}

/** The edge moves in steps of a segment, and some count its age in. */
function expectTrue(looks: readonly ViewingLook[]): void {
  const { statistics, behindEdgeSeconds } = looks.at(-1) ?? {};
  const latency = statistics?.latencySeconds ?? 0;
  const behind = behindEdgeSeconds ?? 0;
  const difference = latency - behind;
  if (difference > -latencyTolerance.early && difference < latencyTolerance.late) return;
  notYet('wrong-latency', {
    expected: latencyIsTold,
    seen: {
      en: `It says ${latency.toFixed(1)} s; the element itself is ${behind.toFixed(1)} s before the end of what it may seek to.`,
      es: `Dice ${latency.toFixed(1)} s; el elemento mismo está ${behind.toFixed(1)} s antes del final de lo que puede buscar.`,
    },
  });
}

const nothingLeft = (what: Text): Text => ({
  en: `After \`stop\` of a player that ${what.en}, it asks for nothing and its element holds nothing.`,
  es: `Después de \`stop\` de un reproductor que ${what.es}, no pide nada y su elemento no retiene nada.`,
});

const stillAsks = (what: Text, requests: readonly string[]): Finding => ({
  expected: nothingLeft(what),
  seen: {
    en: `In the ${quietMilliseconds / 1_000} s after it, ${requests.length} request(s) went out. The first: ${requests[0]}`,
    es: `En los ${quietMilliseconds / 1_000} s siguientes salieron ${requests.length} petición(es). La primera: ${requests[0]}`,
  },
});

const stillHolds = (what: Text, { hasSource, readyState }: ViewingLook): Finding => ({
  expected: nothingLeft(what),
  seen: {
    en: `The element ${hasSource ? 'still has a source' : 'has no source'}; its readyState is ${readyState}.`,
    es: `El elemento ${hasSource ? 'todavía tiene una fuente' : 'no tiene fuente'}; su readyState es ${readyState}.`,
  },
});

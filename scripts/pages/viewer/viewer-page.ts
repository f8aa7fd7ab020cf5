/** The viewer page: stage 06 in a video element, a state line and the player's figures. */
import type { Play, Player, PlayerEvent } from '../../../labs/stages.ts';
import type { Text } from '../../language/text.ts';
import type { ViewerSettings } from '../../site/api-types.ts';
import { fetchViewerSettings } from '../shared/api.ts';
import { elementOf, showFigure } from '../shared/elements.ts';
import { failureText } from '../shared/failure.ts';
import { fillTexts, inPageLanguage } from '../shared/language.ts';
import { bitrate, count, pixels, seconds } from '../shared/numbers.ts';
import { isOwn, loadStage, reloadWhenSaved } from '../shared/stage-module.ts';
import { showState } from '../shared/state-line.ts';
import { watchGlassToGlass } from './glass-to-glass.ts';
import { recoveringText, stateTexts, texts } from './texts.ts';
import { type Told, Trouble } from './trouble.ts';
import { reportStatistics } from './viewer-reports.ts';
import type { ViewerStatistics } from './viewer-window.ts';

type PageState =
  | 'starting'
  | 'playing'
  | 'paused'
  | 'stalled'
  | 'recovering'
  | 'stopped'
  | 'failed';

fillTexts({ ...texts, title: isOwn ? texts.ownTitle : texts.title });
document.title = inPageLanguage(isOwn ? texts.ownTitle : texts.title);

const video = elementOf('video', HTMLVideoElement);
const playButton = elementOf('play', HTMLButtonElement);
const soundButton = elementOf('sound', HTMLButtonElement);

/** Seconds, or null when the picture carries no clock. */
const glassToGlass = watchGlassToGlass(video);
let play: Play;
let player: Player | null = null;
let settings: ViewerSettings | undefined;
let hasPlayed = false;
const trouble = new Trouble();
let toldTimer: ReturnType<typeof setTimeout> | undefined;
const events: PlayerEvent[] = [];

const tones = {
  starting: 'busy',
  playing: 'good',
  paused: 'idle',
  stalled: 'busy',
  recovering: 'busy',
  stopped: 'idle',
  failed: 'bad',
} as const;

function show(state: PageState, text: Text): void {
  document.body.dataset.state = state;
  showState(tones[state], text);
}

function showButtons(): void {
  playButton.textContent = inPageLanguage(isPlaying() ? texts.stop : texts.play);
  soundButton.textContent = inPageLanguage(video.muted ? texts.soundOn : texts.soundOff);
}

/** False also when there is a picture, and it is paused. */
const isPlaying = () => player !== null && !(video.paused && canPlay());
const canPlay = () => video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;

async function start(): Promise<void> {
  show('starting', stateTexts.starting);
  try {
    settings = await fetchViewerSettings();
    hasPlayed = false;
    player = play(video, settings.playlistUrl, {
      liveSyncSegments: settings.liveSyncSegments,
      onEvent: onPlayerEvent,
    });
  } catch (error) {
    show('failed', failureText(error));
  }
  showButtons();
}

function stop(): void {
  player?.stop();
  player = null;
  trouble.forget();
  show('stopped', stateTexts.stopped);
  showStatistics(null);
  showButtons();
}

/** A browser that wants a click first, and media keys, pause the picture without the player. */
function onPlaybackChange(): void {
  showButtons();
  if (!player) return;
  if (!isPlaying()) show('paused', stateTexts.paused);
  else if (document.body.dataset.state === 'paused') showPlaying();
}

/** Events kept for tests; an open page must not grow for hours. */
const keptEvents = 500;

function onPlayerEvent(event: PlayerEvent): void {
  events.push(event);
  if (events.length > keptEvents) events.shift();
  switch (event.type) {
    case 'playing':
      hasPlayed = true;
      showPlaying();
      break;
    case 'stalled':
      trouble.notice('stalled', latencyNow());
      show('stalled', stateTexts.stalled);
      break;
    case 'recovering':
      if (hasPlayed) trouble.notice(event.cause, latencyNow());
      show('recovering', recoveringText(event, hasPlayed));
      break;
    case 'recovered':
      // Media arrives again; until it plays, the picture still stands.
      if (isMoving()) showPlaying();
      else show('starting', stateTexts.starting);
      break;
  }
}

/** By then the player has jumped to its place, if it does. */
const settledMilliseconds = 3_000;
/** Long enough to be read by who looked away. */
const toldMilliseconds = 20_000;

/** With a word about what happened, for a while. */
function showPlaying(): void {
  const told = trouble.over();
  if (!told && document.body.dataset.state === 'playing') return;
  show('playing', told?.text ?? stateTexts.playing);
  clearTimeout(toldTimer);
  if (told) sayLater(told);
}

function sayLater(told: Told): void {
  const say = (text: () => Text, after: number, then = () => {}) => {
    toldTimer = setTimeout(() => {
      if (document.body.dataset.state !== 'playing') return;
      show('playing', text());
      then();
    }, after);
  };
  say(
    () => told.withSkipped(latencyNow()),
    settledMilliseconds,
    () => say(() => stateTexts.playing, toldMilliseconds),
  );
}

const latencyNow = (): number | null => player?.statistics().latencySeconds ?? null;

const statisticsNow = (): ViewerStatistics | null =>
  player && { ...player.statistics(), glassToGlassSeconds: glassToGlass() };

const isMoving = () => !video.paused && canPlay();

function showStatistics(statistics: ViewerStatistics | null): void {
  const { latencySeconds = null, glassToGlassSeconds = null, level = null } = statistics ?? {};
  showFigure('latency', latencySeconds === null ? null : seconds(latencySeconds));
  showFigure('glass-to-glass', glassToGlassSeconds === null ? null : seconds(glassToGlassSeconds));
  showFigure('buffer', statistics && seconds(statistics.bufferSeconds));
  showFigure('picture', level && pixels(level.widthPixels, level.heightPixels));
  showFigure('bitrate', level?.bitsPerSecond ? bitrate(level.bitsPerSecond) : null);
  showFigure('stalls', statistics && count(statistics.stalls));
}

setInterval(() => {
  const statistics = statisticsNow();
  if (!statistics || !settings) return;
  showStatistics(statistics);
  reportStatistics(statistics, settings.reportToken);
}, 1000);

playButton.addEventListener('click', () => {
  if (isPlaying()) stop();
  else if (player) void video.play();
  else void start();
});
for (const name of ['canplay', 'pause', 'play']) video.addEventListener(name, onPlaybackChange);
// New media in the same element begins to move without a word of the player.
video.addEventListener('playing', () => {
  if (player && document.body.dataset.state === 'starting') showPlaying();
});
soundButton.addEventListener('click', () => {
  video.muted = !video.muted;
  showButtons();
});

window.workshopViewer = { statistics: statisticsNow, events };

showButtons();
reloadWhenSaved(isOwn ? '@own/06-viewer/viewer.ts' : '@stages/06-viewer/viewer.ts');
try {
  play = await loadStage('viewer.ts', 'play', () =>
    isOwn ? import('@own/06-viewer/viewer.ts') : import('@stages/06-viewer/viewer.ts'),
  );
  playButton.disabled = false;
  await start();
} catch (error) {
  show('failed', failureText(error));
}

/** The publisher page: stage 01 with a camera, a state line and the sender's figures. */
import type { Publication, Publish } from '../../../labs/stages.ts';
import type { Text } from '../../language/text.ts';
import { ApiRefusal, fetchPublisherAccess } from '../shared/api.ts';
import { elementOf, showFigure } from '../shared/elements.ts';
import { fillTexts, inPageLanguage } from '../shared/language.ts';
import { bitrate, count, framesPerSecond, milliseconds, pixels } from '../shared/numbers.ts';
import { isOwn, loadStage, reloadWhenSaved } from '../shared/stage-module.ts';
import { showState } from '../shared/state-line.ts';
import { type Capture, choose, listDevices, openCapture } from './capture.ts';
import { keepOnAir, type OnAir, takeOnAir } from './on-air-again.ts';
import { insecurePage, problemText } from './problems.ts';
import { type SenderStatistics, SenderStatisticsReader } from './sender-statistics.ts';
import { stateTexts, texts } from './texts.ts';
import { watchWeather } from './weather-watch.ts';

type PageState = 'idle' | 'connecting' | 'publishing' | 'failed';

declare global {
  interface Window {
    /** For tests: what the page holds now. */
    workshopPublisher?: {
      publication(): Publication | undefined;
      statistics(): SenderStatistics | null;
    };
  }
}

fillTexts({ ...texts, title: isOwn ? texts.ownTitle : texts.title });
document.title = inPageLanguage(isOwn ? texts.ownTitle : texts.title);

const preview = elementOf('preview', HTMLVideoElement);
const camera = elementOf('camera', HTMLSelectElement);
const microphone = elementOf('microphone', HTMLSelectElement);
const pin = elementOf('pin', HTMLInputElement);
const startButton = elementOf('start', HTMLButtonElement);
const stopButton = elementOf('stop', HTMLButtonElement);

let publish: Publish;
/** Set while the student wants to be on air, whether the stage manages it or not. */
let wanted: OnAir | null = takeOnAir();
let capture: Capture | undefined;
let publication: Publication | undefined;
let reader: SenderStatisticsReader | undefined;
let statistics: SenderStatistics | null = null;
/** Where this page called Janus last. */
let calledUrl: string | undefined;
let stopWatching = () => {};

const tones = { idle: 'idle', connecting: 'busy', publishing: 'good', failed: 'bad' } as const;

function show(state: PageState, text: Text): void {
  document.body.dataset.state = state;
  showState(tones[state], text);
  const isBusy = state === 'connecting' || state === 'publishing';
  startButton.disabled = isBusy;
  stopButton.disabled = state !== 'publishing';
  for (const field of [camera, microphone, pin]) field.disabled = isBusy;
}

async function start(): Promise<void> {
  wanted = { camera: camera.value, microphone: microphone.value };
  try {
    show('connecting', stateTexts.opening);
    const { directUrl: _, ...access } = await fetchPublisherAccess(pin.value);
    calledUrl = access.url;
    capture = await openCapture(camera.value, microphone.value);
    preview.srcObject = capture.stream;
    preview.hidden = false;
    await listDevices(camera, microphone);
    for (const track of capture.stream.getTracks()) {
      track.addEventListener('ended', () => finish('failed', stateTexts.cameraEnded));
    }

    show('connecting', stateTexts.connecting);
    publication = await publish(
      capture.stream,
      { ...access, displayName: 'Browser' },
      {
        onState: (state, reason) => {
          if (state === 'closed' && reason && publication) {
            void finish('failed', problemText(new Error(reason), isOwn));
          }
        },
      },
    );
    reader = new SenderStatisticsReader(publication.peerConnection);
    show('publishing', stateTexts.publishing);
    stopWatching();
    stopWatching = watchWeather(() => void goThroughWeather());
    stopButton.focus();
  } catch (error) {
    await finish('failed', problemText(error, isOwn));
    if (error instanceof ApiRefusal && [401, 403, 429].includes(error.status)) askForPin();
  }
}

/** The weather has begun: on air again, where it is asked to go. From another machine it is not. */
async function goThroughWeather(): Promise<void> {
  const access = await fetchPublisherAccess(pin.value).catch(() => null);
  if (!access || access.url === calledUrl || !publication) return;
  await finish('connecting', stateTexts.weather);
  await start();
}

/** Gives camera and connection back, and says why. */
async function finish(state: 'idle' | 'connecting' | 'failed', text: Text): Promise<void> {
  stopWatching();
  const ending = publication;
  publication = undefined;
  reader = undefined;
  await ending?.stop();
  capture?.stop();
  capture = undefined;
  preview.srcObject = null;
  preview.hidden = true;
  show(state, text);
  statistics = null;
  showStatistics(null);
}

function askForPin(): void {
  elementOf('pin-field', HTMLElement).hidden = false;
  pin.focus();
}

function showStatistics(sent: SenderStatistics | null): void {
  const codecs = [sent?.videoCodec, sent?.audioCodec]
    .flatMap((codec) => codec ?? [])
    .map(codecName);
  showFigure('codec', codecs.length > 0 ? codecs.join(',\u00a0') : null);
  showFigure(
    'picture',
    sent?.widthPixels && sent.heightPixels ? pixels(sent.widthPixels, sent.heightPixels) : null,
  );
  showFigure('bitrate', known(sent?.bitsPerSecond, bitrate));
  showFigure('frame-rate', known(sent?.framesPerSecond, framesPerSecond));
  showFigure(
    'round-trip',
    known(sent?.roundTripSeconds, (value) => milliseconds(value * 1000)),
  );
  showFigure('lost', known(sent?.packetsLost, count));
}

/** The codecs' own spelling; in RTP (RFC 6184, RFC 7587) they are `H264` and `opus`. */
const codecName = (subtype: string): string =>
  ({ H264: 'H.264', opus: 'Opus' })[subtype] ?? subtype;

const known = (value: number | null | undefined, write: (value: number) => string) =>
  typeof value === 'number' ? write(value) : null;

setInterval(async () => {
  const asked = reader;
  const read = (await asked?.read()) ?? null;
  // Publishing may have ended, or begun anew, while the statistics were on their way.
  if (asked !== reader) return;
  statistics = read;
  showStatistics(read);
}, 1000);

elementOf('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void start();
});
stopButton.addEventListener('click', async () => {
  wanted = null;
  await finish('idle', stateTexts.stopped);
  startButton.focus();
});

window.workshopPublisher = {
  publication: () => publication,
  statistics: () => statistics,
};

reloadWhenSaved(
  isOwn ? '@own/01-publisher/publisher.ts' : '@stages/01-publisher/publisher.ts',
  () => keepOnAir(wanted),
);
if (navigator.mediaDevices) {
  await listDevices(camera, microphone);
  navigator.mediaDevices.addEventListener('devicechange', () => listDevices(camera, microphone));
  await open();
} else refuse(insecurePage);

async function open(): Promise<void> {
  try {
    publish = await loadStage('publisher.ts', 'publish', () =>
      isOwn
        ? import('@own/01-publisher/publisher.ts')
        : import('@stages/01-publisher/publisher.ts'),
    );
  } catch (error) {
    return refuse(problemText(error, isOwn));
  }
  if (!wanted) return show('idle', stateTexts.idle);
  choose(camera, wanted.camera);
  choose(microphone, wanted.microphone);
  await start();
}

function refuse(text: Text): void {
  show('failed', text);
  startButton.disabled = true;
}

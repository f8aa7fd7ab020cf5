/** The student's gate in the running relay, in front of a real FFmpeg that copies: what it publishes after a loss. */
import type { GateDecision } from '../../labs/stages.ts';
import { ffmpegArguments } from '../../solutions/04-ffmpeg/ffmpeg.ts';
import { notYet } from '../labs/not-yet.ts';
import { nalUnitsOfPayloads } from '../media/rtp.ts';
import { inletOf, settingsAt } from '../stack/ffmpeg-inlet.ts';
import { gateDecisionShape } from '../stack/relay/gate-decision.ts';
import { Relay } from '../stack/relay/relay.ts';
import { tooBusy } from './blame.ts';
import { FfmpegRun, prepareSession } from './ffmpeg-run.ts';
import type { WatchedSegment } from './folder-watch.ts';
import { lostDatagrams } from './lost-datagrams.ts';
import { ownSettings } from './own-settings.ts';
import { typeOf } from './recorded-pictures.ts';
import type { RecordedPacket } from './rtp-recording.ts';
import { replayRtp } from './rtp-replay.ts';
import { inspectSegment, nalType, nalUnits } from './segment.ts';
import { joined } from './tried-ffmpeg.ts';
import type { GateBench, TriedGate } from './tried-gate.ts';

/** The relay waits in real time for a repair: at twice the speed it costs a second of media. */
const speed = 2;
/** One before the loss, the one with it, and two behind it. */
const segmentsToWaitFor = 4;
const limitMilliseconds = 12_000;

/** Published, and what went on meanwhile. */
interface RelayedStream {
  segments: readonly WatchedSegment[];
  /** Pictures after the loss for which the gate asks for a keyframe. */
  requests: number;
  /** Packets that got lost, though nobody meant them to. */
  strays: number;
  lastWords: string;
}

/** Comes into a stream, begins at its next keyframe, and loses one packet some pictures later. */
export async function checkOnAir(trial: TriedGate): Promise<void> {
  const { bench, programs } = trial;
  const stream = await relay(trial);
  const blame: typeof notYet = (reason, finding) => {
    if (stream.strays > 0) throw tooBusy(String(stream.strays));
    return notYet(reason, finding);
  };
  const { segments } = stream;
  if (segments.length < segmentsToWaitFor) {
    blame('no-segments', {
      expected: {
        en: `FFmpeg gets a picture to begin with, and publishes ${segmentsToWaitFor} segments.`,
        es: `FFmpeg recibe una imagen con la que empezar y publica ${segmentsToWaitFor} segmentos.`,
      },
      seen: {
        en: `It published ${segments.length}. ${stream.lastWords}`.trim(),
        es: `Publicó ${segments.length}. ${stream.lastWords}`.trim(),
      },
    });
  }
  for (const { name, content } of segments) {
    const { decodingErrors } = await inspectSegment(content, programs);
    if (decodingErrors === '') continue;
    blame('wounded-segment', {
      expected: {
        en: 'Every segment decodes without an error, the one with the loss in it as well.',
        es: 'Cada segmento se decodifica sin errores, también el de la pérdida.',
      },
      seen: { en: `${name}: ${decodingErrors}`, es: `${name}: ${decodingErrors}` },
    });
  }
  const published = await nalUnits(joined(segments), programs.ffmpeg);
  expectPictures(bench, published.filter(isPicture), blame);
  if (stream.requests === 0) {
    blame('no-request', {
      expected: {
        en: 'After the loss the publisher is asked for a keyframe, by a PLI.',
        es: 'Después de la pérdida se le pide un cuadro clave al emisor, con un PLI.',
      },
      seen: { en: 'It was not.', es: 'No se pidió.' },
    });
  }
}

/** The pictures of the recording that are meant to arrive: not those between the loss and the next keyframe. */
function expectPictures(bench: GateBench, published: readonly Buffer[], blame: typeof notYet) {
  const { pictures, keyframes } = bench;
  const [, first = 0, , resumed = 0] = keyframes;
  const wanted = pictures
    .flatMap((packets, index) => (isKept(bench, index) ? [packets] : []))
    // The relay shows the keyframe that ends a hole where the hole begins, too.
    .flatMap((packets) => (packets === pictures[resumed] ? [packets, packets] : [packets]))
    .flatMap((packets) => nalUnitsOfPayloads(packets.map(({ payload }) => payload)))
    .filter(isPicture);
  const other = published.findIndex((unit, index) => !wanted[index]?.equals(unit));
  if (other < 0) return;
  blame('pictures-differ', {
    expected: {
      en: `Published are the pictures from number ${first} on, byte for byte, without those from the loss (${lossAt(bench)}) to the next keyframe (${resumed}), which the relay hands on twice.`,
      es: `Se publican las imágenes desde la número ${first}, byte por byte, sin las que van de la pérdida (${lossAt(bench)}) al siguiente cuadro clave (${resumed}), que el relé entrega dos veces.`,
    },
    seen: {
      en: `The first ${other} are those; then it is another.`,
      es: `Las primeras ${other} son esas; después viene otra.`,
    },
  });
}

const isPicture = (unit: Buffer): boolean =>
  typeOf(unit) === nalType.slice || typeOf(unit) === nalType.idr;

const lossAt = ({ keyframes: [, , third = 0] }: GateBench): number => third + 12;

function isKept(bench: GateBench, picture: number): boolean {
  const [, first = 0, , resumed = 0] = bench.keyframes;
  return picture >= first && (picture < lossAt(bench) || picture >= resumed);
}

async function relay(trial: TriedGate): Promise<RelayedStream> {
  const { scope, programs, student, bench } = trial;
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const inlet = inletOf(settings, 'A');
  const own = settingsAt(settings, inlet);
  const paths = await prepareSession(own);
  const args = ffmpegArguments(own, paths);
  const run = await FfmpegRun.start(scope, {
    ...{ ffmpegPath: programs.ffmpeg, settings: own, paths, args, signal: scope.signal },
  });
  let requests = 0;
  const relay = await Relay.open({
    settings,
    frameGate: async (...of): Promise<GateDecision> => {
      const decision = await student.callOften('frameGate', of, gateDecisionShape);
      if (decision.askForKeyframe && relay.counters.lostPackets > 0) requests += 1;
      return decision;
    },
    // The recording brings its keyframes, asked for or not.
    requestKeyframe: () => {},
  });
  scope.defer(() => relay.close());
  void relay.handTo(inlet, 'copy');
  await replayRtp(scope, bench.recording, settings, speed, lostPackets(bench));
  const isOver = () => run.output.segments.size >= segmentsToWaitFor;
  // What the student's gate throws is said of it.
  await Promise.race([run.until(isOver, limitMilliseconds), relay.failed]);
  const { rtpAudio, rtpVideo } = settings.ports;
  const dropped = await lostDatagrams([rtpAudio, rtpVideo, inlet.rtpAudio, inlet.rtpVideo]);
  return {
    segments: [...run.output.segments.values()],
    requests,
    strays: dropped + Math.max(0, relay.counters.lostPackets - 1),
    lastWords: await run.lastWords(),
  };
}

/** The whole first keyframe, which came before the relay did; and one packet later. */
function lostPackets(bench: GateBench): ReadonlySet<RecordedPacket> {
  const [first = [], wounded = []] = [bench.pictures[0], bench.pictures[lossAt(bench)]];
  const payloads = new Set([...first, ...wounded.slice(1, 2)].map(({ payload }) => payload));
  return new Set(bench.recording.packets.filter(({ packet }) => payloads.has(packet.payload)));
}

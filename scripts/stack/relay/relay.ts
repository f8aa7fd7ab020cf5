/**
 * The relay between `rtp_forward` and FFmpeg. It takes the RTP on the documented ports and hands on
 * what can be decoded: whole pictures, in order, as the gate of stage 07 decides. What the radio lost
 * is a short freeze then, and no wound that `-c:v copy` would pass on to every viewer.
 */
import type { Socket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../../labs/settings.ts';
import type { PictureTreatment } from '../../../labs/stages.ts';
import { isRtp, RtpPacket } from '../../media/rtp.ts';
import { openUdpSocket } from '../../system/udp-socket.ts';
import type { FfmpegInlet } from '../ffmpeg-inlet.ts';
import { SessionError } from '../session-error.ts';
import type { RunningStages } from '../stages.ts';
import { type AssembledFrame, FrameAssembler } from './frame-assembler.ts';
import { HeldSound } from './held-sound.ts';
import { KeyframeAsker } from './keyframe-asker.ts';
import { type OrderedPacket, PacketOrder } from './packet-order.ts';
import { PictureLane } from './picture-lane.ts';
import { RelayCounters } from './relay-counters.ts';
import { RtpOutlet } from './rtp-outlet.ts';
import { SoundFiller } from './sound-filler.ts';

/**
 * Janus asks for a lost packet after 12 ms and, where that failed, once more 155 ms later (ice.c).
 * Both repairs are here in time where a round trip takes no longer than that. On a longer way a browser
 * does not answer the second request: it repeats a packet once in a round trip (WebRTC's packet history).
 */
const videoWaitMilliseconds = 500;
/** Janus's second request for a packet goes out so long after the hole was seen. */
const secondRequestMilliseconds = 167;
/** An answer may be late by so much. */
const slackMilliseconds = 40;
/** Browsers do not repeat sound: what is waited for was only overtaken. */
const audioWaitMilliseconds = 120;
/** How often is looked whether a packet is still missing; and else, whether sound waits in vain. */
const lookMilliseconds = { gap: 20, none: 200 };
/** Between pictures that have waited: they must not overflow the socket of an FFmpeg that has just begun. */
const pauseMilliseconds = 2;

export interface RelayOptions {
  settings: Settings;
  frameGate: RunningStages['frameGate'];
  /** Sends one PLI to the publisher. */
  requestKeyframe(): void;
  /** Told when the segment that is being written has no room any more: another FFmpeg should take over. */
  onSegmentFull?(): void;
}

type Sockets = Readonly<Record<'audio' | 'video' | 'out', Socket>>;

export class Relay {
  readonly counters = new RelayCounters();
  /** Rejects when the gate throws; nothing is handed on then. */
  readonly failed: Promise<never>;
  readonly #options: RelayOptions;
  readonly #sockets: Sockets;
  readonly #order = {
    audio: new PacketOrder({ waitMilliseconds: audioWaitMilliseconds }),
    video: new PacketOrder({ waitMilliseconds: videoWaitMilliseconds }),
  };
  readonly #filler = new SoundFiller();
  readonly #sound = new HeldSound();
  readonly #assembler = new FrameAssembler();
  readonly #asker: KeyframeAsker;
  readonly #pictures: PictureLane;
  #timer: NodeJS.Timeout;
  #looksFor: keyof typeof lookMilliseconds = 'none';
  #waitingPictures = 0;
  #isOver = false;
  #fail: (error: unknown) => void = () => {};
  /** One picture after the other: a student's gate in a process of its own answers later. */
  #queue: Promise<void> = Promise.resolve();

  private constructor(options: RelayOptions, sockets: Sockets) {
    this.#options = options;
    this.#sockets = sockets;
    this.#asker = new KeyframeAsker(() => {
      this.counters.keyframesRequested += 1;
      options.requestKeyframe();
    });
    this.#pictures = new PictureLane({
      profile: options.settings.profile,
      frameGate: options.frameGate,
      asker: this.#asker,
      counters: this.counters,
      onSegmentFull: () => options.onSegmentFull?.(),
      onHoleLeftOut: (until) => void this.#sound.takeBefore(until, performance.now()),
    });
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => {}); // It is waited for by whoever wants to know.
    sockets.audio.on('message', (datagram) => this.#receive('audio', datagram));
    sockets.video.on('message', (datagram) => this.#receive('video', datagram));
    this.#timer = this.#lookRegularly();
  }

  /** Listens on the ports to which stage 03 makes Janus forward. @throws {SessionError} when one is taken. */
  static async open(options: RelayOptions): Promise<Relay> {
    const { mediaAddress, ports } = options.settings;
    const bound: Socket[] = [];
    try {
      for (const port of [ports.rtpAudio, ports.rtpVideo, 0]) {
        bound.push(await openUdpSocket(mediaAddress, port));
      }
    } catch (error) {
      for (const socket of bound) socket.close();
      throw cannotListen(error as Error);
    }
    const [audio, video, out] = bound as [Socket, Socket, Socket];
    return new Relay(options, { audio, video, out });
  }

  /**
   * From the next keyframe on, which is asked for, everything goes to this FFmpeg.
   * @returns when the first picture went there.
   */
  handTo(inlet: FfmpegInlet, treatment: PictureTreatment): Promise<void> {
    const { audio, video } = this.#options.settings;
    const types = { audio: audio.payloadType, video: video.payloadType };
    const outlet = new RtpOutlet(this.#sockets.out, inlet, types);
    return this.#pictures.handTo(outlet, treatment);
  }

  /** Takes back the last `handTo`: whoever was to take over is gone. */
  handToNobodyNew(): void {
    this.#pictures.handToNobodyNew();
  }

  /** How much time the FFmpeg that takes the pictures was given before its first keyframe, in seconds. */
  get headStartSeconds(): number {
    return this.#pictures.headStartSeconds;
  }

  close(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  #receive(kind: 'audio' | 'video', datagram: Buffer): void {
    // Janus opens the way with datagrams that are no RTP.
    if (!isRtp(datagram)) return;
    const packet = RtpPacket.deSerialize(datagram);
    // As FFmpeg would: what the payload type does not name is not for us (RFC 3550, section 5.1).
    if (packet.header.payloadType !== this.#options.settings[kind].payloadType) return;
    this.#take(kind, this.#order[kind].add(packet, performance.now()));
  }

  #lookRegularly(): NodeJS.Timeout {
    return setInterval(() => this.#giveUpGaps(), lookMilliseconds[this.#looksFor]);
  }

  #giveUpGaps(): void {
    const now = performance.now();
    for (const kind of ['audio', 'video'] as const) this.#take(kind, this.#order[kind].giveUp(now));
    const { gapSince } = this.#order.video;
    if (gapSince !== null && now - gapSince > this.#repairedWithin()) this.#asker.ask();
  }

  /**
   * When even the last answer to Janus's requests should be here. A keyframe is asked for then: on a short
   * way it has come by the time that the hole is given up.
   */
  #repairedWithin(): number {
    const answer = this.#order.video.usualRepairMilliseconds ?? 0;
    const isSecondAnswered = answer < secondRequestMilliseconds;
    return (isSecondAnswered ? secondRequestMilliseconds : 0) + answer + slackMilliseconds;
  }

  #take(kind: 'audio' | 'video', packets: readonly OrderedPacket[]): void {
    const { audio, video } = this.#order;
    this.counters.lostPackets = audio.lost + video.lost;
    this.counters.repairedPackets = audio.repaired + video.repaired;
    this.counters.gaps = video.gaps;
    if (kind === 'audio') for (const packet of packets) this.#holdSound(packet);
    else {
      for (const frame of this.#assembler.add(packets)) {
        this.#passSoundBefore(frame.firstArrivedAt);
        this.#passPicture(frame);
      }
    }
    const { gapSince } = video;
    const { openSince } = this.#assembler;
    this.#passSoundBefore(Math.min(gapSince ?? Infinity, openSince ?? Infinity));
    const looksFor = gapSince !== null || audio.gapSince !== null ? 'gap' : 'none';
    if (looksFor === this.#looksFor || this.#isOver) return;
    clearInterval(this.#timer);
    this.#looksFor = looksFor;
    this.#timer = this.#lookRegularly();
  }

  #holdSound({ packet: { header, payload }, arrivedAt, lostBefore }: OrderedPacket): void {
    if (payload.length === 0) return;
    const { timestamp, ssrc, marker } = header;
    for (const sound of this.#filler.fill({ timestamp, ssrc, marker, payload }, lostBefore)) {
      this.#sound.add(sound, arrivedAt);
    }
  }

  #passPicture(frame: AssembledFrame): void {
    this.#waitingPictures += 1;
    this.#inTurn(async () => {
      await this.#pictures.pass(frame);
      this.#waitingPictures -= 1;
      if (this.#waitingPictures > 0) await delay(pauseMilliseconds);
    });
  }

  /**
   * Sound needs no keyframe, and yet waits where pictures are kept back: it goes where they go on. Before
   * the first picture there is no FFmpeg that waits for it.
   */
  #passSoundBefore(moment: number): void {
    if (this.#sound.isEmpty) return;
    // What comes while it waits for its turn is not meant.
    const now = performance.now();
    this.#inTurn(() => {
      const { keptBackSince, outlet } = this.#pictures;
      const until = Math.min(moment, now, keptBackSince ?? Infinity);
      for (const sound of this.#sound.takeBefore(until, performance.now())) {
        outlet?.send('audio', sound);
      }
    });
  }

  #inTurn(pass: () => void | Promise<void>): void {
    this.#queue = this.#queue
      .then(() => (this.#isOver ? undefined : pass()))
      .catch((error) => {
        this.#isOver = true;
        this.#fail(error);
      });
  }
}

const cannotListen = ({ message }: Error): SessionError =>
  new SessionError('forward', {
    en: `The relay cannot listen where Janus forwards to: ${message}. Does another program hold the port? npm run doctor says which.`,
    es: `El relé no puede escuchar donde reenvía Janus: ${message}. ¿Otro programa ocupa el puerto? npm run doctor dice cuál.`,
  });

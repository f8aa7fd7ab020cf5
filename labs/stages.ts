/**
 * The contracts of the seven stages: what each stage module exports.
 *
 * A stage renders or requests; it starts no process. The two browser stages (publisher,
 * viewer) act on what they are handed and give it all back on `stop`.
 */
import type { Settings } from './settings.ts';

/** Where a browser finds Janus, and what it must say to be let in. */
export interface JanusConnection {
  /** `ws://…` or `wss://…` address of the Janus API. */
  url: string;
  /** `apisecret` of every request. */
  apiSecret: string;
  roomId: number;
  /** The room's PIN. */
  pin: string;
  /** The name other participants see. */
  displayName: string;
  /** Upper bound for the video encoder, in bits per second. */
  maximumBitrateBitsPerSecond: number;
}

/** The life of a publication: `closed` is final, with the reason when it was not asked for. */
export type PublicationState = 'connecting' | 'publishing' | 'closed';

export interface PublicationEvents {
  onState?(state: PublicationState, reason?: string): void;
}

export interface Publication {
  /** For `getStats()`: sent codec, resolution, bitrate, round trip. */
  readonly peerConnection: RTCPeerConnection;
  /** Hangs up, leaves the room and closes the connection. The MediaStream stays the caller's. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Stage 01. Publishes a MediaStream (H.264 + Opus) into the VideoRoom.
 * Resolves once media flows (ICE and DTLS are up); rejects with what went wrong, everything released.
 */
export type Publish = (
  stream: MediaStream,
  connection: JanusConnection,
  events?: PublicationEvents,
) => Promise<Publication>;

/** Stage 02. Janus's configuration files: file name (`janus.jcfg`, …) to content. */
export type JanusConfig = (settings: Settings) => Readonly<Record<string, string>>;

/** One media stream of a publisher, as the VideoRoom's `publishers` list gives it. */
export interface PublisherStream {
  type: 'audio' | 'video' | 'data';
  /** The m-line's id in the publisher's SDP: what `rtp_forward` wants. */
  mid: string;
  codec?: string;
}

export interface PublisherDescription {
  /** The publisher's id in the room. */
  id: number;
  display?: string;
  streams: readonly PublisherStream[];
}

/** One stream of a VideoRoom `rtp_forward` request (Janus 1.x form). */
export interface RtpForwardStream {
  mid: string;
  port: number;
  /** Only to send this stream elsewhere than the request's `host`. */
  host?: string;
  /** Payload type written into the forwarded packets. */
  pt?: number;
  ssrc?: number;
  /**
   * Where Janus would take and send RTCP for this stream. Stage 03 leaves it out; the supervisor's
   * own forwarder uses it to ask for keyframes.
   */
  rtcp_port?: number;
}

/** VideoRoom `rtp_forward` (Janus documentation, VideoRoom plugin, "RTP forwarders"). */
export interface RtpForwardRequest {
  request: 'rtp_forward';
  room: number;
  publisher_id: number;
  secret?: string;
  admin_key?: string;
  /** Where to: an IP address. Janus 1.1 wants it here even when every stream has its own. */
  host: string;
  streams: readonly RtpForwardStream[];
}

/** Stage 03a. The request that makes Janus forward a publisher's RTP to FFmpeg's ports. */
export type ForwardRequest = (
  settings: Settings,
  publisher: PublisherDescription,
) => RtpForwardRequest;

/** Stage 03b. The SDP (RFC 8866) that tells FFmpeg what arrives on which port. */
export type SessionDescription = (settings: Settings) => string;

/** What FFmpeg reads and where it writes, for one publishing session. */
export interface FfmpegPaths {
  /** The SDP file. */
  sessionDescription: string;
  /** An existing, empty folder: `index.m3u8` and the `.ts` segments go here. */
  outputDirectory: string;
}

/** Stage 04. FFmpeg's arguments, without the program's name. */
export type FfmpegArguments = (settings: Settings, paths: FfmpegPaths) => string[];

/** Stage 05. The whole nginx.conf. */
export type NginxConfig = (settings: Settings) => string;

export interface PlayerOptions {
  /** How many segments behind the live edge to play. Default 3 (RFC 8216, section 6.3.3). */
  liveSyncSegments?: number;
  onEvent?(event: PlayerEvent): void;
}

export type PlayerEvent =
  | { type: 'playing' }
  | { type: 'stalled' }
  /** A fatal error; the player tries again by itself after `retryInSeconds`. */
  | { type: 'recovering'; cause: 'network' | 'media'; detail: string; retryInSeconds: number }
  | { type: 'recovered' };

export interface PlayerStatistics {
  engine: 'hls.js' | 'native';
  /** Seconds behind the live edge of the playlist; null while unknown. */
  latencySeconds: number | null;
  /** Seconds of media buffered ahead of the playhead. */
  bufferSeconds: number;
  /** Name of the segment that plays; null while unknown. */
  segment: string | null;
  /** Picture and bitrate of the level that plays; null while unknown. */
  level: { widthPixels: number; heightPixels: number; bitsPerSecond: number | null } | null;
  /** How often playback stopped for want of media since it first played. */
  stalls: number;
}

export interface Player {
  statistics(): PlayerStatistics;
  /** Releases the element, the MediaSource and all requests. Idempotent. */
  stop(): void;
}

/** Stage 06. Plays a live playlist in a video element, and goes on after errors until stopped. */
export type Play = (
  video: HTMLVideoElement,
  playlistUrl: string,
  options?: PlayerOptions,
) => Player;

/** One picture as the relay received it: the RTP packets of one timestamp, in their order. */
export interface ReceivedFrame {
  /** RTP timestamp: 32 bits, 90 000 ticks per second. */
  timestamp: number;
  /** Packets that are missing in it or right before it, and that no repair brought in time. */
  lostPackets: number;
  /** True when its last packet is there: the one with the marker bit (RFC 6184, section 5.1). */
  isComplete: boolean;
  /** The types of its NAL units, in order: `[7, 8, 5]` say (RFC 6184, section 5.2; H.264, table 7-1). */
  nalTypes: readonly number[];
}

/**
 * What becomes of the picture behind the relay. Copied, it is decoded by every viewer, and damage
 * breaks each of them. Encoded anew, it is decoded by FFmpeg, which hides damage as well as it can.
 */
export type PictureTreatment = 'copy' | 'encode';

export type GateState = 'open' | 'closed';

export interface GateDecision {
  /** Whether FFmpeg gets this picture. */
  handOn: boolean;
  /** The state in which the next picture finds the gate. */
  state: GateState;
  /** Whether the publisher is asked for a keyframe. The relay asks no more often than is sensible. */
  askForKeyframe: boolean;
  /** Whether the newest SPS and PPS go first: a decoder that begins here needs them. */
  parameterSetsFirst: boolean;
}

/** Stage 07. Decides, picture by picture, what the relay hands on. The gate is closed when a session begins. */
export type FrameGate = (
  state: GateState,
  frame: ReceivedFrame,
  treatment: PictureTreatment,
) => GateDecision;

/** The stages that run on the server (02 to 05 and 07; stage 03 is two functions): what the supervisor composes. */
export interface ServerStages {
  janusConfig: JanusConfig;
  forwardRequest: ForwardRequest;
  sessionDescription: SessionDescription;
  ffmpegArguments: FfmpegArguments;
  nginxConfig: NginxConfig;
  frameGate: FrameGate;
}

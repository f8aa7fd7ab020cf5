/** Runs in a page of lab 01: calls the student's `publish` with the browser's fake camera, and keeps what is seen of it. */
import type { JanusConnection, Publication, Publish } from '../../../labs/stages.ts';
import { wordsOf } from './load-stage.ts';

export interface PublishingLook {
  outcome: 'pending' | 'published' | 'rejected';
  /** Why it was rejected. */
  error: { message: string; stack?: string | undefined } | null;
  /** What `onState` was told, and the reason if there was one. */
  states: readonly string[];
  /** Of the caller's tracks that still run: `audio`, `video`. */
  liveTracks: readonly string[];
  /** Of the sender of the video, as the browser keeps them. */
  encoder: { maxBitrate: number | null; keepsResolution: boolean } | null;
  /** Peer connections that were opened and not closed. */
  openPeerConnections: number;
  hasStopped: boolean;
}

declare global {
  interface Window {
    publishing: {
      /** Calls `publish`; it is over when `look` says so. */
      begin(connection: JanusConnection): Promise<void>;
      look(): PublishingLook;
      /** Calls `stop`, twice; it is over when `look` says so. */
      stop(): void;
    };
  }
}

const peerConnections: RTCPeerConnection[] = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    peerConnections.push(this);
  }
};

let stream: MediaStream | undefined;
let publication: Publication | undefined;
let outcome: PublishingLook['outcome'] = 'pending';
let error: PublishingLook['error'] = null;
let hasStopped = false;
const states: string[] = [];

async function call(connection: JanusConnection, camera: MediaStream): Promise<void> {
  const { publish } = window.stage as { publish: Publish };
  try {
    publication = await publish(camera, connection, { onState: (state) => states.push(state) });
    outcome = 'published';
  } catch (reason) {
    error = wordsOf(reason);
    outcome = 'rejected';
  }
}

function encoder(): PublishingLook['encoder'] {
  const sender = publication?.peerConnection
    ?.getSenders()
    .find(({ track }) => track?.kind === 'video');
  if (!sender) return null;
  const { encodings, degradationPreference } = sender.getParameters();
  const limits = encodings.map(({ maxBitrate }) => maxBitrate ?? Number.POSITIVE_INFINITY);
  const maxBitrate = Math.max(...limits);
  return {
    maxBitrate: Number.isFinite(maxBitrate) ? maxBitrate : null,
    // A track with one of these hints keeps its size, too (MediaStreamTrack Content Hints, section 3).
    keepsResolution:
      degradationPreference === 'maintain-resolution' ||
      ['detail', 'text'].includes(sender.track?.contentHint ?? ''),
  };
}

async function stopTwice(): Promise<void> {
  await publication?.stop();
  await publication?.stop();
  hasStopped = true;
}

window.publishing = {
  async begin(connection) {
    const video = { width: 640, height: 360, frameRate: 30 };
    stream = await navigator.mediaDevices.getUserMedia({ video, audio: true });
    void call(connection, stream);
  },
  look: () => ({
    outcome,
    error,
    states: [...states],
    liveTracks: (stream?.getTracks() ?? [])
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind),
    encoder: encoder(),
    openPeerConnections: peerConnections.filter(({ signalingState }) => signalingState !== 'closed')
      .length,
    hasStopped,
  }),
  stop: () => void stopTwice(),
};

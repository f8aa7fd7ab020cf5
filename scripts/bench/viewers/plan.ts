/** How many viewers the bench lets watch, and for how long: time left is told from the same table. */
import type { BenchOptions } from '../bench.ts';

export interface ViewersPlan {
  /** Each on a stack of its own: what an earlier one left behind in memory is gone. */
  repetitions: number;
  /** Of each load, and of the stack without a viewer. */
  measuredSeconds: number;
  /** How many watch at one time, fewest first: by pairs, one load of HLS and one of WebRTC. */
  loads: readonly { hls: number; webrtc: number }[];
  /** By HTTPS, once: WebRTC always encrypts. Null: not at all. */
  https: number | null;
}

const full: ViewersPlan = {
  repetitions: 3,
  measuredSeconds: 10,
  loads: [
    { hls: 10, webrtc: 5 },
    { hls: 100, webrtc: 20 },
    { hls: 500, webrtc: 50 },
    { hls: 1_000, webrtc: 100 },
  ],
  https: 1_000,
};

const quick: ViewersPlan = {
  repetitions: 1,
  measuredSeconds: 6,
  loads: [
    { hls: 10, webrtc: 5 },
    { hls: 100, webrtc: 20 },
    { hls: 1_000, webrtc: 60 },
  ],
  https: null,
};

export const planOf = ({ isQuick }: BenchOptions): ViewersPlan => (isQuick ? quick : full);

/** From its start until three segments are listed, and the site is built; taking it down. */
export const stackSeconds = 13;

/** What a load needs before it is at rest. */
export const settleSeconds = 1;

/** Handshakes: those of WebRTC are hard work for the machine. */
export const startSeconds = {
  hls: (_viewers: number) => 3,
  webrtc: (viewers: number) => 3 + viewers / 35,
  https: (_viewers: number) => 5,
} as const;

export const repetitionSeconds = ({ loads, https, measuredSeconds }: ViewersPlan): number =>
  stackSeconds +
  measuredSeconds +
  (https === null ? 0 : startSeconds.https(https) + settleSeconds + measuredSeconds) +
  loads.reduce(
    (seconds, { hls, webrtc }) =>
      seconds +
      startSeconds.hls(hls) +
      startSeconds.webrtc(webrtc) +
      2 * (settleSeconds + measuredSeconds),
    0,
  );

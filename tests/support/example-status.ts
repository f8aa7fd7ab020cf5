import type { Status } from '../../scripts/stack/status.ts';

const ok = { state: 'ok', cause: null, nextStep: null } as const;

/** A healthy stack on which nobody publishes: for tests that need some status, not a certain one. */
export const exampleStatus: Status = {
  version: 1,
  at: '2026-01-01T00:00:00.000Z',
  supervisorPid: 1,
  profile: 'classic',
  addresses: {
    site: 'http://localhost:5173',
    publisher: 'http://localhost:5173/publisher/',
    viewer: 'http://localhost:5173/viewer/',
    playlist: 'http://localhost:8080/live/index.m3u8',
  },
  stages: [],
  session: null,
  hops: {
    publisher: {
      ...ok,
      figures: {
        display: null,
        synthetic: null,
        iceState: null,
        dtlsState: null,
        kilobitsPerSecond: null,
        lostPackets: null,
      },
    },
    janus: {
      ...ok,
      figures: { pid: 1, roomId: 1234, videoCodec: null, audioCodec: null, publishers: 0 },
    },
    forward: {
      ...ok,
      figures: {
        videoPacketsPerSecond: null,
        audioPacketsPerSecond: null,
        videoPort: null,
        audioPort: null,
        videoPayloadType: null,
        audioPayloadType: null,
        lostPackets: null,
        repairedPackets: null,
        droppedFrames: null,
        keyframesRequested: null,
        longestFreezeSeconds: null,
      },
    },
    ffmpeg: {
      ...ok,
      figures: {
        pid: null,
        speed: null,
        framesPerSecond: null,
        keyframeIntervalSeconds: null,
        picture: null,
      },
    },
    playlist: {
      ...ok,
      figures: {
        mediaSequence: null,
        discontinuitySequence: null,
        segments: null,
        newestSegmentAgeSeconds: null,
        newestSegmentSeconds: null,
        leftOutSegments: 0,
      },
    },
    nginx: {
      ...ok,
      figures: { pid: 1, httpStatus: null, requestsPerSecond: null, playlistCacheControl: null },
    },
    viewer: {
      ...ok,
      figures: {
        viewers: 0,
        latencySeconds: null,
        glassToGlassSeconds: null,
        bufferSeconds: null,
        stalls: null,
      },
    },
  },
  faults: [],
  weather: null,
  verdict: { firstBrokenHop: null, sentence: { en: 'All is well.', es: 'Todo va bien.' } },
};

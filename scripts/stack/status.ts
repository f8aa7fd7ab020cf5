/**
 * The one status object of a running stack. The terminal, the pages, the doctor, the
 * checks and the grader all read this and nothing else.
 */
import { z } from 'zod';
import { stageNames, textSchema } from '../../labs/lab.ts';
import { segmentProfileNames } from '../../labs/settings.ts';
import { conditionsSchema, presetNames } from '../weather/conditions.ts';
import { weatherFiguresSchema } from '../weather/traffic.ts';

/** The hops in the order the media takes them; the same ids name the diagram's nodes. */
export const hopIds = [
  'publisher',
  'janus',
  'forward',
  'ffmpeg',
  'playlist',
  'nginx',
  'viewer',
] as const;
export const hopIdSchema = z.enum(hopIds);
export type HopId = z.infer<typeof hopIdSchema>;

const figure = z.number().nullable();

/** What each probe measured last; null is "not known yet". */
export const figuresSchema = z.object({
  publisher: z.object({
    display: z.string().nullable(),
    synthetic: z.boolean().nullable(),
    iceState: z.string().nullable(),
    dtlsState: z.string().nullable(),
    kilobitsPerSecond: figure,
    lostPackets: figure,
  }),
  janus: z.object({
    pid: figure,
    roomId: figure,
    videoCodec: z.string().nullable(),
    audioCodec: z.string().nullable(),
    publishers: figure,
  }),
  forward: z.object({
    videoPacketsPerSecond: figure,
    audioPacketsPerSecond: figure,
    videoPort: figure,
    audioPort: figure,
    videoPayloadType: figure,
    audioPayloadType: figure,
    lostPackets: figure.describe('Of the relay, as all that follow: no repair brought them.'),
    repairedPackets: figure.describe('Came after a later one, and in time.'),
    droppedFrames: figure.describe('Pictures that were not handed on.'),
    keyframesRequested: figure,
    longestFreezeSeconds: figure.describe('Between two pictures that were handed on.'),
  }),
  ffmpeg: z.object({
    pid: figure,
    speed: figure.describe('1 is real time.'),
    framesPerSecond: figure,
    keyframeIntervalSeconds: figure,
    picture: z.enum(['copy', 'encode']).nullable().describe('What is done with it now.'),
  }),
  playlist: z.object({
    mediaSequence: figure,
    discontinuitySequence: figure,
    segments: figure,
    newestSegmentAgeSeconds: figure,
    newestSegmentSeconds: figure,
    leftOutSegments: figure.describe('Too long for the target duration, so never listed.'),
  }),
  nginx: z.object({
    pid: figure,
    httpStatus: figure,
    requestsPerSecond: figure,
    playlistCacheControl: z.string().nullable(),
  }),
  viewer: z.object({
    viewers: figure,
    latencySeconds: figure.describe('As the player knows it: behind the live edge.'),
    glassToGlassSeconds: figure.describe('Null where the picture carries no clock.'),
    bufferSeconds: figure,
    stalls: figure,
  }),
});
export type Figures = z.infer<typeof figuresSchema>;

export const hopStateSchema = z.enum(['ok', 'waiting', 'broken']);
export type HopState = z.infer<typeof hopStateSchema>;

const hop = <F extends z.ZodType>(figures: F) =>
  z.object({
    state: hopStateSchema,
    /** Why it is not ok, in one sentence; null when it is. */
    cause: textSchema.nullable(),
    /** What to do about it; null when nothing is to be done. */
    nextStep: textSchema.nullable(),
    figures,
  });

export const hopsSchema = z.object({
  publisher: hop(figuresSchema.shape.publisher),
  janus: hop(figuresSchema.shape.janus),
  forward: hop(figuresSchema.shape.forward),
  ffmpeg: hop(figuresSchema.shape.ffmpeg),
  playlist: hop(figuresSchema.shape.playlist),
  nginx: hop(figuresSchema.shape.nginx),
  viewer: hop(figuresSchema.shape.viewer),
});
export type Hops = z.infer<typeof hopsSchema>;

export const verdictSchema = z.object({
  /** The first broken hop; null when none is broken. */
  firstBrokenHop: hopIdSchema.nullable(),
  sentence: textSchema,
});
export type Verdict = z.infer<typeof verdictSchema>;

export const statusSchema = z.object({
  version: z.literal(1),
  /** ISO 8601, UTC. */
  at: z.string(),
  supervisorPid: z.number(),
  profile: z.enum(segmentProfileNames),
  addresses: z.object({
    site: z.string(),
    publisher: z.string(),
    viewer: z.string(),
    playlist: z.string(),
  }),
  /** What the pipeline is made of, in the order the media takes. */
  stages: z.array(
    z.object({
      stage: z.enum(stageNames),
      lab: z.int(),
      owner: z.enum(['student', 'solution']),
      file: z.string().describe('From the project’s root.'),
    }),
  ),
  /** The publishing session that feeds the playlist now; null while nobody publishes. */
  session: z.object({ id: z.string(), publisherId: z.number(), startedAt: z.string() }).nullable(),
  hops: hopsSchema,
  /** Stopped on purpose, from the notes window, and not yet brought back. */
  faults: z.array(hopIdSchema),
  /** Between publishers on this machine and Janus; null until somebody asks for some. */
  weather: z
    .object({
      preset: z.enum([...presetNames, 'own']),
      conditions: conditionsSchema,
      figures: weatherFiguresSchema,
    })
    .nullable(),
  verdict: verdictSchema,
});
export type Status = z.infer<typeof statusSchema>;

/** What a viewer page tells the stack about itself, about once a second. */
export const viewerReportSchema = z.object({
  viewerId: z.string().min(1).max(64),
  latencySeconds: figure,
  /** Read from the clock in the picture; pages that are older than this figure do not send it. */
  glassToGlassSeconds: figure.default(null),
  bufferSeconds: z.number(),
  stalls: z.number(),
});
export type ViewerReport = z.infer<typeof viewerReportSchema>;

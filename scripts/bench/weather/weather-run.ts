/** One weather over one stack, as it stands in the results: what happened to stream and viewers. */
import { z } from 'zod';

/** What the publisher's leg goes through; `skew` is its video clock, 1000 ppm off, in clear weather. */
export const weatherConditions = [
  'clear',
  'loss-1',
  'loss-5',
  'loss-10',
  'loss-5-far',
  'capped',
  'jitter',
  'blackout',
  'skew',
] as const;
export type WeatherCondition = (typeof weatherConditions)[number];

/** Before and after: Janus straight to FFmpeg, and through the relay. */
export const weatherIngests = ['direct', 'relay'] as const;
export type WeatherIngest = (typeof weatherIngests)[number];

export const weatherPictures = ['copy', 'encode'] as const;
export type WeatherPicture = (typeof weatherPictures)[number];

/**
 * hls.js with its defaults, hls.js with `liveSyncDurationCount: 2`, and a player that is another. Not the one
 * that Chromium has built in: it stops in clear weather, at the end of the playlist that it read first.
 */
export const viewerClients = ['hls', 'hls-near', 'shaka'] as const;
export type ViewerClient = (typeof viewerClients)[number];

export const weatherRunSchema = z.object({
  condition: z.enum(weatherConditions),
  ingest: z.enum(weatherIngests),
  picture: z.enum(weatherPictures),
  weatherSeconds: z.number(),
  viewers: z.array(
    z.object({
      client: z.enum(viewerClients),
      died: z
        .enum(['fatal', 'no-picture'])
        .nullable()
        .describe('It gave up, or showed nothing new for the last 10 s; null: it lives.'),
      reason: z.string().nullable().describe('What it gave up with.'),
      frozenSeconds: z.number().describe('Without a new picture; see scripts/bench/weather.'),
      freezes: z.int(),
      stalledSeconds: z.number().describe('With a playhead that stood still.'),
      stalls: z.int(),
    }),
  ),
  segments: z.object({
    count: z.int().describe('Published while the weather lasted.'),
    damaged: z.array(z.string()).describe('Those that ffmpeg -xerror does not decode cleanly.'),
    errors: z.int().describe('Lines that FFmpeg complains with, of all of them.'),
    longestSeconds: z.number(),
    leftOut: z.int().describe('Too long for the target duration, so never listed.'),
  }),
  sound: z
    .object({
      medianMilliseconds: z.number().describe('Beep minus flash: positive, the sound is late.'),
      driftMillisecondsPerMinute: z.number(),
      flashes: z.int(),
    })
    .nullable()
    .describe('Null where no flash with its beep could be read.'),
  brokenRules: z.array(z.string()).describe('Of RFC 8216, in the playlist as a client sees it.'),
  relay: z
    .object({
      lostPackets: z.number(),
      repairedPackets: z.number(),
      droppedFrames: z.number(),
      keyframesRequested: z.number(),
    })
    .nullable()
    .describe('Null where Janus forwards straight to FFmpeg.'),
  publisherKilobitsPerSecond: z.number().nullable().describe('As Janus received it, at the end.'),
  load: z.number().describe('Load average of the minute that the run ended with.'),
});
export type WeatherRun = z.infer<typeof weatherRunSchema>;

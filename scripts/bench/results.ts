/** What `npm run bench` measured, as it lies on the disk: schema, and the types that follow from it. */
import { z } from 'zod';
import { segmentProfileNames } from '../../labs/settings.ts';
import { weatherRunSchema } from './weather/weather-run.ts';

/** Counted up when an older reader would misread a newer file. */
export const resultsVersion = 1;

export const distributionSchema = z.object({
  count: z.int().min(1).describe('How many values; quantiles of one value are that value.'),
  p5: z.number(),
  p50: z.number(),
  p95: z.number(),
  least: z.number(),
  most: z.number(),
});
export type Distribution = z.infer<typeof distributionSchema>;

export const machineSchema = z.object({
  processor: z.string(),
  cores: z.int().min(1),
  memoryBytes: z.number(),
  operatingSystem: z.string().describe('Such as "Debian GNU/Linux 12 (bookworm)".'),
  kernel: z.string(),
  programs: z.record(z.string(), z.string()).describe('Version by name, Node.js included.'),
});
export type Machine = z.infer<typeof machineSchema>;

/** What a run must keep to; outside of it `npm run bench` ends with 1. */
export const boundSchema = z.object({
  id: z.string().describe('Name in scripts/bench/bounds.ts, which has the words for it.'),
  measured: z.number(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  holds: z.boolean(),
});
export type Bound = z.infer<typeof boundSchema>;

const runSchema = z.object({
  measuredAt: z.iso.datetime(),
  tookSeconds: z.number(),
  isQuick: z.boolean(),
  repetitions: z.int().min(1),
  loadBefore: z
    .number()
    .describe('Load average of the minute before the command: 0 is a quiet machine.'),
  bounds: z.array(boundSchema),
});

export const watchingWays = ['webrtc', ...segmentProfileNames] as const;
export type WatchingWay = (typeof watchingWays)[number];

/** In the order in which a picture passes through them. */
export const budgetParts = ['encode', 'network', 'segment', 'poll', 'buffer', 'display'] as const;
export type BudgetPart = (typeof budgetParts)[number];

const latencySchema = z.object({
  run: runSchema,
  ways: z.array(
    z.object({
      way: z.enum(watchingWays),
      viewers: z.int().min(1).describe('Viewers at one time, in each repetition.'),
      watchedSeconds: z.number().describe('Of all viewers and repetitions together.'),
      stalls: z.int(),
      glassToGlassSeconds: distributionSchema.describe('Every sample of every viewer.'),
      repetitionMediansSeconds: distributionSchema.describe('How far the repetitions lie apart.'),
      budget: z
        .array(
          z.object({
            part: z.enum(budgetParts),
            predictedSeconds: z
              .number()
              .describe(
                'On average, from the settings alone; see scripts/bench/latency/budget.ts.',
              ),
            measuredSeconds: distributionSchema
              .nullable()
              .describe('Null where it has no part in it.'),
          }),
        )
        .describe('Parts of the latency; their sum is to be near the median.'),
    }),
  ),
});

const syncSchema = z.object({
  run: runSchema,
  starts: z.array(
    z.object({
      seconds: z.number(),
      flashes: z.int().min(1),
      biasMilliseconds: z
        .number()
        .describe('Median of beep minus flash: positive, the sound is late.'),
      spreadMilliseconds: z.number().describe('p95 minus p5.'),
      driftMillisecondsPerMinute: z.number().describe('Slope of the least-squares line.'),
      offsets: z
        .array(z.tuple([z.number(), z.number()]))
        .describe('Seconds since the start, and milliseconds: for the chart.'),
    }),
  ),
  biasMilliseconds: distributionSchema,
  spreadMilliseconds: distributionSchema,
  driftMillisecondsPerMinute: distributionSchema,
});

const loadSchema = z.object({
  viewers: z.int().min(1),
  serverCores: distributionSchema.describe('Processor seconds per second: 1 is a full core.'),
  generatorCores: distributionSchema.describe('What the viewers themselves cost here, told apart.'),
  serverMemoryBytes: distributionSchema,
  bytesPerSecond: distributionSchema.describe('Received by the viewers.'),
  cpuSecondsPerViewerMinute: distributionSchema.describe(
    'Of the server, less what it costs without a viewer.',
  ),
  errors: z
    .int()
    .describe('Requests that failed, and viewers that did not get what was sent to them.'),
});
export type ViewerLoad = z.infer<typeof loadSchema>;

const costSchema = z.object({
  loads: z.array(loadSchema).describe('By number of viewers, fewest first.'),
  fullAt: z
    .int()
    .nullable()
    .describe(
      'With so many viewers this machine was full, themselves included; null: it never was.',
    ),
  fixedCores: z.number().describe('Without a viewer: intercept of the least-squares line.'),
  coresPerViewer: z.number().describe('Its slope.'),
  viewersPerCore: z.number().describe('Where that line reaches one core.'),
  memoryBytesPerViewer: z.number().describe('Slope of the least-squares line.'),
});
export type ViewerCost = z.infer<typeof costSchema>;

const viewersSchema = z.object({
  run: runSchema,
  streamBitsPerSecond: z.number(),
  hls: costSchema,
  webrtc: costSchema,
  ratio: distributionSchema.describe(
    'CPU per viewer-minute of WebRTC over that of HLS, each at its largest load, paired by repetition.',
  ),
  https: z
    .object({
      load: loadSchema,
      ratio: distributionSchema.describe('As above, of WebRTC over HLS by HTTPS.'),
    })
    .optional()
    .describe('HLS once more, encrypted as WebRTC always is. Left out by a quick run.'),
});

const edgeSchema = z.object({
  run: runSchema,
  loads: z.array(
    z.object({
      viewers: z.int().min(1),
      edgeRequestsPerSecond: distributionSchema,
      originRequestsPerSecond: distributionSchema,
      edgeBytesPerSecond: distributionSchema,
      originBytesPerSecond: distributionSchema,
      answeredByEdge: z
        .number()
        .min(0)
        .max(1)
        .describe('Share of the requests, of all repetitions together.'),
      waitMilliseconds: z
        .object({ p50: z.number(), p99: z.number(), most: z.number() })
        .describe('From the request to the first byte, at the viewer.'),
      heldByLock: z.int().describe('Requests that waited 400 ms or more, playlists and segments.'),
      errors: z.int(),
    }),
  ),
});
export type EdgeLoad = z.infer<typeof edgeSchema>['loads'][number];

export const recipes = ['copy', 'encode', 'ladder'] as const;
export type Recipe = (typeof recipes)[number];

const transcodeSchema = z.object({
  run: runSchema,
  recipes: z.array(
    z.object({
      recipe: z.enum(recipes),
      cores: distributionSchema.describe('Processor seconds per second of stream.'),
      memoryBytes: distributionSchema,
      streamsPerCore: z.number(),
    }),
  ),
});

const weatherSchema = z.object({
  run: runSchema,
  segmentSeconds: z.number().describe('As the profile wants them.'),
  relay: z
    .object({
      cores: z.number().describe('Processor seconds per second, with 1.5 Mbit/s.'),
      addedMilliseconds: distributionSchema.describe(
        'From the last packet of a picture in to its last packet out, when nothing is lost.',
      ),
    })
    .describe('What it costs, in a process of its own.'),
  runs: z.array(weatherRunSchema),
});

export const resultsSchema = z.object({
  version: z.literal(resultsVersion),
  machine: machineSchema,
  latency: latencySchema.optional(),
  sync: syncSchema.optional(),
  viewers: viewersSchema.optional(),
  edge: edgeSchema.optional(),
  transcode: transcodeSchema.optional(),
  weather: weatherSchema.optional(),
});
export type Results = z.infer<typeof resultsSchema>;

export const benchNames = ['latency', 'sync', 'viewers', 'edge', 'transcode', 'weather'] as const;
export type BenchName = (typeof benchNames)[number];

/** What one bench found. */
export type BenchResult<Name extends BenchName = BenchName> = NonNullable<Results[Name]>;
/** A bench leaves the facts about its run to the command: it says only what it measured and its bounds. */
export type Measured<Name extends BenchName> = Omit<BenchResult<Name>, 'run'> & {
  repetitions: number;
  bounds: Bound[];
};

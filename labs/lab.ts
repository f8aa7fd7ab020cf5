/**
 * What a lab is made of. `catalog.ts` lists the labs; each describes itself in `NN-slug/lab.ts`
 * in these terms.
 */
import { z } from 'zod';

const slug = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const identifier = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Words for people, in every language of the workshop. */
export const textSchema = z.object({ en: z.string().trim().min(1), es: z.string().trim().min(1) });

/**
 * The stages of the pipeline that are labs. The status names its hops the same; the relay has none
 * of its own and is a part of the hop `forward`.
 */
export const stageNames = [
  'publisher',
  'janus',
  'forward',
  'ffmpeg',
  'nginx',
  'viewer',
  'relay',
] as const;
export type StageName = (typeof stageNames)[number];

export const stepSchema = z.strictObject({
  id: identifier.describe('Names the region `// lab:begin <id>` of the solution that it replaces.'),
  todo: textSchema.describe('What to write there, in a sentence or two.'),
  see: z.array(z.url()).min(1).describe('Where it is explained: the page and the standard.'),
});

/** A hint is a text, and says what it is good for. */
export const hintSchema = textSchema.extend({
  helps: z
    .array(z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/))
    .default([])
    .describe(
      'The checks it helps with: `serves`, or `serves/not-served` for one of its reasons. A student who was not there sees the first hint that names the check that failed; a hint that is nearly the answer names none.',
    ),
});

export const checkSchema = z.strictObject({
  id: identifier,
  title: textSchema.describe('What is true when it passes, as a sentence.'),
  points: z.int().min(1),
  needs: z
    .array(identifier)
    .default([])
    .describe('Checks without which this one says nothing: it is blocked when one of them fails.'),
  limitSeconds: z
    .int()
    .min(1)
    .default(15)
    .describe('After this it has failed, whatever it waits for.'),
});

export const labSchema = z.strictObject({
  number: z.int().min(1).max(99),
  slug,
  stage: z.enum(stageNames).describe('What the student’s file is in the running pipeline.'),
  file: z.string().regex(/^[a-z-]+\.ts$/, 'a file name'),
  runsIn: z.enum(['server', 'browser']).describe('Where the stage runs.'),
  title: textSchema,
  summary: textSchema.describe('One sentence: what the student makes.'),
  goals: z.array(textSchema).min(1).describe('What the student can do afterwards.'),
  minutes: z.int().min(5).describe('For someone who meets it for the first time.'),
  after: z.array(slug).describe('The labs that come before; empty for none.'),
  context: textSchema.describe('The comment at the head of the starter: a few lines.'),
  steps: z.array(stepSchema).min(1),
  hints: z.array(hintSchema).min(3).describe('From a nudge to nearly the answer.'),
  checks: z.array(checkSchema).min(1),
  starterFails: z
    .record(identifier, identifier)
    .describe('The checks the starter fails, and the reason each gives.'),
});

/** A lab as it is written: what has a default may be left out. */
export type LabDescription = z.input<typeof labSchema>;
export type Hint = z.infer<typeof hintSchema>;
export type Lab = z.infer<typeof labSchema>;
export type LabCheck = z.infer<typeof checkSchema>;
export type LabStep = z.infer<typeof stepSchema>;

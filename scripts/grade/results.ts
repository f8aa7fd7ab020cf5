/**
 * What grading a class found: the content of `results.json`. The table in the terminal, the JUnit
 * XML, the CSV and the feedback for students are written from this and nothing else.
 */
import { z } from 'zod';
import { textSchema } from '../../labs/lab.ts';
import { languages } from '../language/text.ts';

export const checkResultSchema = z.object({
  id: z.string(),
  title: textSchema,
  verdict: z
    .enum(['passed', 'failed', 'timed-out', 'blocked', 'environment'])
    .describe(
      '`blocked`: a check that this one needs did not pass. `environment`: this machine could not tell, also not when it was tried again.',
    ),
  points: z.int().describe('What it is worth.'),
  seconds: z.number(),
  reason: z.string().nullable().describe('Names the mistake, the same in every language.'),
  expected: textSchema.nullable(),
  seen: textSchema.nullable(),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

export const labResultSchema = z.object({
  lab: z.string().describe('`05-nginx`, or `capstone`.'),
  title: textSchema,
  file: z
    .string()
    .nullable()
    .describe('Where it was found, from the submission’s root; null when it is missing.'),
  verdict: z.enum(['passed', 'not-yet', 'missing', 'refused', 'environment']),
  refusal: textSchema
    .nullable()
    .describe(
      'Why the file was not even tried: a link, too large, not text. Of the capstone: what is not there.',
    ),
  points: z.object({ earned: z.int(), possible: z.int() }),
  seconds: z.number(),
  checks: z.array(checkResultSchema),
  output: z.string().describe('What the student’s code printed: its last lines.'),
  evidence: z
    .array(z.string())
    .describe('Files, from the folder of results.json; first the student’s own, as it was graded.'),
});
export type LabResult = z.infer<typeof labResultSchema>;

export const submissionResultSchema = z.object({
  id: z.string().describe('The name of its folder; made unique among all.'),
  folder: z.string().describe('As it was given (absolute).'),
  student: z
    .object({
      name: z.string(),
      email: z.string().nullable(),
      language: z.enum(languages).nullable().describe('Of the feedback; null: the grader’s.'),
    })
    .nullable()
    .describe('From `--class`; null without it.'),
  commit: z.string().nullable().describe('What the submission’s own git says; null without one.'),
  uncommitted: z
    .array(z.string())
    .describe('Of the files that count, those that are not in that commit as they were graded.'),
  files: z
    .string()
    .describe('Hash of the files that count. Who hands in the same ones is not graded again.'),
  /** What was handed in and does not count. */
  ignored: z.array(z.object({ path: z.string(), why: z.enum(['changed', 'extra']) })),
  gradedAt: z.string().describe('ISO 8601, UTC.'),
  seconds: z.number(),
  points: z.object({ earned: z.int(), possible: z.int() }),
  labs: z.array(labResultSchema).describe('In the catalog’s order; the capstone last.'),
});
export type SubmissionResult = z.infer<typeof submissionResultSchema>;

export const resultsSchema = z.object({
  version: z.literal(1),
  workshop: z.object({
    commit: z.string().nullable(),
    /** Of labs/, without the files that students write. */
    catalog: z.string().describe('Hash of the catalog and the labs’ descriptions.'),
    checks: z.string().describe('Hash of everything that decides a verdict.'),
    programs: z.record(z.string(), z.string()).describe('Their versions, by name.'),
  }),
  isolation: z
    .enum(['namespaces', 'process'])
    .describe(
      '`process`: this system gives no namespaces, so submissions could reach the network and your files.',
    ),
  submissions: z.array(submissionResultSchema),
});
export type Results = z.infer<typeof resultsSchema>;

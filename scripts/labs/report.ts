/** What a run of a lab's checks found. The terminal, the pages and the grader read this. */
import { z } from 'zod';
import { type Lab, textSchema } from '../../labs/lab.ts';

export const checkReportSchema = z.object({
  id: z.string(),
  title: textSchema,
  state: z
    .enum(['passed', 'failed', 'blocked', 'environment'])
    .describe('`blocked`: a check that this one needs did not pass, so it was not run.'),
  points: z.int().describe('What it is worth; earned when it passed.'),
  seconds: z.number(),
  reason: z.string().optional().describe('Names the mistake, for programs.'),
  expected: textSchema.optional(),
  seen: textSchema.optional(),
  remedy: textSchema.optional().describe('What mends the environment.'),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

export const labReportSchema = z.object({
  version: z.literal(1),
  lab: z.string().describe('The slug.'),
  file: z.string().describe('The file that was checked (absolute).'),
  verdict: z.enum(['passed', 'not-yet', 'environment']),
  points: z.object({ earned: z.int(), possible: z.int() }),
  seconds: z.number().describe('From the start of the run to this verdict.'),
  checks: z.array(checkReportSchema),
  output: z.string().describe('What the student’s code printed: its last lines.'),
});
export type LabReport = z.infer<typeof labReportSchema>;
export type LabVerdict = LabReport['verdict'];

/** The check a student should look at first. */
export const firstNotPassed = ({ checks }: LabReport): CheckReport | undefined =>
  checks.find(({ state }) => state === 'environment') ??
  checks.find(({ state }) => state === 'failed');

/** In the order of the lab, the types first: checks may be over in another one. */
export function inOrder(lab: Lab, checks: readonly CheckReport[]): CheckReport[] {
  const order = ['types', ...lab.checks.map(({ id }) => id)];
  return checks.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

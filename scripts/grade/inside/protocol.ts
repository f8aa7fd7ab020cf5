/**
 * What the grader and the worker inside a sandbox say to each other. The order comes in on standard
 * input; results go out as lines on a pipe of their own. Each line begins with a word that only
 * these two know, so that no log of a student's nginx that finds its way there counts.
 */
import { z } from 'zod';
import { labReportSchema } from '../../labs/report.ts';

/** The pipe of the results, as a file descriptor. */
export const resultsDescriptor = 3;

export const capstoneFolder = 'capstone';

export const orderSchema = z.object({
  secret: z.string(),
  /** Whether the stages' processes get sandboxes of their own. */
  isSandboxed: z.boolean(),
  /** Where the student's files lie: a folder with `labs/NN-slug/file.ts` in it (absolute). */
  submission: z.string(),
  /** Folders of labs, and `capstone`, in the order in which they are run. */
  labs: z.array(z.string()),
});
export type Order = z.infer<typeof orderSchema>;

/** The content is text, or a picture in base64. */
const evidenceSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  encoding: z.enum(['utf8', 'base64']),
  content: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begun'), lab: z.string() }),
  z.object({
    type: z.literal('graded'),
    lab: z.string(),
    report: labReportSchema,
    evidence: z.array(evidenceSchema),
  }),
]);
export type Message = z.infer<typeof messageSchema>;

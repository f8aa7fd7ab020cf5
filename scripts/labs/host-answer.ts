/** Tells answers of a stage's process from what the stage itself wrote into their pipe. */
import { z } from 'zod';
import { parseJson } from '../system/parse-json.ts';
import type { HostAnswer } from './stage-host-protocol.ts';

const hostAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('loaded'), functions: z.array(z.string()) }),
  z.object({
    type: z.literal('returned'),
    value: z.unknown().optional(),
    startedProcess: z.boolean().optional(),
  }),
  z.object({ type: z.literal('threw'), message: z.string(), stack: z.string() }),
]) satisfies z.ZodType<HostAnswer>;

/** @returns undefined for whatever is no answer. */
export const readHostAnswer = (line: string): HostAnswer | undefined =>
  hostAnswerSchema.safeParse(parseJson(line)).data;

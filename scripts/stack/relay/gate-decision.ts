/** What a gate (stage 07) must answer, as JSON can carry it. */
import { z } from 'zod';
import type { GateDecision } from '../../../labs/stages.ts';

export const gateDecisionShape = z.object({
  handOn: z.boolean(),
  state: z.enum(['open', 'closed']),
  askForKeyframe: z.boolean(),
  parameterSetsFirst: z.boolean(),
}) satisfies z.ZodType<GateDecision>;

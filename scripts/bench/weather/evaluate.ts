/** What was published in one weather: whether it decodes, and how sound and picture agree. */
import { startLoadProcess, untilStarted } from '../load/load-process.ts';
import type { Evaluation, EvaluationOrder } from './evaluate-process.ts';

/** @throws {Error} what the evaluation threw; the signal's reason. */
export async function evaluate(order: EvaluationOrder, signal: AbortSignal): Promise<Evaluation> {
  const evaluator = startLoadProcess(new URL('./evaluate-process.ts', import.meta.url));
  const asked = evaluator.ask<Evaluation>(order);
  await untilStarted(asked, () => evaluator.stop(), signal);
  await evaluator.stop();
  return asked;
}

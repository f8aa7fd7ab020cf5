/** What the weather may do to the packets between a publisher and Janus: the schema, and its limits. */
import { z } from 'zod';

/** The least and the most of each. */
export const conditionLimits = {
  lossPercent: [0, 50],
  delayMilliseconds: [0, 2_000],
  jitterMilliseconds: [0, 1_000],
  rateKilobitsPerSecond: [50, 100_000],
  queueMilliseconds: [10, 5_000],
  blackoutSeconds: [0, 30],
  blackoutEverySeconds: [1, 600],
} as const satisfies Record<string, readonly [number, number]>;
export type ConditionNumber = keyof typeof conditionLimits;

const within = (name: ConditionNumber) => {
  const [least, most] = conditionLimits[name];
  return z.number().min(least).max(most);
};

/** Each way, unless it says otherwise. What is left out is as in clear weather. */
export const conditionsSchema = z.strictObject({
  lossPercent: within('lossPercent').default(0).describe('Packets lost by chance.'),
  delayMilliseconds: within('delayMilliseconds').default(0).describe('Delay, one way.'),
  jitterMilliseconds: within('jitterMilliseconds')
    .default(0)
    .describe('Added to the delay by chance: anything from 0 to this, each as likely.'),
  reorders: z
    .boolean()
    .default(false)
    .describe('Packets that jitter delays may be overtaken; otherwise they keep their order.'),
  rateKilobitsPerSecond: within('rateKilobitsPerSecond')
    .nullable()
    .default(null)
    .describe('What fits from the publisher to Janus, packet headers included; null: everything.'),
  queueMilliseconds: within('queueMilliseconds')
    .default(300)
    .describe('How long packets may wait for room in that rate; what would wait longer is lost.'),
  blackoutSeconds: within('blackoutSeconds').default(0).describe('For so long nothing passes.'),
  blackoutEverySeconds: within('blackoutEverySeconds')
    .nullable()
    .default(null)
    .describe('From the beginning of one blackout to that of the next; null: one, at once.'),
});
export type Conditions = z.infer<typeof conditionsSchema>;
/** As they may be written: with what differs from clear weather. */
export type ChosenConditions = z.input<typeof conditionsSchema>;

export * from './presets.ts';

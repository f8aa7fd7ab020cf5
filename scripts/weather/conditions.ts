/** What the weather does to the packets between a publisher and Janus, and the kinds that have a name. */
import { z } from 'zod';
import type { Text } from '../language/text.ts';

/** Each way, unless it says otherwise. What is left out is as in clear weather. */
export const conditionsSchema = z.strictObject({
  lossPercent: z.number().min(0).max(50).default(0).describe('Packets lost by chance.'),
  delayMilliseconds: z.number().min(0).max(2_000).default(0).describe('Delay, one way.'),
  jitterMilliseconds: z
    .number()
    .min(0)
    .max(1_000)
    .default(0)
    .describe('Added to the delay by chance: anything from 0 to this, each as likely.'),
  reorders: z
    .boolean()
    .default(false)
    .describe('Packets that jitter delays may be overtaken; otherwise they keep their order.'),
  rateKilobitsPerSecond: z
    .number()
    .min(50)
    .max(100_000)
    .nullable()
    .default(null)
    .describe('What fits from the publisher to Janus, packet headers included; null: everything.'),
  queueMilliseconds: z
    .number()
    .min(10)
    .max(5_000)
    .default(300)
    .describe('How long packets may wait for room in that rate; what would wait longer is lost.'),
  blackoutSeconds: z.number().min(0).max(30).default(0).describe('For so long nothing passes.'),
  blackoutEverySeconds: z
    .number()
    .min(1)
    .max(600)
    .nullable()
    .default(null)
    .describe('From the beginning of one blackout to that of the next; null: one, at once.'),
});
export type Conditions = z.infer<typeof conditionsSchema>;
/** As they may be written: with what differs from clear weather. */
export type ChosenConditions = z.input<typeof conditionsSchema>;

export const clearConditions: Conditions = conditionsSchema.parse({});

export const presetNames = ['clear', 'office', 'cafe', 'bus', 'tunnel'] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  title: Text;
  /** One sentence: what it is like. */
  story: Text;
  conditions: Conditions;
}

const preset = (title: Text, story: Text, conditions: ChosenConditions): Preset => ({
  ...{ title, story },
  conditions: conditionsSchema.parse(conditions),
});

export const presets: Readonly<Record<PresetName, Preset>> = {
  clear: preset(
    { en: 'Clear', es: 'Despejado' },
    { en: 'Every packet arrives, at once.', es: 'Todos los paquetes llegan, y enseguida.' },
    {},
  ),
  office: preset(
    { en: 'Office', es: 'Oficina' },
    {
      en: 'Good Wi-Fi: now and then a packet is missing, and is sent again in time.',
      es: 'Buen Wi-Fi: de vez en cuando falta un paquete, y se reenvía a tiempo.',
    },
    { lossPercent: 1, delayMilliseconds: 10, jitterMilliseconds: 5 },
  ),
  cafe: preset(
    { en: 'Café', es: 'Café' },
    {
      en: 'Everybody is on the same Wi-Fi: many packets are lost, and the others come unevenly.',
      es: 'Todos comparten el mismo Wi-Fi: se pierden muchos paquetes y el resto llega a tirones.',
    },
    { lossPercent: 5, delayMilliseconds: 25, jitterMilliseconds: 30 },
  ),
  bus: preset(
    { en: 'Bus', es: 'Autobús' },
    {
      en: 'Mobile network on the move: far away, narrow, and packets overtake each other.',
      es: 'Red móvil en movimiento: lejana, angosta, y unos paquetes adelantan a otros.',
    },
    {
      ...{ lossPercent: 5, delayMilliseconds: 100, jitterMilliseconds: 40, reorders: true },
      rateKilobitsPerSecond: 1_500,
    },
  ),
  tunnel: preset(
    { en: 'Tunnel', es: 'Túnel' },
    {
      en: 'Every 20 seconds nothing passes for a second.',
      es: 'Cada 20 segundos no pasa nada durante un segundo.',
    },
    {
      ...{ lossPercent: 1, delayMilliseconds: 50, jitterMilliseconds: 20 },
      ...{ blackoutSeconds: 1, blackoutEverySeconds: 20 },
    },
  ),
};

/** The name of these conditions, or `own`. */
export const presetOf = (conditions: Conditions): PresetName | 'own' =>
  presetNames.find((name) =>
    (Object.keys(clearConditions) as (keyof Conditions)[]).every(
      (key) => presets[name].conditions[key] === conditions[key],
    ),
  ) ?? 'own';

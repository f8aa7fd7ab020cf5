/** The kinds of weather that have a name. No schema: the pages load this, too. */
import type { Text } from '../language/text.ts';
import type { Conditions } from './conditions.ts';

export const clearConditions: Conditions = {
  ...{ lossPercent: 0, delayMilliseconds: 0, jitterMilliseconds: 0, reorders: false },
  ...{ rateKilobitsPerSecond: null, queueMilliseconds: 300 },
  ...{ blackoutSeconds: 0, blackoutEverySeconds: null },
};

export const presetNames = ['clear', 'office', 'cafe', 'bus', 'tunnel'] as const;
export type PresetName = (typeof presetNames)[number];

export interface Preset {
  title: Text;
  /** One sentence: what it is like. */
  story: Text;
  conditions: Conditions;
}

const preset = (title: Text, story: Text, conditions: Partial<Conditions>): Preset => ({
  ...{ title, story },
  conditions: { ...clearConditions, ...conditions },
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

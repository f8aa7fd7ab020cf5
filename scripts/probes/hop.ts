/** How a probe answers: ok, or waiting or broken with one cause and one next step. */
import type { Text } from '../language/text.ts';
import type { Figures, HopId, Hops } from '../stack/status.ts';

export const ok = <H extends HopId>(figures: Figures[H]): Hops[H] =>
  ({ state: 'ok', cause: null, nextStep: null, figures }) as Hops[H];

export const waiting = <H extends HopId>(
  figures: Figures[H],
  cause: Text,
  nextStep: Text | null = null,
): Hops[H] => ({ state: 'waiting', cause, nextStep, figures }) as Hops[H];

export const broken = <H extends HopId>(
  figures: Figures[H],
  cause: Text,
  nextStep: Text,
): Hops[H] => ({ state: 'broken', cause, nextStep, figures }) as Hops[H];

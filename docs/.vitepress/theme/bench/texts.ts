/** What stands around the charts of the bench. Their own words come with them. */
import type { Text } from '../../../../scripts/language/text.ts';

export const texts = {
  whose: { en: 'Whose figures', es: 'De quién son las cifras' },
  reference: { en: 'Reference', es: 'Referencia' },
  own: { en: 'Your machine', es: 'Tu máquina' },
  drawing: { en: 'Drawing your own run …', es: 'Se dibuja tu propia medición…' },
} satisfies Record<string, Text>;

import { z } from 'zod';
import { createSettings, type Settings, type SettingsChoices } from '../../labs/settings.ts';
import { WorkshopError } from '../language/workshop-error.ts';

/**
 * The settings of a stack.
 * @throws {WorkshopError} that names the value that is out of range.
 */
export function checkedSettings(choices: SettingsChoices): Settings {
  try {
    return createSettings(choices);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const detail = `${issue?.path.join('.')}: ${issue?.message}`;
    throw new WorkshopError(
      {
        en: `A setting is out of range. ${detail}.`,
        es: `Un ajuste está fuera de rango. ${detail}.`,
      },
      { en: 'Correct it in labs/settings.ts.', es: 'Corrígelo en labs/settings.ts.' },
      { cause: error },
    );
  }
}

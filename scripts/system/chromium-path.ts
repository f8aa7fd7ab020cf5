import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { resolveProgram } from './programs.ts';

/**
 * @param missing what cannot be done without it.
 * @throws {WorkshopError} with that, when there is no Chromium here.
 */
export async function chromiumPath(missing: Text): Promise<string> {
  const chromium = await resolveProgram('chromium');
  if (chromium.state === 'found') return chromium.path;
  throw new WorkshopError(missing, { en: 'npm run doctor', es: 'npm run doctor' });
}

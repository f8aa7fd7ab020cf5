/** The stack's secrets: made at the first run, kept in the work folder, shown to nobody. */
import { randomBytes, randomInt } from 'node:crypto';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Secrets, secretsSchema } from '../../labs/settings.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { parseJson } from '../system/parse-json.ts';

/** For the owner only: these are the keys to Janus. */
const ownerOnly = 0o600;

/**
 * Reads `secrets.json` of a work folder, or makes it.
 * @throws {WorkshopError} when the file is there and cannot be understood.
 */
export async function loadSecrets(workDirectory: string): Promise<Secrets> {
  const path = join(workDirectory, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return createSecrets(path);
  await chmod(path, ownerOnly);
  const parsed = secretsSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new WorkshopError(
      { en: `${path} is damaged.`, es: `${path} está dañado.` },
      {
        en: `Delete it, and new secrets are made: rm ${path}`,
        es: `Bórralo y se crearán otros secretos: rm ${path}`,
      },
    );
  }
  return parsed.data;
}

async function createSecrets(path: string): Promise<Secrets> {
  const secrets = newSecrets();
  // Written aside first: a power cut leaves no half file.
  await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: ownerOnly });
  await rename(`${path}.new`, path);
  return secrets;
}

/** Nobody can guess these, but the PIN, which people type. */
export function newSecrets(): Secrets {
  const secret = () => randomBytes(24).toString('base64url');
  return {
    api: secret(),
    admin: secret(),
    room: secret(),
    forward: secret(),
    // People type this one: six digits, and Janus is asked for it only through nginx or loopback.
    pin: String(randomInt(1_000_000)).padStart(6, '0'),
  };
}

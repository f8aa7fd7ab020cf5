import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Text } from '../language/text.ts';
import { workDirectory } from '../system/work-directory.ts';
import { broken, type Finding, ok, type Purpose } from './finding.ts';
import { oneDecimal } from './one-decimal.ts';

/** A stack keeps minutes of video and its logs: tens of megabytes. The rest is room for a long day. */
const neededMegabytes = 500;

/** Is there room, and may we write, where this purpose writes? Tests, grading and measuring use the temporary folder. */
export async function checkDisk(purpose: Purpose, portOffset: number): Promise<Finding> {
  const folder = nearestExisting(
    ['test', 'grade', 'bench'].includes(purpose) ? tmpdir() : workDirectory(portOffset),
  );
  try {
    const { bavail, bsize } = await statfs(folder);
    const freeMegabytes = Math.floor((bavail * bsize) / 1e6);
    if (freeMegabytes < neededMegabytes) return broken('disk', full(folder, freeMegabytes), remedy);
    const trial = await mkdtemp(`${folder}/doctor-`);
    await writeFile(`${trial}/trial`, Buffer.alloc(1024 * 1024));
    await rm(trial, { recursive: true });
    const freeGigabytes = oneDecimal(freeMegabytes / 1000);
    return ok('disk', {
      en: `Disk: ${freeGigabytes.en} GB free at ${folder}`,
      es: `Disco: ${freeGigabytes.es} GB libres en ${folder}`,
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') return broken('disk', full(folder, 0), remedy);
    return broken(
      'disk',
      {
        en: `${folder} cannot be written: ${code}.`,
        es: `No se puede escribir en ${folder}: ${code}.`,
      },
      {
        en: `Make the folder yours: sudo chown -R "$USER" ${folder}`,
        es: `Haz tuya la carpeta: sudo chown -R "$USER" ${folder}`,
      },
    );
  }
}

/** Nothing is created here: with `sudo npm run doctor`, the work folder would be root's. */
function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

const full = (folder: string, freeMegabytes: number): Text => ({
  en: `Only ${freeMegabytes} MB are free at ${folder}; ${neededMegabytes} MB are needed.`,
  es: `Solo quedan ${freeMegabytes} MB libres en ${folder}; hacen falta ${neededMegabytes} MB.`,
});

const remedy: Text = {
  en: 'Free some disk space, then try again.',
  es: 'Libera espacio en el disco y vuelve a intentarlo.',
};

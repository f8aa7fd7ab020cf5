/** The folder of the results: made, and kept by one grader at a time. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkshopError } from '../language/workshop-error.ts';
import { isAlive } from '../system/is-alive.ts';

/** @returns gives it back. @throws {WorkshopError} when it cannot be written, or another grader has it. */
export async function takeOutFolder(out: string): Promise<() => Promise<void>> {
  const lock = join(out, '.grading');
  const take = () => writeFile(lock, String(process.pid), { flag: 'wx' });
  await mkdir(out, { recursive: true }).catch((error) => failToWrite(out, error));
  await take().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') return failToWrite(out, error);
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (isAlive(owner)) throw isTaken(out, owner);
    // It was killed, and could not give it back.
    await rm(lock, { force: true });
    await take();
  });
  return () => rm(lock, { force: true });
}

function failToWrite(out: string, error: NodeJS.ErrnoException): never {
  throw new WorkshopError(
    {
      en: `The results cannot be written to ${out}: ${error.code ?? error.message}.`,
      es: `No se pueden escribir los resultados en ${out}: ${error.code ?? error.message}.`,
    },
    {
      en: 'npm run grade -- --out <a folder of yours> …',
      es: 'npm run grade -- --out <una carpeta tuya> …',
    },
    { cause: error },
  );
}

const isTaken = (out: string, pid: number): WorkshopError =>
  new WorkshopError(
    {
      en: `Another npm run grade (process ${pid}) is writing to ${out}.`,
      es: `Otro npm run grade (proceso ${pid}) está escribiendo en ${out}.`,
    },
    {
      en: 'Wait for it, or choose another --out.',
      es: 'Espera a que termine, o elige otro --out.',
    },
  );

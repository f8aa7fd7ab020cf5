/**
 * What the student has done, in `.workshop/progress.json`. A mark is earned by a run and counts
 * only for the file and the checks it was earned with: whoever changes either runs again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { parseJson } from '../system/parse-json.ts';
import { isRunning } from '../system/sockets.ts';
import { repositoryRoot, workDirectory } from '../system/work-directory.ts';
import { checksFile, stageFile } from './lab-layout.ts';
import type { LabReport } from './report.ts';

const resultSchema = z.object({
  passedAt: z.iso.datetime().nullable().describe('Null while a check fails.'),
  seconds: z.number().describe('From the start of that run to its verdict.'),
  points: z.int().min(0),
  fileHash: z.string().describe('Of the student’s file, SHA-256.'),
  checksHash: z.string().describe('Of what was checked, SHA-256.'),
});

export const progressSchema = z.object({
  version: z.literal(1),
  labs: z.record(z.string(), resultSchema).describe('By slug.'),
});
type Progress = z.infer<typeof progressSchema>;

/** How far a student is in a lab. */
export interface Standing {
  lab: Lab;
  isPassed: boolean;
  points: number;
}

const lockLimitMilliseconds = 5_000;
const lockRetryMilliseconds = 5;

export class ProgressFile {
  readonly #folder: string;
  /** Absolute. */
  readonly file: string;
  readonly #lock: string;
  readonly #note: (text: Text) => void;

  /** @param note told of a file that could not be read. */
  constructor(note: (text: Text) => void, folder = workDirectory(0)) {
    this.#folder = folder;
    this.file = join(folder, 'progress.json');
    this.#lock = join(folder, 'progress.lock');
    this.#note = note;
  }

  /** Of every lab, in the catalog's order. */
  async standings(): Promise<Standing[]> {
    const progress = await this.#read();
    return Promise.all(
      labs.map(async (lab) => {
        const result = progress.labs[lab.slug];
        const text = await readFile(stageFile(lab, 'labs'), 'utf8').catch(() => '');
        const counts =
          result !== undefined &&
          result.fileHash === sha256(text) &&
          result.checksHash === (await checksHash(lab));
        if (!counts) return { lab, isPassed: false, points: 0 };
        return { lab, isPassed: result.passedAt !== null, points: result.points };
      }),
    );
  }

  /**
   * Enters a run, whatever came of it: a lab that fails now has lost its mark. Only an environment
   * verdict changes nothing, since it says nothing of the student's file.
   * @param text of the file that was checked.
   */
  async record(lab: Lab, text: string, report: LabReport): Promise<void> {
    if (report.verdict === 'environment') return;
    const result = {
      passedAt: report.verdict === 'passed' ? new Date().toISOString() : null,
      seconds: report.seconds,
      points: report.points.earned,
      fileHash: sha256(text),
      checksHash: await checksHash(lab),
    };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#locked(async () => {
      const progress = await this.#read();
      progress.labs[lab.slug] = result;
      await this.#write(progress);
    });
  }

  async #read(): Promise<Progress> {
    const nothing: Progress = { version: 1, labs: {} };
    const text = await readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return nothing;
    const progress = progressSchema.safeParse(parseJson(text)).data;
    if (progress) return progress;
    const aside = join(this.#folder, `progress.damaged-${fileTime()}.json`);
    // Of two that find it damaged one moves it.
    await rename(this.file, aside).catch(() => {});
    const where = relative(repositoryRoot, aside);
    this.#note({
      en: `The progress file was damaged. It lies in ${where}; run your labs again: npm run lab -- --all`,
      es: `El archivo de avance estaba dañado. Quedó en ${where}; vuelve a correr tus laboratorios: npm run lab -- --all`,
    });
    return nothing;
  }

  /** Aside, then renamed: a reader sees the old file or the new one, never half of one. */
  async #write(progress: Progress): Promise<void> {
    const aside = `${this.file}.${process.pid}`;
    await writeFile(aside, `${JSON.stringify(progress, null, 2)}\n`, { mode: 0o600 });
    await rename(aside, this.file);
  }

  /** Two programs that read, change and write at once would each lose what the other wrote. */
  async #locked(work: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + lockLimitMilliseconds;
    while (!(await this.#takeLock())) {
      if (performance.now() > deadline) throw lockedFor(this.#lock);
      await delay(lockRetryMilliseconds);
    }
    try {
      await work();
    } finally {
      await rm(this.#lock, { force: true });
    }
  }

  async #takeLock(): Promise<boolean> {
    try {
      await writeFile(this.#lock, String(process.pid), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(this.#lock, 'utf8').catch(() => ''));
    // Empty: taken this moment. A holder that is gone was killed while it wrote.
    if (holder > 0 && !(await isRunning(holder))) await rm(this.#lock, { force: true });
    return false;
  }
}

/** `2026-05-17T09-30-00-125Z`: a time that is a file's name everywhere. */
export const fileTime = (): string => new Date().toISOString().replace(/[:.]/g, '-');

/**
 * The lab to go on with.
 * @param current is behind the student: the next is the first after it, or else one before it.
 * @returns undefined when all are passed.
 */
export function nextUnfinished(standings: readonly Standing[], current?: Lab): Lab | undefined {
  const unfinished = standings
    .filter(({ isPassed, lab }) => !isPassed && lab.slug !== current?.slug)
    .map(({ lab }) => lab);
  return unfinished.find(({ number }) => number > (current?.number ?? 0)) ?? unfinished[0];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What is checked and what it is worth; not how it is worded. */
async function checksHash(lab: Lab): Promise<string> {
  const worth = lab.checks.map(({ id, points }) => [id, points]);
  return sha256((await readFile(checksFile(lab), 'utf8')) + JSON.stringify(worth));
}

const lockedFor = (lock: string): WorkshopError =>
  new WorkshopError(
    {
      en: 'Another program has held the progress file for 5 s.',
      es: 'Otro programa retiene el archivo de avance desde hace 5 s.',
    },
    { en: `rm ${relative(process.cwd(), lock)}`, es: `rm ${relative(process.cwd(), lock)}` },
  );

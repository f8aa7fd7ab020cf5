/**
 * The site as `npm start` serves it: built once for what it is made of, and kept under that hash.
 * So a second start has it at once, and a build never changes files that another stack is serving.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists } from '../labs/lab-layout.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { tsxArguments } from '../system/tsx-process.ts';
import { workDirectory } from '../system/work-directory.ts';
import { forgetOldBuilds, markServed } from './old-builds.ts';
import { hashOfSiteInputs } from './site-inputs.ts';

const folder = join(workDirectory(0), 'site');
const builder = fileURLToPath(new URL('../docs-build.ts', import.meta.url));

export interface FreshSiteOptions {
  /** It will be served by this process for a while: nobody forgets it meanwhile. */
  keep?: boolean;
  /** Cancels the build. */
  signal?: AbortSignal;
  /** A file for what VitePress has to say (absolute). */
  log?: string;
}

/**
 * @returns the folder of the built site (absolute). Building takes seconds, and happens in a process
 * of its own: this one has packets to watch.
 * @throws {WorkshopError} when the build fails; the signal's reason when it is cancelled.
 */
export async function freshSite({
  keep = false,
  signal = new AbortController().signal,
  log = join(workDirectory(0), 'logs', 'site.log'),
}: FreshSiteOptions = {}): Promise<string> {
  const built = join(folder, await hashOfSiteInputs());
  await Promise.all(
    [folder, dirname(log)].map((path) => mkdir(path, { recursive: true, mode: 0o700 })),
  );
  if (keep) await markServed(built);
  const now = new Date();
  if (await exists(built)) {
    await utimes(built, now, now);
    return built;
  }
  const aside = `${built}.${process.pid}`;
  try {
    await build(aside, signal, log);
    // Who was second finds the same files there.
    await rename(aside, built).catch(async (error) => {
      if (!(await exists(built))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await forgetOldBuilds(folder);
  return built;
}

async function build(outDirectory: string, signal: AbortSignal, log: string): Promise<void> {
  signal.throwIfAborted();
  const child = fork(builder, ['--out', outDirectory], {
    execArgv: [...tsxArguments],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const file = createWriteStream(log, { flags: 'a', mode: 0o600 });
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  try {
    const [code] = await once(child, 'close');
    signal.throwIfAborted();
    if (code !== 0) throw buildFailed();
  } finally {
    signal.removeEventListener('abort', kill);
    file.end();
  }
}

const buildFailed = (): WorkshopError =>
  new WorkshopError(
    {
      en: 'The pages of the site could not be built.',
      es: 'No se pudieron construir las páginas del sitio.',
    },
    { en: 'npm run docs:build says why.', es: 'npm run docs:build dice por qué.' },
  );

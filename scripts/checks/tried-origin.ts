/** A student's nginx.conf in a real nginx, on files that a running stack would have. */
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';
import { notYet } from '../labs/not-yet.ts';
import type { Scope } from '../labs/scope.ts';
import { logFile, nginxDaemon } from '../stack/daemons.ts';
import { run } from '../system/run.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { whyNotStarted } from './why-not-started.ts';

export const playlistPath = '/live/index.m3u8';
export const segmentPath = '/live/segment-00041.ts';
/** Listed a while ago, gone since; or not there yet. */
export const missingPath = '/live/segment-99999.ts';
export const playlistText = playlistOf(41);
export const segmentText = 'not really MPEG-TS, but 37 bytes long';
/** Of no kind that nginx is told of. */
export const otherPath = '/live/poster.unknown';
/** In every file that nobody may read. */
export const secretText = 'for nobody to read';

export interface TriedOrigin {
  settings: Settings;
  get(path: string, question?: Question): Promise<Answer>;
  /** The next playlist: as long as the one before, and written within the same second. */
  writeNextPlaylist(): Promise<void>;
  /** The last thing nginx complained of, without the names of this machine's folders. */
  complaint(): Promise<string>;
}

/** @throws {NotYet} when nginx does not take the configuration, or does not answer with it. */
export async function startTriedOrigin(
  scope: Scope,
  program: string,
  settings: Settings,
  config: string,
): Promise<TriedOrigin> {
  await writeFiles(settings);
  const daemonWith = (text: string) =>
    nginxDaemon(settings, { nginxConfig: () => text }, program, () => {});
  const daemon = await daemonWith(config);
  await testConfiguration(program, settings, config);
  const log = logFile(settings, 'nginx');
  const failure = await whyNotStarted(scope, {
    daemon,
    logFile: log,
    reference: () => daemonWith(nginxConfig(settings)),
  });
  if (failure) {
    const words = withoutFolders(failure.log, settings).trim().split('\n').slice(-3).join('\n');
    const address = `http://${settings.listenAddress}:${settings.ports.origin}${playlistPath}`;
    notYet('nginx-not-there', {
      expected: {
        en: `nginx starts, and answers at ${address} (settings.listenAddress, settings.ports.origin).`,
        es: `nginx arranca y responde en ${address} (settings.listenAddress, settings.ports.origin).`,
      },
      seen:
        failure.how === 'ended'
          ? { en: `It ended while starting. ${words}`, es: `Terminó al arrancar. ${words}` }
          : { en: `It did not answer there. ${words}`, es: `No respondió ahí. ${words}` },
    });
  }
  return {
    settings,
    get: (path, question) => ask(settings.ports.origin, path, question),
    writeNextPlaylist: () => writePlaylist(settings, 42),
    async complaint() {
      const lines = withoutFolders(await readFile(log, 'utf8'), settings)
        .trim()
        .split('\n');
      const [, words = ''] =
        /\[(?:error|crit|warn)\] \S+ \*\d+ (.*?),/.exec(lines.at(-1) ?? '') ?? [];
      return words;
    },
  };
}

/** `nginx -t` is the first to read a configuration, and names the line it does not understand. */
async function testConfiguration(program: string, settings: Settings, config: string) {
  const { nginx: folder } = settings.paths;
  const file = join(folder, 'nginx.conf');
  const args = ['-t', '-e', 'stderr', '-p', folder, '-c', file];
  const { output, exitCode } = await run(program, args);
  if (exitCode === 0) return;
  const said = (faultsIn(output) || output.trim()).replaceAll(file, 'nginx.conf');
  const words = withoutFolders(said, settings);
  const [, number] = /nginx\.conf:(\d+)/.exec(words) ?? [];
  // A semicolon that is missing is often noticed a line later.
  const lines = config
    .split('\n')
    .map((line, index) => `${index + 1}: ${line.trim()}`)
    .slice(0, Number(number ?? 0))
    .filter((line) => !/^\d+: $/.test(line))
    .slice(-2);
  notYet('nginx-refuses', {
    expected: { en: '`nginx -t` finds no mistake.', es: '`nginx -t` no encuentra errores.' },
    seen: {
      en: [words, ...lines.map((line) => `Line ${line}`)].join('\n'),
      es: [words, ...lines.map((line) => `Línea ${line}`)].join('\n'),
    },
  });
}

/** Without dates, processes, and the remark that the test failed. */
const faultsIn = (output: string): string =>
  [...output.matchAll(/(\[(?:emerg|alert|crit|error)\]) \d+#\d+: (.*)/g)]
    .map(([, level, words]) => `${level} ${words}`)
    .join('\n');

/** What a log calls by this machine's folders, the student calls by its setting. */
const withoutFolders = (text: string, { paths }: Settings): string =>
  (['live', 'web', 'nginx', 'work'] as const).reduce(
    (words, name) => words.replaceAll(paths[name], `settings.paths.${name}`),
    text,
  );

async function writeFiles(settings: Settings): Promise<void> {
  const { live, web } = settings.paths;
  await mkdir(join(live, '.hidden'));
  await writePlaylist(settings, 41);
  const files = {
    [join(web, segmentPath)]: segmentText,
    [join(web, otherPath)]: 'bytes of no known kind',
    [join(live, '.secret')]: secretText,
    [join(live, '.hidden/segment.ts')]: secretText,
    [join(web, 'outside.ts')]: secretText,
  };
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
}

/** nginx makes its validators of a file's size and of the second it was written in. */
const playlistWrittenAt = new Date('2024-01-01T12:00:00Z');

async function writePlaylist({ paths }: Settings, mediaSequence: number): Promise<void> {
  const file = join(paths.web, playlistPath);
  await writeFile(file, playlistOf(mediaSequence));
  await utimes(file, playlistWrittenAt, playlistWrittenAt);
}

function playlistOf(mediaSequence: number): string {
  return `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:${mediaSequence}
#EXTINF:4.000,
segment-${String(mediaSequence).padStart(5, '0')}.ts
`;
}

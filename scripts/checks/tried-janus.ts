/** A student's configuration in a real Janus. */
import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import type { Settings } from '../../labs/settings.ts';
import { janusConfig } from '../../solutions/02-janus-config/janus.ts';
import { JanusClient, JanusError, type JanusHandle } from '../janus/janus-client.ts';
import { notYet } from '../labs/not-yet.ts';
import type { Scope } from '../labs/scope.ts';
import { janusDaemon, logFile } from '../stack/daemons.ts';
import { settlesWithin } from '../system/settles-within.ts';
import type { BoundSocket } from '../system/sockets.ts';
import { socketsOfProcess } from './sockets-of-process.ts';
import { waitUntil } from './wait-until.ts';
import { whyNotStarted } from './why-not-started.ts';

/** By name: what the stage returns. */
export type JanusFiles = Readonly<Record<string, string>>;

export interface TriedJanus {
  settings: Settings;
  scope: Scope;
  /** The TCP ports it listens on. */
  listening: readonly BoundSocket[];
  /** A session of its own with the VideoRoom, as someone who has the API secret. */
  visit(): Promise<JanusHandle>;
  /** What Janus complained of while it started. */
  complaints(): Promise<string>;
}

/** How long Janus may take, once it answers, to load what it loads last. */
const restLimitMilliseconds = 3_000;

/** @throws {NotYet} when Janus does not start with the files, does not read one, or has no API where it should. */
export async function startTriedJanus(
  scope: Scope,
  program: string,
  settings: Settings,
  files: JanusFiles,
): Promise<TriedJanus> {
  const daemonWith = (rendered: JanusFiles) =>
    janusDaemon(settings, { janusConfig: () => rendered }, program, () => {});
  const daemon = await daemonWith(files);
  const file = logFile(settings, 'janus');
  const failure = await whyNotStarted(scope, {
    daemon,
    logFile: file,
    reference: () => daemonWith(janusConfig(settings)),
  });
  const readLog = async () => stripVTControlCharacters(await readFile(file, 'utf8'));
  if (failure) {
    const log = stripVTControlCharacters(failure.log);
    complainAboutUnread(log, files, settings);
    complainAboutStart(failure.how, complaintsIn(log, settings), settings);
  }
  await untilAllIsLoaded(scope, settings, readLog);
  complainAboutUnread(await readLog(), files, settings);
  const sockets = await socketsOfProcess(daemon.pid ?? 0);
  return {
    settings,
    scope,
    listening: sockets.filter(({ protocol }) => protocol === 'tcp'),
    async visit() {
      const client = await connectWith(settings, settings.secrets.api);
      scope.defer(() => client.close());
      return client.attach('janus.plugin.videoroom');
    },
    complaints: async () => complaintsIn(await readLog(), settings),
  };
}

/** @throws {JanusError} 403 when Janus wants another secret. */
export const connectWith = (
  { janusHost, ports }: Settings,
  apiSecret: string,
): Promise<JanusClient> =>
  JanusClient.connect(`ws://${janusHost}:${ports.janusWebSocket}`, { apiSecret });

/** @returns Janus's refusal, or null when it did what was asked. */
export async function refusalOf(handle: JanusHandle, request: object): Promise<JanusError | null> {
  try {
    await handle.request(request);
    return null;
  } catch (error) {
    if (error instanceof JanusError) return error;
    throw error;
  }
}

/**
 * The WebSocket answers while the HTTP transport is still to be loaded, and the log is written by
 * a thread of its own: our own session is among the last things it tells of.
 */
async function untilAllIsLoaded(
  scope: Scope,
  { janusHost, ports }: Settings,
  readLog: () => Promise<string>,
): Promise<void> {
  const admin = `http://${janusHost}:${ports.janusAdmin}/admin/ping`;
  const isLoaded = async () => {
    const log = await readLog();
    if (log.includes('Error parsing config file')) return true;
    return log.includes('Creating new session') && (await fetch(admin)).status > 0;
  };
  const { signal } = scope;
  const loaded = waitUntil('Janus is loaded', isLoaded, restLimitMilliseconds, {
    signal,
    everyMilliseconds: 20,
  });
  // What is missing by then, the checks will find.
  await settlesWithin(loaded, restLimitMilliseconds);
  signal.throwIfAborted();
}

/** A file that does not parse is ignored as a whole: Janus goes on with its defaults. */
function complainAboutUnread(log: string, files: JanusFiles, settings: Settings): void {
  const found = /Error parsing config file at line (\d+): (.*)/.exec(log);
  if (!found) return;
  const [, line = '', words = ''] = found;
  const name = fileBeingRead(log.slice(0, found.index)) ?? 'janus.jcfg';
  const excerpt = withoutSecrets(linesUpTo(Number(line), files[name] ?? ''), settings);
  notYet('file-not-read', {
    expected: {
      en: `Janus can read ${name}. A file with a mistake is ignored as a whole, and Janus goes on with its defaults.`,
      es: `Janus puede leer ${name}. Un archivo con un error se ignora entero, y Janus sigue con sus valores por defecto.`,
    },
    seen: {
      en: `Janus says of ${name}: “${words} at line ${line}”. The mistake is there or just above, or a quote is missing further up:\n${excerpt}`,
      es: `Janus dice de ${name}: «${words} at line ${line}». El error está en esa línea (${line}) o justo encima, o falta una comilla más arriba:\n${excerpt}`,
    },
  });
}

/** A text may go on over lines: where a quote is missing, libconfig notices at the next one. */
const shownLines = 6;

/** The last lines up to this one, each with its number. */
const linesUpTo = (last: number, text: string): string => {
  const first = Math.max(0, last - shownLines);
  const lines = text.split('\n').slice(first, last);
  return lines.map((line, index) => `${first + index + 1}: ${line.trimEnd()}`).join('\n');
};

/** Janus reads a plugin's file when it loads the plugin, and names the file only when it is missing. */
function fileBeingRead(logBefore: string): string | undefined {
  const loaded = [...logBefore.matchAll(/Loading (transport )?plugin 'libjanus_(\w+)\.so'/g)].at(
    -1,
  );
  return loaded && `janus.${loaded[1] ? 'transport' : 'plugin'}.${loaded[2]}.jcfg`;
}

function complainAboutStart(how: 'ended' | 'no-answer', words: string, settings: Settings): never {
  const address = `ws://${settings.janusHost}:${settings.ports.janusWebSocket}`;
  const saying = { en: words && `\nJanus says:\n${words}`, es: words && `\nJanus dice:\n${words}` };
  return notYet('janus-not-there', {
    expected: {
      en: `Janus starts, and answers at ${address} (settings.janusListenAddress, settings.ports.janusWebSocket) to who says settings.secrets.api.`,
      es: `Janus arranca y responde en ${address} (settings.janusListenAddress, settings.ports.janusWebSocket) a quien dice settings.secrets.api.`,
    },
    seen:
      how === 'ended'
        ? { en: `It ended while starting.${saying.en}`, es: `Terminó al arrancar.${saying.es}` }
        : { en: `It gave no answer there.${saying.en}`, es: `No respondió ahí.${saying.es}` },
  });
}

/** Janus warns of much that is as it should be: what is disabled, and files of other plugins. */
const isNoise = /has been disabled|janus\.logger|\.cfg\b|Couldn't find \.jcfg/;
const shownComplaints = 4;

const complaintsIn = (log: string, settings: Settings): string =>
  withoutSecrets(log, settings)
    .split('\n')
    .flatMap((line) => /\[(?:WARN|ERR|FATAL)\] (?:\[[\w./]+:\w+:\d+\] )?(.*)/.exec(line)?.[1] ?? [])
    .filter((words) => !isNoise.test(words))
    .slice(-shownComplaints)
    .join('\n');

const withoutSecrets = (text: string, { secrets }: Settings): string =>
  Object.entries(secrets).reduce(
    (words, [name, secret]) => words.replaceAll(secret, `\${settings.secrets.${name}}`),
    text,
  );

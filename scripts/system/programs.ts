/** Finds the programs of the pipeline, and says whether each is new enough and able enough. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ProgramDescription, type ProgramName, programTable } from './program-table.ts';
import { run } from './run.ts';
import { isAtLeast } from './versions.ts';

export interface FoundProgram {
  state: 'found';
  name: ProgramName;
  /** Absolute path, or what the environment variable says. */
  path: string;
  /** Dotted; `unknown` for FFmpeg builds that carry no release number. */
  version: string;
}

export type ProgramResult =
  | FoundProgram
  /** `variable` is set when an environment variable names a file that is not there. */
  | { state: 'missing'; name: ProgramName; variable?: { name: string; value: string } }
  | { state: 'too-old'; name: ProgramName; path: string; version: string; wanted: string }
  | { state: 'incapable'; name: ProgramName; path: string; version: string; lacks: string[] }
  /** The file is there, but does not run or does not tell its version. */
  | { state: 'unusable'; name: ProgramName; path: string; reason: string };

/** Where daemons live that are not on an ordinary user's PATH. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Finds one program: its environment variable alone if that is set, otherwise (for FFmpeg)
 * ffmpeg-static and then the PATH. The first candidate that serves wins.
 * @returns the found program, or the first candidate's defect, or `missing`.
 */
export async function resolveProgram(
  name: ProgramName,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ProgramResult> {
  const description = programTable[name];
  const { variable } = description;
  const named = variable && environment[variable];
  if (variable && named) {
    if (await isExecutable(named)) return examine(name, description, named);
    return { state: 'missing', name, variable: { name: variable, value: named } };
  }
  const bundled = name === 'ffmpeg' ? ffmpegStatic() : [];
  const installed = description.commands.flatMap((command) => pathsOf(command, environment));
  let firstDefect: ProgramResult | null = null;
  for (const path of await executables([...bundled, ...installed])) {
    const result = await examine(name, description, path);
    if (result.state === 'found') return result;
    // A bundled program that does not serve is as good as none: installing another one mends it.
    if (!bundled.includes(path)) firstDefect ??= result;
  }
  return firstDefect ?? { state: 'missing', name };
}

async function executables(paths: readonly string[]): Promise<string[]> {
  const executable = await Promise.all(paths.map(isExecutable));
  return [...new Set(paths.filter((_, index) => executable[index]))];
}

/** Where a command may lie: in the PATH's folders, then where daemons are. */
function pathsOf(command: string, environment: NodeJS.ProcessEnv): string[] {
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return [...folders, ...systemFolders].map((folder) => join(folder, command));
}

/** True when a command is on the PATH or among the system's daemons. */
export async function isCommand(
  command: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  return (await executables(pathsOf(command, environment))).length > 0;
}

/**
 * ffmpeg-static is optional: it may be absent (then even its types are), or installed without its
 * download (then it exports a path where nothing lies), or null on a platform it does not know.
 */
function ffmpegStatic(): string[] {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof path === 'string' ? [path] : [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return [];
    throw error;
  }
}

async function examine(
  name: ProgramName,
  description: ProgramDescription,
  path: string,
): Promise<ProgramResult> {
  const { versionArguments, versionPattern, minimumVersion, missing } = description;
  // The exit code says nothing: Janus 1.1 prints its version and ends with 1.
  const { output, startError } = await run(path, versionArguments);
  if (startError) return { state: 'unusable', name, path, reason: startError };
  const version = versionPattern.exec(output)?.[1] ?? unnumbered(name, output);
  if (!version) return { state: 'unusable', name, path, reason: firstLine(output) };
  if (minimumVersion && version !== 'unknown' && !isAtLeast(version, minimumVersion)) {
    return { state: 'too-old', name, path, version, wanted: minimumVersion };
  }
  const lacks = (await missing?.(path)) ?? [];
  if (lacks.length > 0) return { state: 'incapable', name, path, version, lacks };
  return { state: 'found', name, path, version };
}

/** An FFmpeg built from git has no release number; what it can do decides. */
const unnumbered = (name: ProgramName, output: string): string | undefined =>
  output.includes(`${name} version `) ? 'unknown' : undefined;

const firstLine = (output: string): string => output.trim().split('\n')[0] ?? '';

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The stages a stack is made of: whose each is, where it lies, and the functions of those that run here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab, StageName } from '../../labs/lab.ts';
import type { ServerStages } from '../../labs/stages.ts';
import { frameGate } from '../../solutions/07-faults/gate.ts';
import { isUntouched } from '../labs/starters.ts';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { returnsWithin, wasStopped } from '../system/returns-within.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { gateDecisionShape } from './relay/gate-decision.ts';
import { StageError } from './stage-error.ts';

export type StageOwner = 'student' | 'solution';

export interface StageSource {
  stage: StageName;
  /** The lab's number, as `npm run lab` takes it. */
  lab: number;
  owner: StageOwner;
  /** Absolute. */
  file: string;
}

export interface Stages {
  /** In the order the media takes them. */
  sources: readonly StageSource[];
  server: ServerStages;
}

/** The same functions, wherever they run: those of a process beside ours answer later. */
export type RunningStages = {
  [Name in keyof ServerStages]: (
    ...args: Parameters<ServerStages[Name]>
  ) => ReturnType<ServerStages[Name]> | Promise<ReturnType<ServerStages[Name]>>;
};

/** What each stage that runs on the server exports. */
const serverFunctions = {
  janus: ['janusConfig'],
  forward: ['forwardRequest', 'sessionDescription'],
  ffmpeg: ['ffmpegArguments'],
  nginx: ['nginxConfig'],
  relay: ['frameGate'],
} as const satisfies Partial<Record<StageName, readonly (keyof ServerStages)[]>>;

type ServerStageName = keyof typeof serverFunctions;
const isServerStage = (stage: StageName): stage is ServerStageName => stage in serverFunctions;

/** The reference, whole. */
export const solutionSources = (): StageSource[] => labs.map((lab) => source(lab, 'solution'));

/**
 * The student's stages.
 * @param options.fill take the solution in place of a file that is still the starter.
 */
export async function studentSources({ fill }: { fill: boolean }): Promise<StageSource[]> {
  return Promise.all(
    labs.map(async (lab) => {
      const own = source(lab, 'student');
      const isFilled = fill && (await isUntouched(lab, await readFile(own.file, 'utf8')));
      return isFilled ? source(lab, 'solution') : own;
    }),
  );
}

/**
 * Loads the stages that run on the server.
 * @throws {StageError} when a file does not load, or lacks a function.
 */
export async function loadStages(sources: readonly StageSource[]): Promise<Stages> {
  const loaded = await Promise.all(
    sources.map((from) => (isServerStage(from.stage) ? loadStage(from, from.stage) : {})),
  );
  return { sources, server: Object.assign({ frameGate }, ...loaded) as ServerStages };
}

/** Where a stage of this stack comes from. */
export function sourceOf({ sources }: Pick<Stages, 'sources'>, stage: StageName): StageSource {
  const found = sources.find((from) => from.stage === stage);
  if (!found) throw new Error(`No stage "${stage}" is in the catalog`);
  return found;
}

function source(lab: Lab, owner: StageOwner): StageSource {
  const root = owner === 'student' ? 'labs' : 'solutions';
  const file = join(repositoryRoot, root, folderOf(lab), lab.file);
  return { stage: lab.stage, lab: lab.number, owner, file };
}

async function loadStage(
  from: StageSource,
  stage: ServerStageName,
): Promise<Partial<ServerStages>> {
  const module = (await import(pathToFileURL(from.file).href).catch((error: unknown) => {
    throw new StageError(from, error);
  })) as Partial<ServerStages>;
  const functions = serverFunctions[stage].map((name) => {
    const stageFunction = module[name];
    if (typeof stageFunction !== 'function')
      throw new StageError(from, new WorkshopError(exportsNoFunction(name)));
    return [name, guarded(from, name, stageFunction as (...args: unknown[]) => unknown)];
  });
  return Object.fromEntries(functions);
}

/** What is followed without anybody else looking at it. Janus, FFmpeg and nginx judge the others' answers. */
const answerShapes: { [Name in keyof ServerStages]?: z.ZodType } = { frameGate: gateDecisionShape };

const exportsNoFunction = (name: string): Text => ({
  en: `it exports no function ${name}`,
  es: `no exporta ninguna función ${name}`,
});

const returnedInstead = (name: string, answer: string, why: string): Text => ({
  en: `${name} returned ${answer}: ${why}`,
  es: `${name} devolvió ${answer}: ${why}`,
});

/** They write a text, or say yes or no: a thousand times what that takes. */
const answerLimitSeconds = 1;

const gaveNoAnswer = (name: string): Text => ({
  en: `${name} gave no answer within ${answerLimitSeconds} s. Is there a loop that never ends?`,
  es: `${name} no dio respuesta en ${answerLimitSeconds} s. ¿Hay un bucle sin fin?`,
});

/** What a stage throws, or answers and cannot be followed, or does not answer, is told as its own. */
const guarded =
  (from: StageSource, name: keyof ServerStages, stageFunction: (...args: unknown[]) => unknown) =>
  (...args: unknown[]): unknown => {
    const work = () => stageFunction(...args);
    try {
      const answer =
        from.owner === 'student' ? returnsWithin(work, answerLimitSeconds * 1_000) : work();
      const read = answerShapes[name]?.safeParse(answer);
      if (!read || read.success) return answer;
      const why = z.prettifyError(read.error).replaceAll(/\s+/g, ' ');
      throw new WorkshopError(returnedInstead(name, JSON.stringify(answer), why));
    } catch (error) {
      throw new StageError(from, wasStopped(error) ? new WorkshopError(gaveNoAnswer(name)) : error);
    }
  };

/** The student's five server stages, each in a process of its own, as a stack calls them. */
import { join } from 'node:path';
import { z } from 'zod';
import { folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab, StageName } from '../../../labs/lab.ts';
import type { RtpForwardRequest } from '../../../labs/stages.ts';
import { NotYet } from '../../labs/not-yet.ts';
import type { Scope } from '../../labs/scope.ts';
import { StudentStage } from '../../labs/student-stage.ts';
import { gateDecisionShape } from '../../stack/relay/gate-decision.ts';
import type { RunningStages } from '../../stack/stages.ts';

export interface StudentStages {
  stages: RunningStages;
  /** The first mistake of a stage that was called: a stack only notes it, and tries again. */
  firstMistake(): NotYet | undefined;
  /** What they printed. */
  output(): string;
}

/** Where the student's file of a stage lies below the submission. */
export function fileOf(submission: string, stage: StageName): string {
  const lab = labs.find((each) => each.stage === stage) as Lab;
  return join(submission, 'labs', folderOf(lab), lab.file);
}

export function startStudentStages(submission: string, scope: Scope): StudentStages {
  let mistake: NotYet | undefined;
  const started: StudentStage[] = [];
  const start = (stage: StageName) => {
    const student = new StudentStage(fileOf(submission, stage));
    scope.defer(() => student.close());
    started.push(student);
    // The gate is asked for every picture, thirty times a second.
    const way = stage === 'relay' ? 'callOften' : 'call';
    return async <T>(name: string, args: readonly unknown[], shape: z.ZodType<T>): Promise<T> => {
      try {
        return await student[way](name, args, shape);
      } catch (error) {
        if (error instanceof NotYet) mistake ??= error;
        throw error;
      }
    };
  };
  const [janus, forward, ffmpeg, nginx, relay] = (
    ['janus', 'forward', 'ffmpeg', 'nginx', 'relay'] as const
  ).map(start) as [Call, Call, Call, Call, Call];
  return {
    stages: {
      janusConfig: (...args) => janus('janusConfig', args, files),
      forwardRequest: async (...args) =>
        (await forward('forwardRequest', args, request)) as unknown as RtpForwardRequest,
      sessionDescription: (...args) => forward('sessionDescription', args, z.string()),
      ffmpegArguments: (...args) => ffmpeg('ffmpegArguments', args, z.array(z.string())),
      nginxConfig: (...args) => nginx('nginxConfig', args, z.string()),
      frameGate: (...args) => relay('frameGate', args, gateDecisionShape),
    },
    firstMistake: () => mistake,
    output: () => started.map(({ output }) => output).join(''),
  };
}

type Call = <T>(name: string, args: readonly unknown[], shape: z.ZodType<T>) => Promise<T>;

/** Names of files, and no ways out of the folder. */
const files = z.record(z.string().regex(/^[\w.-]+\.jcfg$/), z.string());
/** Janus says the rest. */
const request = z.looseObject({ request: z.literal('rtp_forward') });

/** What `npm start` and `npm test` do first: silent and quick when all is well. */
import type { Language, Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { iceAddresses } from '../system/addresses.ts';
import { alreadyRunning } from '../system/already-running.ts';
import type { ProgramName } from '../system/program-table.ts';
import type { FoundProgram } from '../system/programs.ts';
import { type Examination, examine } from './examine.ts';
import type { Finding } from './finding.ts';
import { install, isInteractive, isRoot, notInstalled } from './install.ts';
import { planInstall } from './install-plan.ts';

export interface ReadyOptions {
  purpose: 'start' | 'test' | 'grade' | 'bench';
  portOffset: number;
  language: Language;
  /** Install what is missing without a question. */
  yes?: boolean;
}

type NeededProgram = Exclude<ProgramName, 'ffprobe' | 'chromium'>;

export interface Ready {
  programs: Record<NeededProgram, FoundProgram> & {
    /** Null when missing, which only a `start` allows. */
    ffprobe: FoundProgram | null;
    chromium: FoundProgram | null;
  };
  /** The address Janus will offer first. */
  iceAddress: string;
}

/**
 * Checks this machine and installs what is missing: at once with `yes`, or as root without a
 * terminal; after a question in a terminal. To grade, nothing is installed without one of both words.
 * @returns the programs, so that nobody looks for them twice.
 * @throws {WorkshopError} for the first thing that stands in the way, with what mends it.
 */
export const ensureReady = async (options: ReadyOptions): Promise<Ready> =>
  ready(await ensureMended(options));

/** The same, for those who look for the programs themselves. */
export async function ensureMended(options: ReadyOptions): Promise<Examination> {
  const { purpose, portOffset, language, yes = false } = options;
  let examination = await examine(purpose, portOffset);
  if (purpose === 'start' && examination.supervisor)
    throw alreadyRunning(examination.supervisor.pid);
  const broken = examination.findings.filter(({ state }) => state === 'broken');
  // What apt cannot mend would still stand in the way afterwards.
  throwFirst(broken.filter(({ packages }) => packages.length === 0));
  const plan = planInstall(broken);
  if (plan) {
    // Whoever grades has prepared the machine; that programs change is not to be a side effect.
    const mayInstall = yes || isInteractive() || (isRoot() && purpose !== 'grade');
    if (!mayInstall) throw notInstalled(plan);
    await install(plan, { language, yes });
    examination = await examine(purpose, portOffset);
    throwFirst(examination.findings.filter(({ state }) => state === 'broken'));
  }
  return examination;
}

function throwFirst(broken: readonly Finding[]): void {
  const [first, ...others] = broken;
  if (!first) return;
  throw new WorkshopError(first.finding, withOthers(first.remedy, others.length));
}

function withOthers(remedy: Text | null, others: number): Text | undefined {
  if (others === 0 || !remedy) return remedy ?? undefined;
  return {
    en: `${remedy.en}\n  → ${others} more to mend: npm run doctor`,
    es: `${remedy.es}\n  → ${others} más por arreglar: npm run doctor`,
  };
}

function ready({ programs }: Examination): Ready {
  const [iceAddress] = iceAddresses();
  if (!iceAddress) throw new Error('The check of the ICE address passed without an address.');
  return {
    programs: {
      janus: found(programs.janus),
      nginx: found(programs.nginx),
      ffmpeg: found(programs.ffmpeg),
      setpriv: found(programs.setpriv),
      ffprobe: programs.ffprobe.state === 'found' ? programs.ffprobe : null,
      chromium: programs.chromium.state === 'found' ? programs.chromium : null,
    },
    iceAddress: iceAddress.address,
  };
}

function found(result: Examination['programs'][ProgramName]): FoundProgram {
  if (result.state !== 'found') throw new Error(`The check of ${result.name} passed without it.`);
  return result;
}

/** Are the programs there, new enough and able enough? */
import type { Text } from '../language/text.ts';
import { type ProgramName, programNames, programTable } from '../system/program-table.ts';
import { type ProgramResult, resolveProgram } from '../system/programs.ts';
import { command, type Finding, ok, type Purpose } from './finding.ts';

interface Presentation {
  title: string;
  /** The Debian package that brings it. */
  package: string;
  /** Only `npm test` and some labs use it; a stack runs without. */
  testsOnly: boolean;
}

const presentations: Readonly<Record<ProgramName, Presentation>> = {
  janus: { title: 'Janus', package: 'janus', testsOnly: false },
  nginx: { title: 'nginx', package: 'nginx', testsOnly: false },
  ffmpeg: { title: 'FFmpeg', package: 'ffmpeg', testsOnly: false },
  ffprobe: { title: 'ffprobe', package: 'ffmpeg', testsOnly: true },
  chromium: { title: 'Chromium', package: 'chromium', testsOnly: true },
  setpriv: { title: 'setpriv', package: 'util-linux', testsOnly: false },
};

export type ProgramResults = Readonly<Record<ProgramName, ProgramResult>>;

/** Looks for every program at once. */
export async function resolvePrograms(): Promise<ProgramResults> {
  const entries = await Promise.all(
    programNames.map(async (name) => [name, await resolveProgram(name)] as const),
  );
  return Object.fromEntries(entries) as ProgramResults;
}

export const programFindings = (results: ProgramResults, purpose: Purpose): Finding[] =>
  programNames.map((name) => programFinding(results[name], purpose));

/** What stands in the way of one program's use, and what mends it. */
export function programFinding(result: ProgramResult, purpose: Purpose): Finding {
  const { title, package: packageName, testsOnly } = presentations[result.name];
  if (result.state === 'found') {
    return ok(result.name, command(`${title} ${result.version} (${result.path})`));
  }
  const { found, remedy } = programDefect(result);
  return {
    id: result.name,
    state: testsOnly && !['test', 'grade', 'bench'].includes(purpose) ? 'warning' : 'broken',
    finding: testsOnly ? forTestsOnly(found) : found,
    remedy,
    packages: isInstallable(result) ? [packageName] : [],
  };
}

/** What is wrong with a program, and what mends it. */
export function programDefect(result: UnfitProgram): { found: Text; remedy: Text } {
  const { title } = presentations[result.name];
  return {
    found: describe(title, result),
    remedy: isInstallable(result)
      ? command('npm run doctor -- --install')
      : remedyFor(title, result),
  };
}

type UnfitProgram = Exclude<ProgramResult, { state: 'found' }>;

const isInstallable = (result: UnfitProgram): boolean =>
  result.state === 'missing' && !result.variable;

function describe(title: string, result: UnfitProgram): Text {
  switch (result.state) {
    case 'missing':
      return result.variable
        ? {
            en: `${result.variable.name} names ${result.variable.value}, but no program is there.`,
            es: `${result.variable.name} apunta a ${result.variable.value}, pero ahí no hay ningún programa.`,
          }
        : { en: `${title} is missing.`, es: `Falta ${title}.` };
    case 'too-old':
      return {
        en: `${title} ${result.version} (${result.path}) is too old: ${result.wanted} or newer is needed.`,
        es: `${title} ${result.version} (${result.path}) es muy antiguo: hace falta ${result.wanted} o más nuevo.`,
      };
    case 'incapable':
      return {
        en: `${title} ${result.version} (${result.path}) was built without ${result.lacks.join(', ')}.`,
        es: `${title} ${result.version} (${result.path}) se compiló sin ${result.lacks.join(', ')}.`,
      };
    case 'unusable':
      return {
        en: `${title} (${result.path}) does not run: ${result.reason || 'it tells no version'}.`,
        es: `${title} (${result.path}) no funciona: ${result.reason || 'no dice su versión'}.`,
      };
  }
}

const forTestsOnly = (text: Text): Text => ({
  en: `${text.en} Only npm test and some labs need it.`,
  es: `${text.es} Solo lo necesitan npm test y algunos laboratorios.`,
});

function remedyFor(title: string, { name }: ProgramResult): Text {
  const { variable } = programTable[name];
  if (variable && process.env[variable]) {
    return {
      en: `Correct ${variable}, or leave it out with: unset ${variable}`,
      es: `Corrige ${variable}, o quítala con: unset ${variable}`,
    };
  }
  return {
    en: `Use Debian 12 or Ubuntu 24.04, whose ${title} suits; here, run the workshop in a Debian 12 container with Node.js 20 (Docker).`,
    es: `Usa Debian 12 o Ubuntu 24.04, cuyo ${title} sirve; aquí, corre el taller en un contenedor de Debian 12 con Node.js 20 (Docker).`,
  };
}

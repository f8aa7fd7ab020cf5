/** Installs what is missing, with the reader's consent. */
import { createInterface } from 'node:readline/promises';
import { $ } from 'zx/core';
import type { Language, Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { isCommand } from '../system/programs.ts';
import { command } from './finding.ts';
import { type InstallPlan, isDebianOrUbuntu } from './install-plan.ts';

export interface Consent {
  language: Language;
  /** True: no question is asked. */
  yes: boolean;
}

export const isRoot = (): boolean => process.getuid?.() === 0;
export const isInteractive = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

/**
 * Shows the commands, asks in a terminal, and runs them as root or with sudo. Everything goes to
 * standard error, so that a program's own output stays clean.
 * @throws {WorkshopError} when this is not Debian or Ubuntu, when the reader says no, when there
 *   is no way to become root, or when a command fails.
 */
export async function install(plan: InstallPlan, { language, yes }: Consent): Promise<void> {
  if (!canInstall(plan)) throw notDebian(plan);
  const shell = ['sh', '-c', plan.script];
  const [program, ...args] = isRoot()
    ? shell
    : ['sudo', ...(isInteractive() ? [] : ['-n']), ...shell];
  if (!program || !(await isCommand(program))) throw noSudo(plan);
  process.stderr.write(`${announcement(plan)[language]}\n\n${indent(plan.script)}\n\n`);
  if (!yes && isInteractive() && !(await agrees(language))) throw declined(plan);
  const shown = $({ nothrow: true, stdio: ['inherit', process.stderr, process.stderr] });
  const { exitCode } = await shown`${[program, ...args]}`;
  if (exitCode !== 0) throw failed(plan, exitCode);
}

/** Enter means yes; Ctrl-C and Ctrl-D mean no. */
async function agrees(language: Language): Promise<boolean> {
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const abort = new AbortController();
  questions.once('SIGINT', () => abort.abort());
  questions.once('close', () => abort.abort());
  try {
    const answer = await questions.question(question[language], { signal: abort.signal });
    return /^(y|yes|s|si|sí)?$/i.test(answer.trim());
  } catch {
    process.stderr.write('\n');
    return false;
  } finally {
    questions.close();
  }
}

const question: Text = { en: 'Run them now? [Y/n] ', es: '¿Los corro ahora? [S/n] ' };

const indent = (script: string): string => script.replaceAll(/^/gm, '    ');

const announcement = ({ missing }: InstallPlan): Text =>
  isRoot()
    ? {
        en: `Missing here: ${missing.en}. These commands install what is missing:`,
        es: `Aquí falta: ${missing.es}. Estos comandos instalan lo que falta:`,
      }
    : {
        en: `Missing here: ${missing.en}. These commands, run with sudo, install what is missing:`,
        es: `Aquí falta: ${missing.es}. Estos comandos, con sudo, instalan lo que falta:`,
      };

const missingHere = ({ missing }: InstallPlan): Text => ({
  en: `Missing here: ${missing.en}.`,
  es: `Aquí falta: ${missing.es}.`,
});

const notDebian = (plan: InstallPlan) =>
  new WorkshopError(missingHere(plan), {
    en: 'This can be installed for you on Debian and Ubuntu only; here, run the workshop in a Debian 12 container with Node.js 20 (Docker).',
    es: 'Solo en Debian y Ubuntu puedo instalarlo por ti; aquí, corre el taller en un contenedor de Debian 12 con Node.js 20 (Docker).',
  });

const noSudo = (plan: InstallPlan) =>
  new WorkshopError(missingHere(plan), {
    en: 'There is no sudo here; as root, run: npm run doctor -- --install',
    es: 'Aquí no hay sudo; como root, corre: npm run doctor -- --install',
  });

const declined = (plan: InstallPlan) =>
  new WorkshopError(missingHere(plan), command('npm run doctor -- --install'));

const failed = (plan: InstallPlan, exitCode: number | null) =>
  new WorkshopError(
    {
      en: `The installation of ${plan.missing.en} failed with exit code ${exitCode}; the reason stands above.`,
      es: `La instalación de ${plan.missing.es} falló con código ${exitCode}; el motivo está más arriba.`,
    },
    {
      en: `Mend that and run it again: npm run doctor -- --install`,
      es: `Corrígelo y vuelve a correr: npm run doctor -- --install`,
    },
  );

export const notInstalled = (plan: InstallPlan) =>
  canInstall(plan) ? declined(plan) : notDebian(plan);

/** A virtual interface can be made on any Linux; packages come from apt. */
const canInstall = ({ packages }: InstallPlan): boolean =>
  packages.length === 0 || isDebianOrUbuntu();

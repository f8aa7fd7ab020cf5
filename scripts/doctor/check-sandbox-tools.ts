/** Are the programs there that make a sandbox for each submission? Only grading, and its tests, ask for them. */
import { isCommand } from '../system/programs.ts';
import { command, type Finding, ok } from './finding.ts';
import { isInteractive, isRoot } from './install.ts';
import { isDebianOrUbuntu } from './install-plan.ts';

/** By the command, the Debian package that brings it. */
const tools = { bwrap: 'bubblewrap', ip: 'iproute2' } as const;

/** Where they cannot be had, submissions are graded all the same, and the report says how. */
export async function checkSandboxTools(): Promise<Finding> {
  const missing: string[] = [];
  for (const [name, packageName] of Object.entries(tools)) {
    if (!(await isCommand(name))) missing.push(packageName);
  }
  const list = missing.join(', ');
  if (missing.length === 0) return ok('sandbox', command('bubblewrap, iproute2'));
  const isInstallable = isDebianOrUbuntu() && (isRoot() || isInteractive());
  return {
    id: 'sandbox',
    state: isInstallable ? 'broken' : 'warning',
    finding: {
      en: `Without ${list} submissions get no sandbox of their own.`,
      es: `Sin ${list} las entregas no tienen su propio entorno aislado.`,
    },
    remedy: command(`sudo apt-get install ${missing.join(' ')}`),
    packages: missing,
  };
}

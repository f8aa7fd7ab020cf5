/** Opens a lab's page: on the site while the workshop runs, and its text otherwise. */
import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { folderOf } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { basePorts } from '../../../labs/settings.ts';
import type { Language } from '../../language/text.ts';
import { portOffsetFromEnvironment, repositoryRoot } from '../../system/work-directory.ts';
import { pageFile } from '../lab-layout.ts';

const answerLimitMilliseconds = 500;

/** @returns what was opened, as the student may open it too: an address, or a path in the project. */
export async function openLabPage(lab: Lab, language: Language): Promise<string> {
  const address = addressOf(lab, language);
  const isServed = await fetch(address, { signal: AbortSignal.timeout(answerLimitMilliseconds) })
    .then(({ ok }) => ok)
    .catch(() => false);
  const file = pageFile(lab, language);
  openOnDesktop(isServed ? address : file);
  return isServed ? address : relative(repositoryRoot, file);
}

function addressOf(lab: Lab, language: Language): string {
  const port = basePorts.site + portOffsetFromEnvironment();
  const root = language === 'en' ? '' : `/${language}`;
  return `http://localhost:${port}${root}/labs/${folderOf(lab)}.html`;
}

/** Only where there is a desktop: without one, xdg-open would look for a browser in the terminal. */
function openOnDesktop(target: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const command =
    process.platform === 'darwin' ? 'open' : DISPLAY || WAYLAND_DISPLAY ? 'xdg-open' : null;
  if (!command) return;
  const opener = spawn(command, [target], { detached: true, stdio: 'ignore' });
  // Where there is no such program, what stands on the screen must do.
  opener.on('error', () => {});
  opener.unref();
}

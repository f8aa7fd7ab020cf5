/** Opens a file in the reader's editor. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkshopError } from '../../language/workshop-error.ts';
import { settlesWithin } from '../../system/settles-within.ts';
import { tsxArguments } from '../../system/tsx-process.ts';
import type { EditorFailure } from './editor-process.ts';

const editorFile = fileURLToPath(new URL('editor-process.ts', import.meta.url));

/** An editor that is there after this has not failed. */
const patienceMilliseconds = 3_000;

/**
 * @param file absolute.
 * @throws {WorkshopError} when there is no editor, or it does not open.
 */
export async function openInEditor(file: string): Promise<void> {
  const child = spawn(process.execPath, [...tsxArguments, editorFile, file], {
    // The editor stays when the workshop ends, and gets no Ctrl-C that is meant for it.
    detached: true,
    // Editors for terminals end at once without one.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: withoutTerminalEditors(process.env),
  });
  let failure: EditorFailure | undefined;
  const over = new Promise<void>((resolve) => {
    child.once('message', (message: EditorFailure) => {
      failure = message;
      resolve();
    });
    child.once('error', ({ message }) => {
      failure = { reason: message };
      resolve();
    });
    // It ends with the editor, or with the editor's messenger.
    child.once('exit', () => resolve());
  });
  await settlesWithin(over, patienceMilliseconds);
  if (child.connected) child.disconnect();
  child.unref();
  if (failure) throw noEditor(failure.reason);
}

const terminalEditors = /^(n?vim?|view|nano|pico|micro|emacs|hx|joe|ed)$/;

/** npm tells every script `EDITOR=vi`. There is no terminal here in which that would be seen. */
function withoutTerminalEditors(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isSeen = ([name, value = '']: [string, string | undefined]) =>
    !['EDITOR', 'VISUAL'].includes(name) || !terminalEditors.test(basename(value));
  return Object.fromEntries(Object.entries(environment).filter(isSeen));
}

const noEditor = (reason: string | null): WorkshopError =>
  new WorkshopError(
    reason === null
      ? {
          en: 'No editor was found to open the file with.',
          es: 'No se encontró un editor para abrir el archivo.',
        }
      : {
          en: `The editor did not open: ${reason}`,
          es: `El editor no se abrió: ${reason}`,
        },
    {
      en: 'Choose one when you start the workshop: LAUNCH_EDITOR=code npm start',
      es: 'Elige uno al iniciar el taller: LAUNCH_EDITOR=code npm start',
    },
  );

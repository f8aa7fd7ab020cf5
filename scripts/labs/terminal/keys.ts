/** Reads single keys from the terminal. */
import { emitKeypressEvents } from 'node:readline';

/** A letter as it was typed, in lower case, or what Node calls the key (`up`, `pagedown`, `return`). */
export type Key = 'interrupt' | 'up' | 'down' | 'pageup' | 'pagedown' | (string & {});

interface Keypress {
  name?: string;
  ctrl?: boolean;
}

/** @returns how to stop; the terminal is then as it was before. */
export function readKeys(onKey: (key: Key) => void): () => void {
  const { stdin } = process;
  const onKeypress = (text: string | undefined, { name, ctrl }: Keypress) => {
    if (ctrl && name === 'c') onKey('interrupt');
    else onKey(name === 'space' ? 'pagedown' : (name ?? text ?? ''));
  };
  const restore = () => stdin.setRawMode(false);
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on('keypress', onKeypress);
  stdin.resume();
  process.once('exit', restore);
  return () => {
    process.off('exit', restore);
    stdin.off('keypress', onKeypress);
    restore();
    stdin.pause();
  };
}

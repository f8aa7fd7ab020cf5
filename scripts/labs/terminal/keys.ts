/** Reads single keys from the terminal. */

export type Key = 'interrupt' | 'up' | 'down' | 'page-up' | 'page-down' | 'escape' | (string & {});

const named: Readonly<Record<string, Key>> = {
  '\u0003': 'interrupt',
  '\u001b': 'escape',
  '\u001b[A': 'up',
  '\u001b[B': 'down',
  '\u001bOA': 'up',
  '\u001bOB': 'down',
  '\u001b[5~': 'page-up',
  '\u001b[6~': 'page-down',
  ' ': 'page-down',
};

/** @returns how to stop; the terminal is then as it was before. */
export function readKeys(onKey: (key: Key) => void): () => void {
  const { stdin } = process;
  const onData = (text: string) => {
    // A key with a name comes as one piece; letters may come many at once.
    const pieces = text.startsWith('\u001b') ? [text] : [...text];
    for (const piece of pieces) onKey(named[piece] ?? piece.toLowerCase());
  };
  const restore = () => stdin.setRawMode(false);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', onData);
  stdin.resume();
  process.once('exit', restore);
  return () => {
    process.off('exit', restore);
    stdin.off('data', onData);
    restore();
    stdin.pause();
  };
}

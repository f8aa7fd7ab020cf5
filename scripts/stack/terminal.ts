/** What `npm start` shows: where things are, and one line that follows the state of the stream. */
import { createLogUpdate } from 'log-update';
import { isOpenToNetwork } from '../../labs/settings.ts';
import { paint } from '../language/paint.ts';
import type { Language } from '../language/text.ts';
import { iceAddresses } from '../system/addresses.ts';
import type { Stack } from './stack.ts';
import { hopIds, type Status } from './status.ts';

const marks = {
  ok: paint('green', '●'),
  waiting: paint('yellow', '○'),
  broken: paint('red', '✖'),
};

export interface StackTerminal {
  /** Says that the stack is being taken down, and writes no more. */
  stopping(): void;
}

/** Prints the addresses, then keeps one line up to date: in place in a terminal, on change elsewhere. */
export function showStack(stack: Stack, language: Language): StackTerminal {
  const { addresses, profile } = stack.status.current();
  const say = (en: string, es: string) => ({ en, es })[language];
  const rows = [
    [say('Site', 'Sitio'), addresses.site],
    [say('Publish', 'Emitir'), addresses.publisher],
    [say('Watch', 'Mirar'), addresses.viewer],
    [say('Playlist', 'Lista'), addresses.playlist],
    ...networkRows(stack, say),
  ];
  const width = Math.max(...rows.map(([label = '']) => label.length)) + 2;
  const { segmentSeconds } = stack.settings.profile;
  const title = say(
    `The workshop is running, in segments of ${segmentSeconds} s (${profile}).`,
    `El taller está en marcha, en segmentos de ${segmentSeconds} s (${profile}).`,
  );
  const lines = rows.map(([label = '', value = '']) => `  ${label.padEnd(width)}${value}`);
  process.stdout.write(`\n${paint('bold', title)}\n\n${lines.join('\n')}\n\n`);
  process.stdout.write(
    `  ${say('Ctrl-C stops everything. More in another terminal: npm run status', 'Ctrl-C lo detiene todo. Más, en otra terminal: npm run status')}\n\n`,
  );
  const follow = process.stdout.isTTY ? inPlace() : onChange();
  const show = (status: Status) => follow.show(statusLine(status, language));
  show(stack.status.current());
  const unsubscribe = stack.status.subscribe(show);
  return {
    stopping() {
      unsubscribe();
      follow.done();
      process.stdout.write(`  ${say('Stopping …', 'Deteniendo …')}\n`);
    },
  };
}

/** One mark per hop, in the order the media takes them, and the verdict. */
function statusLine({ hops, verdict }: Status, language: Language): string {
  const chain = hopIds.map((id) => `${marks[hops[id].state]} ${id}`).join('  ');
  return `  ${chain}\n  ${verdict.sentence[language]}`;
}

function networkRows(stack: Stack, say: (en: string, es: string) => string): string[][] {
  const { settings } = stack;
  if (!isOpenToNetwork(settings)) return [];
  const { listenAddress, ports, secrets } = settings;
  const host =
    listenAddress === '0.0.0.0' ? (iceAddresses()[0]?.address ?? listenAddress) : listenAddress;
  return [
    [say('From other machines', 'Desde otras máquinas'), `http://${host}:${ports.site}`],
    // The pin is the one secret that is meant for people: whoever has it may publish.
    [say('Pin for publishing', 'Pin para emitir'), secrets.pin],
  ];
}

function inPlace() {
  const update = createLogUpdate(process.stdout);
  return { show: (text: string) => update(`${text}\n`), done: () => update.done() };
}

/** In a log, a line that says the same again says nothing. */
function onChange() {
  let last = '';
  return {
    show(text: string) {
      if (text !== last) process.stdout.write(`${text}\n`);
      last = text;
    },
    done() {},
  };
}

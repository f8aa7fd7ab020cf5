/** What `npm start` shows: where things are, and one line that follows the state of the stream. */
import { createLogUpdate } from 'log-update';
import { isOpenToNetwork } from '../../labs/settings.ts';
import { paint } from '../language/paint.ts';
import type { Language } from '../language/text.ts';
import { wrapItems } from '../language/wrap.ts';
import { hopNames } from '../probes/hop-names.ts';
import { hopMarks, verdictMark } from '../probes/marks.ts';
import { iceAddresses } from '../system/addresses.ts';
import type { Stack } from './stack.ts';
import { hopIds, type Status } from './status.ts';

export interface StackTerminal {
  /** Says that the stack is being taken down, and writes no more. */
  stopping(): void;
}

/** What is shown; of a stack in containers no journal is to be had. */
export type ShownStack = Pick<Stack, 'settings'> & {
  status: Pick<Stack['status'], 'current' | 'subscribe'>;
  journal?: Stack['journal'];
  /** How other machines come in, where that is not by the settings' own ports. */
  classroom?: { address: string; playlist: string; pin: string };
};

/** Prints the addresses, then keeps one line up to date: in place in a terminal, on change elsewhere. */
export function showStack(stack: ShownStack, language: Language): StackTerminal {
  const { addresses, profile } = stack.status.current();
  const say = (en: string, es: string) => ({ en, es })[language];
  const rows = [
    [say('Site', 'Sitio'), addresses.site + say('', '/es/')],
    [say('Publish', 'Emitir'), addresses.publisher],
    [say('Watch', 'Mirar'), addresses.viewer],
    [say('Playlist', 'Lista'), addresses.playlist],
    ...classroomRows(stack, say),
    ...networkRows(stack, say),
    ...stageRows(stack, say),
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
  const show = (status: Status) => follow.show(statusLines(status, language));
  show(stack.status.current());
  const unsubscribes = [
    stack.status.subscribe(show),
    // What happened stays on the screen; the line below it only says how things are now.
    stack.journal?.subscribe((text) => follow.tell(`  ${clockTime()}  ${text[language]}`)),
  ];
  return {
    stopping() {
      for (const unsubscribe of unsubscribes) unsubscribe?.();
      follow.done();
      process.stdout.write(`  ${say('Stopping…', 'Deteniendo…')}\n`);
    },
  };
}

/** One mark per hop, in the order the media takes them, and the verdict. */
function statusLines(status: Status, language: Language): string {
  const columns = (process.stdout.columns ?? 100) - 3;
  const hops = hopIds.map((id) => `${hopMarks[status.hops[id].state]} ${hopNames[id][language]}`);
  const sentence = `${verdictMark(status)} ${status.verdict.sentence[language]}`;
  const lines = [
    ...wrapItems(hops, '  ', columns),
    ...wrapItems(sentence.split(' '), ' ', columns),
  ];
  return lines.map((line) => `  ${line}`).join('\n');
}

const clockTime = (): string => new Date().toTimeString().slice(0, 8);

/** Who runs other stages than the reference's is told whose each is. */
function stageRows(stack: ShownStack, say: (en: string, es: string) => string): string[][] {
  const { stages } = stack.status.current();
  if (stages.every(({ owner }) => owner === 'solution')) return [];
  return stages.map(({ file, owner }, index) => [
    index === 0 ? say('Stages', 'Etapas') : '',
    owner === 'student' ? `${file}  ${paint('bold', say('yours', 'tuya'))}` : file,
  ]);
}

function classroomRows(
  { classroom }: ShownStack,
  say: (en: string, es: string) => string,
): string[][] {
  if (!classroom) return [];
  return [
    [say('From other machines', 'Desde otras máquinas'), classroom.address + say('', '/es/')],
    [say('Theirs in VLC', 'Allí, en VLC'), classroom.playlist],
    [say('PIN for publishing', 'PIN para emitir'), classroom.pin],
  ];
}

function networkRows(stack: ShownStack, say: (en: string, es: string) => string): string[][] {
  const { settings } = stack;
  if (!isOpenToNetwork(settings)) return [];
  const { listenAddress, ports, secrets } = settings;
  const host =
    listenAddress === '0.0.0.0' ? (iceAddresses()[0]?.address ?? listenAddress) : listenAddress;
  return [
    [say('From other machines', 'Desde otras máquinas'), `http://${host}:${ports.site}`],
    // The pin is the one secret that is meant for people: whoever has it may publish.
    [
      say('PIN for publishing', 'PIN para emitir'),
      `${secrets.pin} ${say('(from other machines browsers want https for the camera)', '(desde otras máquinas el navegador exige https para usar la cámara)')}`,
    ],
  ];
}

interface Follower {
  /** How things are now. */
  show(text: string): void;
  /** Something that happened. */
  tell(line: string): void;
  done(): void;
}

function inPlace(): Follower {
  const update = createLogUpdate(process.stdout);
  let shown = '';
  const show = (text: string) => {
    shown = text;
    update(`${text}\n`);
  };
  return {
    show,
    tell(line) {
      update.clear();
      process.stdout.write(`${line}\n`);
      show(shown);
    },
    done: () => update.done(),
  };
}

/** In a file, a line that says the same again says nothing. */
function onChange(): Follower {
  let last = '';
  return {
    show(text) {
      if (text !== last) process.stdout.write(`${text}\n`);
      last = text;
    },
    tell: (line) => process.stdout.write(`${line}\n`),
    done() {},
  };
}

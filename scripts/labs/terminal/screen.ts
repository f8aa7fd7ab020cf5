/** A terminal drawn in place, and put back as it was found. */
import { stripVTControlCharacters } from 'node:util';

const control = '\u001b[';
/** xterm's control sequences (ctlseqs): the other screen, no cursor, no automatic line break. */
const enter = `${control}?1049h${control}?25l${control}?7l`;
const leave = `${control}?7h${control}?25h${control}?1049l`;
const home = `${control}H`;
const eraseRest = `${control}K`;
const eraseBelow = `${control}J`;

export class Screen {
  #isOpen = false;
  readonly #draw: () => void;

  /** @param draw called when the terminal has another size. */
  constructor(draw: () => void) {
    this.#draw = draw;
  }

  get columns(): number {
    return process.stdout.columns || 80;
  }

  get rows(): number {
    return process.stdout.rows || 24;
  }

  open(): void {
    this.#isOpen = true;
    process.stdout.write(enter);
    process.stdout.on('resize', this.#draw);
    // Also when we end in a way that nobody foresaw.
    process.once('exit', this.close);
    // Before the error is written, so that it can be read.
    process.once('uncaughtExceptionMonitor', this.close);
  }

  /** One write over what stands there: nothing is erased before it is written anew, so nothing flickers. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    const shown = lines.slice(0, this.rows).map((line) => {
      // Behind a full line the cursor stands on its last character, which must stay.
      const isFull = stripVTControlCharacters(line).length >= this.columns;
      return isFull ? line : `${line}${eraseRest}`;
    });
    process.stdout.write(`${home}${shown.join('\r\n')}${eraseBelow}`);
  }

  /** Idempotent. */
  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    process.stdout.off('resize', this.#draw);
    process.off('exit', this.close);
    process.off('uncaughtExceptionMonitor', this.close);
    process.stdout.write(leave);
  };
}

export interface Page {
  head: readonly string[];
  /** The part that scrolls where it is too long. */
  body: readonly string[];
  /** Stands at the bottom of the screen. */
  foot: readonly string[];
}

/**
 * Fits a page to the height of the screen.
 * @param scroll lines of the body above the screen; limited to what there is.
 * @param more says how many lines of the body are below.
 */
export function fitPage(
  { head, body, foot }: Page,
  rows: number,
  scroll: number,
  more: (count: number) => string,
): { lines: string[]; scroll: number } {
  const room = Math.max(rows - head.length - foot.length, 2);
  if (body.length <= room) {
    const space = Array.from({ length: room - body.length }, () => '');
    return { lines: [...head, ...body, ...space, ...foot], scroll: 0 };
  }
  const limited = Math.max(0, Math.min(scroll, body.length - room + 1));
  const shown = body.slice(limited, limited + room - 1);
  const below = body.length - limited - shown.length;
  return { lines: [...head, ...shown, more(below), ...foot], scroll: limited };
}

/** What was wrong with playback, from its first sign until the picture moves again. */
import type { Text } from '../../language/text.ts';
import { resumedText } from './texts.ts';

export type TroubleCause = 'stalled' | 'network' | 'media';

/** What the page says of it, and how much was skipped, which is known once the player is at its place again. */
export interface Told {
  text: Text;
  withSkipped(latencySeconds: number | null): Text;
}

export class Trouble {
  #cause: TroubleCause | null = null;
  #beganAt = 0;
  /** When the picture stood still; null: it was not seen to. */
  #frozenAt: number | null = null;
  /** Seconds behind the live edge when it began; null: not known. */
  #latencySeconds: number | null = null;

  /** A stall that turns out to be more is told as that. */
  notice(cause: TroubleCause, latencySeconds: number | null): void {
    if (this.#cause === null) {
      this.#beganAt = performance.now();
      this.#latencySeconds = latencySeconds;
    }
    if (this.#cause === null || cause !== 'stalled') this.#cause = cause;
    if (cause === 'stalled') this.#frozenAt ??= performance.now();
  }

  forget(): void {
    this.#cause = null;
    this.#frozenAt = null;
  }

  /** The picture moves again. @returns what happened, once; null when nothing did. */
  over(): Told | null {
    const cause = this.#cause;
    if (cause === null) return null;
    const now = performance.now();
    const lastedSeconds = (now - this.#beganAt) / 1_000;
    const frozenSeconds = this.#frozenAt === null ? null : (now - this.#frozenAt) / 1_000;
    const before = this.#latencySeconds;
    this.forget();
    return {
      text: resumedText(cause, lastedSeconds, 0),
      // Who stood still, and is as near to the live edge as before, has not seen what came meanwhile.
      withSkipped: (after) =>
        resumedText(
          cause,
          lastedSeconds,
          frozenSeconds === null || before === null || after === null
            ? 0
            : frozenSeconds - (after - before),
        ),
    };
  }
}

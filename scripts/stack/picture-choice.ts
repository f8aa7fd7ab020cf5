/**
 * `--video auto`: copies the picture while the ingest is healthy, and has it encoded while it is not.
 * A wound that no repair healed costs viewers of a copy a freeze; FFmpeg that decodes hides it.
 */
import type { PictureTreatment } from '../../labs/stages.ts';

/** One wound may be an accident. */
const woundsToEncode = 2;
const woundMemoryMilliseconds = 20_000;
/** Longer than the memory: who goes back and forth has a discontinuity each time. */
const healthyMilliseconds = 30_000;

export class PictureChoice {
  readonly #wounds: number[] = [];
  #seen = 0;
  #treatment: PictureTreatment = 'copy';

  /**
   * @param wounds how many holes in the picture's packets have stayed since the session began.
   * @param now in ms of `performance.now()`.
   * @returns what the picture should be from now on.
   */
  look(wounds: number, now: number): PictureTreatment {
    for (; this.#seen < wounds; this.#seen += 1) this.#wounds.push(now);
    while (now - (this.#wounds[0] ?? now) > healthyMilliseconds) this.#wounds.shift();
    const recent = this.#wounds.filter((at) => now - at < woundMemoryMilliseconds).length;
    if (recent >= woundsToEncode) this.#treatment = 'encode';
    else if (this.#wounds.length === 0) this.#treatment = 'copy';
    return this.#treatment;
  }
}

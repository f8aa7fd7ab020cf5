/** Tells a picture that carries no clock from one whose clock cannot be read at the moment. */

/** A player that goes on after a break may show a torn picture first. */
const searchMilliseconds = 4_000;

export class ClockSearch {
  /** Since when the picture has moved without a clock; null while it does not. */
  #movesSince: number | null = null;
  #isInVain = false;

  /**
   * @param now in ms.
   * @returns whether the picture has moved long enough without a clock. A later break does not change
   * that: only a clock does.
   */
  isInVain(hasClock: boolean, isMoving: boolean, now = performance.now()): boolean {
    if (hasClock) this.#isInVain = false;
    this.#movesSince = hasClock || !isMoving ? null : (this.#movesSince ?? now);
    if (this.#movesSince !== null && now - this.#movesSince >= searchMilliseconds) {
      this.#isInVain = true;
    }
    return this.#isInVain;
  }
}

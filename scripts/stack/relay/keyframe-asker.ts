/**
 * Asks for a keyframe as often as makes sense. Each request makes the publisher begin another one, and a
 * browser drops what it has not sent yet of the one before: on a narrow line, who asks too often never
 * gets a whole one. So the pauses grow until one has come.
 */
const firstPauseMilliseconds = 300;
const longestPauseMilliseconds = 2_400;

export class KeyframeAsker {
  readonly #send: () => void;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isAsking = false;
  #pauseMilliseconds = firstPauseMilliseconds;

  /** @param send sends one request. */
  constructor(send: () => void) {
    this.#send = send;
  }

  ask(now = performance.now()): void {
    if (now - this.#askedAt < this.#pauseMilliseconds) return;
    if (this.#isAsking) {
      this.#pauseMilliseconds = Math.min(2 * this.#pauseMilliseconds, longestPauseMilliseconds);
    }
    this.#isAsking = true;
    this.#askedAt = now;
    this.#send();
  }

  /** A whole keyframe has come. */
  answered(): void {
    this.#isAsking = false;
    this.#pauseMilliseconds = firstPauseMilliseconds;
  }
}

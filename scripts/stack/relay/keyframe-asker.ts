/** Asks for a keyframe as often as makes sense: an encoder answers one request at a time. */
const repeatMilliseconds = 300;

export class KeyframeAsker {
  readonly #send: () => void;
  #askedAt = Number.NEGATIVE_INFINITY;

  /** @param send sends one request. */
  constructor(send: () => void) {
    this.#send = send;
  }

  ask(now = performance.now()): void {
    if (now - this.#askedAt < repeatMilliseconds) return;
    this.#askedAt = now;
    this.#send();
  }
}

import type { RoomListener } from '../janus/video-room.ts';

/** Who else publishes in the room. Participants that only watch never appear here. */
export class OtherPublishers implements RoomListener {
  readonly #ids = new Set<number>();
  #waiting: { forSome: boolean; resolve(): void }[] = [];

  published({ id }: { id: number }): void {
    this.#ids.add(id);
    this.#wake();
  }

  unpublished(id: number): void {
    this.#ids.delete(id);
    this.#wake();
  }

  /** Resolves as soon as somebody else publishes. */
  some(): Promise<void> {
    return this.#until(true);
  }

  /** Resolves as soon as nobody else publishes. */
  none(): Promise<void> {
    return this.#until(false);
  }

  #until(forSome: boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ forSome, resolve });
      this.#wake();
    });
  }

  #wake(): void {
    const isSome = this.#ids.size > 0;
    for (const { forSome, resolve } of this.#waiting) if (forSome === isSome) resolve();
    this.#waiting = this.#waiting.filter(({ forSome }) => forSome !== isSome);
  }
}

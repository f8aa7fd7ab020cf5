/**
 * Runs in an empty page: publishes through stage 01 what the synthetic publisher shows and sounds, made
 * by the browser itself. So congestion control, repeats (NACK, RTX) and encoder are those of a seller's tab.
 */
import type { JanusConnection, Publication } from '../../../../labs/stages.ts';
import { publish } from '../../../../solutions/01-publisher/publisher.ts';
import { flashAndBeep } from './flash-and-beep.ts';

declare global {
  interface Window {
    flashPublisher: {
      /** Resolves when media flows; rejects with what stage 01 says. */
      begin(connection: JanusConnection): Promise<void>;
      /** Why it is off the air again; null while it is on. */
      lost(): string | null;
      stop(): Promise<void>;
    };
  }
}

let publication: Publication | undefined;
let lost: string | null = null;

window.flashPublisher = {
  async begin(connection) {
    publication = await publish(flashAndBeep(), connection, {
      onState: (state, reason) => {
        if (state === 'closed') lost = reason ?? 'it ended';
      },
    });
  },
  lost: () => lost,
  stop: async () => publication?.stop(),
};

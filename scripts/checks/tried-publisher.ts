/** A student's publisher, called three ways at once, and the Janus that tells what reached it. */
import { randomBytes } from 'node:crypto';
import type { Settings } from '../../labs/settings.ts';
import type { JanusConnection } from '../../labs/stages.ts';
import type { JanusAdmin, Participant } from '../janus/admin-client.ts';
import type { LabBrowser } from '../labs/lab-browser.ts';
import type { TrialTools } from '../labs/lab-checks.ts';
import { notYet } from '../labs/not-yet.ts';
import { PublishingAttempt } from './publishing-attempt.ts';

/** Longer than ICE and DTLS take on one machine, shorter than a student's patience. */
export const publishLimitMilliseconds = 4_000;
export const pollMilliseconds = 30;

/** No number that stands anywhere else: whoever writes another one into the encoder is seen. */
export const maximumBitrateBitsPerSecond = 731_000;

/** What the trials of lab 01 share. */
export interface PublisherBench {
  browser: LabBrowser;
  settings: Settings;
  admin: JanusAdmin;
}

export interface TriedPublisher {
  admin: JanusAdmin;
  signal: AbortSignal;
  displayName: string;
  /** With the right PIN. */
  publisher: Promise<PublishingAttempt>;
  /** With a wrong one. */
  stranger: Promise<PublishingAttempt>;
  /** Where no Janus is. */
  lost: Promise<PublishingAttempt>;
}

/** Begins all three; each goes on by itself. */
export async function startTriedPublisher(
  { browser, settings, admin }: PublisherBench,
  tools: TrialTools,
): Promise<TriedPublisher> {
  const pages = await browser.openStage(tools, 'publish');
  const { ports, room, secrets, janusHost } = settings;
  const { signal } = tools.scope;
  const connection: JanusConnection = {
    url: `ws://${janusHost}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    // Others may be in the room: this is how ours is found.
    displayName: `lab-${randomBytes(4).toString('hex')}`,
    maximumBitrateBitsPerSecond,
  };
  const begin = (change: Partial<JanusConnection>) => {
    const attempt = PublishingAttempt.begin(pages, { ...connection, ...change }, signal);
    attempt.catch(() => {}); // Told by the check that waits for it.
    return attempt;
  };
  return {
    ...{ admin, signal, displayName: connection.displayName },
    publisher: begin({}),
    stranger: begin({ pin: 'wrong', displayName: 'stranger' }),
    // The port of nginx, which does not run here.
    lost: begin({ url: `ws://${janusHost}:${ports.origin}` }),
  };
}

/** The publisher in the room. @throws {NotYet} when it has gone. */
export async function foundParticipant(
  admin: JanusAdmin,
  displayName: string,
): Promise<Participant> {
  const participant = await admin.participantNamed(displayName);
  return (
    participant ??
    notYet('leaves-by-itself', {
      expected: {
        en: 'Your publisher stays in the room until it is stopped.',
        es: 'Tu emisor se queda en la sala hasta que se le detiene.',
      },
      seen: { en: 'It has left already.', es: 'Ya se fue.' },
    })
  );
}

/** The page was told of these states, in this order, and of no other. */
export function expectStates(states: readonly string[], wanted: readonly string[]): void {
  if (states.join() === wanted.join()) return;
  notYet('wrong-states', {
    expected: {
      en: `\`onState\` was told, in this order: ${wanted.join(', ')}.`,
      es: `A \`onState\` se le dijo, en este orden: ${wanted.join(', ')}.`,
    },
    seen: {
      en: `It was told: ${states.join(', ') || 'nothing'}.`,
      es: `Se le dijo: ${states.join(', ') || 'nada'}.`,
    },
  });
}

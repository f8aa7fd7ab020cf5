/** How a publication of stage 01 ends, stopped or failed: nothing of it is left open. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Finding, notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import type { PublishingAttempt } from './publishing-attempt.ts';
import {
  expectStates,
  foundParticipant,
  pollMilliseconds,
  publishLimitMilliseconds,
  type TriedPublisher,
} from './tried-publisher.ts';

/** Longer than the 2 s the reference waits for a Janus that does not answer. */
const stopLimitMilliseconds = 3_000;

/** `stop` leaves the room. */
export async function checkStops({
  publisher,
  admin,
  displayName,
  signal,
}: TriedPublisher): Promise<void> {
  const attempt = await publisher;
  const { sessionId } = await foundParticipant(admin, displayName);
  await attempt.stop();
  const look = await attempt.lookUntil(({ hasStopped }) => hasStopped, stopLimitMilliseconds);
  if (!look.hasStopped) {
    attempt.expectNothingUncaught();
    notYet('stop-never-resolves', {
      expected: { en: '`stop` resolves.', es: 'La promesa de `stop` se cumple.' },
      seen: {
        en: `It had not after ${stopLimitMilliseconds / 1_000} s.`,
        es: `Después de ${stopLimitMilliseconds / 1_000} s no se había cumplido.`,
      },
    });
  }
  const deadline = performance.now() + stopLimitMilliseconds / 2;
  while ((await admin.sessions()).includes(sessionId)) {
    if (performance.now() > deadline) notYet('session-left-open', sessionLeftOpen);
    await delay(pollMilliseconds, undefined, { signal });
  }
  await expectReleased(attempt);
  expectStates((await attempt.look()).states, ['connecting', 'publishing', 'closed']);
}

/** Janus does not let it in. */
export async function checkRefused({ stranger }: TriedPublisher): Promise<void> {
  await expectRejection(await stranger, {
    en: 'With a wrong PIN, `publish` rejects with what Janus said.',
    es: 'Con un PIN equivocado, `publish` se rechaza con lo que dijo Janus.',
  });
}

/** There is no Janus. */
export async function checkUnreachable({ lost }: TriedPublisher): Promise<void> {
  await expectRejection(await lost, {
    en: 'Where Janus does not answer, `publish` rejects.',
    es: 'Donde Janus no responde, `publish` se rechaza.',
  });
}

/** The publisher gave up, said why, and holds nothing any more. */
async function expectRejection(attempt: PublishingAttempt, expected: Text): Promise<void> {
  const { outcome, states } = await attempt.lookUntil(
    (look) => look.outcome !== 'pending',
    publishLimitMilliseconds,
  );
  if (outcome === 'pending') {
    attempt.expectNothingUncaught();
    notYet('never-rejects', {
      expected,
      seen: {
        en: `After ${publishLimitMilliseconds / 1_000} s it had neither resolved nor rejected. Janus says no in an event of its own.`,
        es: `Después de ${publishLimitMilliseconds / 1_000} s no se había cumplido ni rechazado. Janus dice que no en un evento aparte.`,
      },
    });
  }
  if (outcome === 'published') {
    notYet('resolves-when-refused', {
      expected,
      seen: { en: 'It resolved.', es: 'Se cumplió.' },
    });
  }
  await expectReleased(attempt);
  expectStates(states, ['connecting', 'closed']);
}

/** Nothing of ours is open, and the caller's camera runs on. */
async function expectReleased(attempt: PublishingAttempt): Promise<void> {
  const { openPeerConnections, liveTracks } = await attempt.lookUntil(
    (look) => look.openPeerConnections === 0 && attempt.openSockets() === 0,
    stopLimitMilliseconds / 2,
  );
  const sockets = attempt.openSockets();
  if (openPeerConnections + sockets > 0) {
    notYet('connection-left-open', {
      expected: {
        en: 'At the end, whatever the reason, the session with Janus and the peer connection are closed.',
        es: 'Al final, sea cual sea el motivo, la sesión con Janus y la conexión WebRTC quedan cerradas.',
      },
      seen: {
        en: `Still open: ${sockets} WebSocket(s) and ${openPeerConnections} peer connection(s).`,
        es: `Siguen abiertos: ${sockets} WebSocket(s) y ${openPeerConnections} conexión(es) WebRTC.`,
      },
    });
  }
  if (liveTracks.length < 2) {
    notYet('camera-switched-off', {
      expected: {
        en: 'Camera and microphone are the caller’s: they run on when the publication ends.',
        es: 'La cámara y el micrófono son de quien llamó: siguen encendidos cuando termina la emisión.',
      },
      seen: {
        en: `Of the caller's tracks these still run: ${liveTracks.join(', ') || 'none'}.`,
        es: `De las pistas de quien llamó siguen encendidas: ${liveTracks.join(', ') || 'ninguna'}.`,
      },
    });
  }
}

const sessionLeftOpen: Finding = {
  expected: {
    en: 'After `stop` the publisher has left the room and its session with Janus is gone.',
    es: 'Después de `stop` el emisor salió de la sala y su sesión con Janus ya no existe.',
  },
  seen: {
    en: '`stop` resolved, but Janus still lists the session. It would keep it, and the publisher in the room, for a minute or longer.',
    es: '`stop` se cumplió, pero Janus todavía tiene la sesión. La conservaría, con el emisor en la sala, un minuto o más.',
  },
};

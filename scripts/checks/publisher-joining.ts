/** How a publisher of stage 01 gets into the room. */
import type { Participant } from '../janus/admin-client.ts';
import { notYet, verbatim } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { expectStates, publishLimitMilliseconds, type TriedPublisher } from './tried-publisher.ts';

/** It is in the room under its name, and its media connection is up. */
export async function checkPublishes({
  publisher,
  admin,
  displayName,
}: TriedPublisher): Promise<void> {
  const attempt = await publisher;
  const look = await attempt.lookUntil(
    ({ outcome }) => outcome !== 'pending',
    publishLimitMilliseconds,
  );
  if (look.outcome === 'rejected') {
    notYet('rejected', { expected: publishes, seen: explained(attempt.whyRejected(look)) });
  }
  const participant = await admin.participantNamed(displayName);
  if (look.outcome === 'pending') {
    attempt.expectNothingUncaught();
    pending(participant);
  }
  if (!participant) {
    notYet('not-under-its-name', {
      expected: {
        en: `The room shows the publisher as connection.displayName, here "${displayName}".`,
        es: `La sala muestra al emisor con connection.displayName, aquí «${displayName}».`,
      },
      seen: {
        en: '`publish` resolved, but nobody of that name is in the room.',
        es: '`publish` se cumplió, pero en la sala no hay nadie con ese nombre.',
      },
    });
  }
  expectStates(look.states, ['connecting', 'publishing']);
}

const publishes: Text = {
  en: '`publish` resolves once audio and video flow to Janus.',
  es: '`publish` se cumple cuando el audio y el video ya fluyen hacia Janus.',
};

/** What `publish` was rejected with; and what it means, where Janus's words do not say it. */
function explained(words: string): Text {
  const seen = verbatim(words);
  if (!words.includes('Missing mandatory lines')) return seen;
  return {
    en: `${seen.en}\nThe offer has no m-line, that is, nothing to send: it was made without tracks.`,
    es: `${seen.es}\nLa oferta no tiene ninguna línea m=, es decir, nada que enviar: se hizo sin pistas.`,
  };
}

/** Says how far a publisher came that does not get on. */
function pending(participant: Participant | null): never {
  const waited = `${publishLimitMilliseconds / 1_000} s`;
  const fail = (reason: string, en: string, es: string) =>
    notYet(reason, {
      expected: publishes,
      seen: {
        en: `After ${waited} it had neither resolved nor rejected. ${en}`,
        es: `Después de ${waited} no se había cumplido ni rechazado. ${es}`,
      },
    });
  if (!participant) {
    return fail(
      'never-joins',
      'Nobody came into the room under the name it was given. Is the request sent that joins it?',
      'Nadie entró a la sala con el nombre que se le dio. ¿Se envía la solicitud que entra en ella?',
    );
  }
  if (participant.offer === null) {
    return fail(
      'joins-without-offer',
      'It is in the room, but Janus was not told to take its offer. Which request joins and configures at once?',
      'Está en la sala, pero a Janus no se le dijo que tomara su oferta. ¿Qué solicitud entra y configura a la vez?',
    );
  }
  if (!participant.isConnected) {
    return fail(
      'answer-not-taken',
      'Janus has its offer and answered, but no media connection came up. Was the answer given to the browser?',
      'Janus tiene su oferta y respondió, pero no hubo conexión de medios. ¿Se le dio la respuesta al navegador?',
    );
  }
  return fail(
    'never-resolves',
    'Its media connection to Janus is up.',
    'Su conexión de medios con Janus está lista.',
  );
}

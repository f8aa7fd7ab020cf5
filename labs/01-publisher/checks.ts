/** Lab 01: a real Chromium with a fake camera publishes to a real Janus. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { offeredCodecs } from '../../scripts/checks/offer-codecs.ts';
import { PublishingAttempt } from '../../scripts/checks/publishing-attempt.ts';
import { startJanus } from '../../scripts/checks/room.ts';
import { JanusAdmin, type Participant } from '../../scripts/janus/admin-client.ts';
import { LabBrowser } from '../../scripts/labs/lab-browser.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';
import { type Finding, notYet, verbatim } from '../../scripts/labs/not-yet.ts';
import type { Text } from '../../scripts/language/text.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import type { JanusConnection } from '../stages.ts';

/** Longer than ICE and DTLS take on one machine, shorter than a student's patience. */
const publishLimitMilliseconds = 4_000;
/** Longer than the 2 s the reference waits for a Janus that does not answer. */
const stopLimitMilliseconds = 3_000;
const packetsLimitMilliseconds = 3_000;
const packetsToSee = 5;
const pollMilliseconds = 30;

/** No number that stands anywhere else: whoever writes another one into the encoder is seen. */
const maximumBitrateBitsPerSecond = 731_000;

interface Trial {
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

export const checks = defineChecks({
  programs: ['chromium', 'janus'],

  async openBench({ scope, programs }) {
    const pageScript = join(repositoryRoot, 'scripts/checks/in-page/publisher.ts');
    const [browser, { settings }] = await Promise.all([
      LabBrowser.open({ scope, executablePath: programs.chromium, pageScript }),
      startJanus(scope, programs.janus),
    ]);
    return { browser, settings, admin: new JanusAdmin(settings) };
  },

  async openTrial({ browser, settings, admin }, tools): Promise<Trial> {
    const pages = await browser.openStage(tools, 'publish');
    const { ports, room, secrets, loopbackAddress } = settings;
    const { signal } = tools.scope;
    const connection: JanusConnection = {
      url: `ws://${loopbackAddress}:${ports.janusWebSocket}`,
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
      lost: begin({ url: `ws://${loopbackAddress}:${ports.origin}` }),
    };
  },

  checks: {
    async publishes({ publisher, admin, displayName }) {
      const attempt = await publisher;
      const look = await attempt.lookUntil(
        ({ outcome }) => outcome !== 'pending',
        publishLimitMilliseconds,
      );
      if (look.outcome === 'rejected') {
        notYet('rejected', { expected: publishes, seen: verbatim(attempt.whyRejected(look)) });
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
            es: `La sala muestra al emisor con connection.displayName, aquí "${displayName}".`,
          },
          seen: {
            en: '`publish` resolved, but nobody of that name is in the room.',
            es: '`publish` se cumplió, pero en la sala no hay nadie con ese nombre.',
          },
        });
      }
      expectStates(look.states, ['connecting', 'publishing']);
    },

    async codecs({ admin, displayName }) {
      const offer = (await foundParticipant(admin, displayName)).offer ?? '';
      const video = offeredCodecs(offer, 'video') ?? notYet('no-video', notOffered('video'));
      const audio = offeredCodecs(offer, 'audio') ?? notYet('no-audio', notOffered('audio'));
      const [best] = video;
      const seen = (what: string): Text => ({
        en: `The offer that Janus received begins m=video with ${what}.`,
        es: `La oferta que recibió Janus empieza m=video con ${what}.`,
      });
      if (best?.name !== 'H264/90000') {
        notYet('prefers-another-codec', {
          expected: {
            en: 'H.264 stands first among the codecs of the picture: FFmpeg copies it, and every HLS player decodes it.',
            es: 'H.264 está primero entre los códecs de la imagen: FFmpeg lo copia y todo reproductor HLS lo decodifica.',
          },
          seen: seen(best?.name ?? '-'),
        });
      }
      if (!best.parameters.includes('packetization-mode=1')) {
        notYet('wrong-packetization-mode', {
          expected: {
            en: 'The H.264 that stands first has packetization-mode=1: its pictures may span packets (RFC 6184).',
            es: 'El H.264 que está primero tiene packetization-mode=1: sus imágenes pueden ocupar varios paquetes (RFC 6184).',
          },
          seen: seen(`H264/90000 (${best.parameters})`),
        });
      }
      const hasRepairs = video.some(
        ({ name, parameters }) =>
          name === 'rtx/90000' && parameters.includes(`apt=${best.payloadType}`),
      );
      if (!hasRepairs) {
        const names = video.map(({ name }) => name).join(', ');
        notYet('no-rtx', {
          expected: {
            en: 'RTX (RFC 4588) stays among the codecs. It carries repairs of lost packets.',
            es: 'RTX (RFC 4588) sigue entre los códecs. Lleva las reparaciones de paquetes perdidos.',
          },
          seen: {
            en: `Janus was offered ${names}: no rtx for the H.264 that stands first.`,
            es: `A Janus se le ofreció ${names}: ningún rtx para el H.264 que está primero.`,
          },
        });
      }
      const [sound] = audio;
      if (sound?.name !== 'opus/48000/2') {
        notYet('prefers-another-codec', {
          expected: {
            en: 'Opus stands first among the codecs of the sound.',
            es: 'Opus está primero entre los códecs del sonido.',
          },
          seen: {
            en: `The offer that Janus received begins m=audio with ${sound?.name}.`,
            es: `La oferta que recibió Janus empieza m=audio con ${sound?.name}.`,
          },
        });
      }
    },

    async encoder({ publisher }) {
      const { encoder } = await (await publisher).look();
      const limit = encoder?.maxBitrate ?? null;
      const wanted = maximumBitrateBitsPerSecond;
      if (limit === null || limit > wanted || limit < wanted / 2) {
        notYet('bitrate-not-limited', {
          expected: {
            en: `The encoder's maxBitrate is connection.maximumBitrateBitsPerSecond: here ${wanted} bit/s.`,
            es: `El maxBitrate del codificador es connection.maximumBitrateBitsPerSecond: aquí ${wanted} bit/s.`,
          },
          seen:
            limit === null
              ? { en: 'It has no limit.', es: 'No tiene límite.' }
              : { en: `It is ${limit} bit/s.`, es: `Es ${limit} bit/s.` },
        });
      }
      if (!encoder?.keepsResolution) {
        notYet('resolution-not-kept', {
          expected: {
            en: 'When bandwidth is short the picture keeps its size: degradationPreference is "maintain-resolution".',
            es: 'Cuando falta ancho de banda, la imagen conserva su tamaño: degradationPreference es "maintain-resolution".',
          },
          seen: {
            en: 'The encoder may shrink the picture. FFmpeg copies the video, so every viewer would see it change.',
            es: 'El codificador puede achicar la imagen. FFmpeg copia el video, así que todo espectador vería el cambio.',
          },
        });
      }
    },

    async media({ admin, displayName, signal }) {
      const deadline = performance.now() + packetsLimitMilliseconds;
      let { receivedPackets } = await foundParticipant(admin, displayName);
      const isSeen = () => Math.min(...Object.values(receivedPackets)) >= packetsToSee;
      while (!isSeen() && performance.now() < deadline) {
        await delay(pollMilliseconds, undefined, { signal });
        ({ receivedPackets } = await foundParticipant(admin, displayName));
      }
      if (isSeen()) return;
      const { video, audio } = receivedPackets;
      const seconds = packetsLimitMilliseconds / 1_000;
      notYet('no-packets', {
        expected: {
          en: 'Janus receives RTP packets of video and audio.',
          es: 'Janus recibe paquetes RTP de video y de audio.',
        },
        seen: {
          en: `In ${seconds} s it counted ${video} packets of video and ${audio} of audio.`,
          es: `En ${seconds} s contó ${video} paquetes de video y ${audio} de audio.`,
        },
      });
    },

    async stops({ publisher, admin, displayName, signal }) {
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
    },

    async refused({ stranger }) {
      await expectRejection(await stranger, {
        en: 'With a wrong PIN, `publish` rejects with what Janus said.',
        es: 'Con un PIN equivocado, `publish` se rechaza con lo que dijo Janus.',
      });
    },

    async unreachable({ lost }) {
      await expectRejection(await lost, {
        en: 'Where Janus does not answer, `publish` rejects.',
        es: 'Donde Janus no responde, `publish` se rechaza.',
      });
    },
  },
});

const publishes: Text = {
  en: '`publish` resolves once audio and video flow to Janus.',
  es: '`publish` se cumple cuando el audio y el video ya fluyen hacia Janus.',
};

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
      'Nadie entró a la sala con el nombre que se le dio. ¿Se envía la petición que entra en ella?',
    );
  }
  if (participant.offer === null) {
    return fail(
      'joins-without-offer',
      'It is in the room, but Janus was not told to take its offer. Which request joins and configures at once?',
      'Está en la sala, pero a Janus no se le dijo que tomara su oferta. ¿Qué petición entra y configura a la vez?',
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

/** The publisher in the room. @throws {NotYet} when it has gone. */
async function foundParticipant(admin: JanusAdmin, displayName: string): Promise<Participant> {
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

const notOffered = (kind: 'audio' | 'video'): Finding => ({
  expected: {
    en: 'The offer has one m-line per track of the stream: one audio, one video.',
    es: 'La oferta tiene una línea m= por pista del stream: una de audio y una de video.',
  },
  seen: { en: `It has no m=${kind}.`, es: `No tiene m=${kind}.` },
});

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

function expectStates(states: readonly string[], wanted: readonly string[]): void {
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

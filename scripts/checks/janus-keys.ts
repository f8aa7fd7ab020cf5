/** What Janus of stage 02 refuses to who has the API secret, but lacks another one. */
import type { JanusError } from '../janus/janus-client.ts';
import { notYet } from '../labs/not-yet.ts';
import { refusalOf, type TriedJanus } from './tried-janus.ts';

/** The VideoRoom plugin's error codes (janus_videoroom.c). */
const noSuchFeed = 428;
const wantsKey: readonly number[] = [/* missing element */ 429, /* unauthorized */ 433];

const isLocked = (refusal: JanusError | null): boolean =>
  refusal !== null && wantsKey.includes(refusal.code);

/** Nobody joins without the PIN. */
export async function checkPin({ visit, settings }: TriedJanus): Promise<void> {
  const { room, secrets } = settings;
  for (const pin of [undefined, 'wrong', secrets.room]) {
    const join = { request: 'join', ptype: 'publisher', room: room.id, ...(pin ? { pin } : {}) };
    if (isLocked(await refusalOf(await visit(), join))) continue;
    notYet('joins-without-pin', {
      expected: {
        en: 'Only who knows settings.secrets.pin can join the room.',
        es: 'Solo quien conoce settings.secrets.pin puede entrar en la sala.',
      },
      seen: pin
        ? { en: 'Someone joined with a wrong PIN.', es: 'Alguien entró con un PIN equivocado.' }
        : { en: 'Someone joined without a PIN.', es: 'Alguien entró sin PIN.' },
    });
  }
}

/** Nobody changes the room without its secret; who has it can. */
export async function checkRoomSecret({ visit, settings }: TriedJanus): Promise<void> {
  const { room, secrets } = settings;
  const handle = await visit();
  const edit = { request: 'edit', room: room.id, new_description: room.description };
  const record = { request: 'enable_recording', room: room.id, record: false };
  for (const request of [
    edit,
    record,
    { ...edit, secret: 'adminpwd' },
    { ...edit, secret: secrets.pin },
  ]) {
    if (isLocked(await refusalOf(handle, request))) continue;
    notYet('anyone-changes-room', {
      expected: {
        en: 'Only who knows settings.secrets.room can change the room, record it, or take media out of it.',
        es: 'Solo quien conoce settings.secrets.room puede cambiar la sala, grabarla o sacar contenido de ella.',
      },
      seen: {
        en: `A participant without it sent "${request.request}", and Janus did it.`,
        es: `Un participante que no lo conoce envió «${request.request}» y Janus lo hizo.`,
      },
    });
  }
  const refusal = await refusalOf(handle, { ...edit, secret: secrets.room });
  if (!refusal) return;
  notYet('other-room-secret', {
    expected: {
      en: "The room's secret is settings.secrets.room: the workshop needs it to forward media.",
      es: 'El secreto de la sala es settings.secrets.room: el taller lo necesita para reenviar.',
    },
    seen: {
      en: `With that secret: ${refusal.found.en}`,
      es: `Con ese secreto: ${refusal.found.es}`,
    },
  });
}

/** Nobody creates rooms without the plugin's key. */
export async function checkPluginKey({ visit, settings }: TriedJanus): Promise<void> {
  const handle = await visit();
  const room = settings.room.id + 1;
  // The second is the one in Janus's own sample.
  for (const admin_key of [undefined, 'supersecret', settings.secrets.room]) {
    const create = { request: 'create', room, ...(admin_key ? { admin_key } : {}) };
    if (isLocked(await refusalOf(handle, create))) continue;
    notYet('anyone-creates-rooms', {
      expected: {
        en: 'Only who knows settings.secrets.forward can create a room. In a room of its own, a stranger makes the rules.',
        es: 'Solo quien conoce settings.secrets.forward puede crear una sala. En una sala propia, las reglas las pone el desconocido.',
      },
      seen: {
        en: `A stranger created room ${room}.`,
        es: `Un desconocido creó la sala ${room}.`,
      },
    });
  }
}

/** Nobody forwards media without both keys; who has them can. */
export async function checkForwardLock({ visit, settings }: TriedJanus): Promise<void> {
  const { room, secrets } = settings;
  const handle = await visit();
  const forward = {
    request: 'rtp_forward',
    room: room.id,
    publisher_id: 1,
    host: settings.mediaAddress,
    streams: [{ mid: '0', port: settings.ports.rtpAudio }],
    secret: secrets.room,
  };
  for (const admin_key of [undefined, 'supersecret', secrets.room]) {
    const request = { ...forward, ...(admin_key ? { admin_key } : {}) };
    if (isLocked(await refusalOf(handle, request))) continue;
    notYet('forward-unlocked', {
      expected: {
        en: "Besides the room's secret, rtp_forward asks for the plugin's key, settings.secrets.forward: it can send a stream to any address and port.",
        es: 'Además del secreto de la sala, rtp_forward pide la clave del plugin, settings.secrets.forward: puede enviar un flujo a cualquier dirección y puerto.',
      },
      seen: {
        en: 'Janus did not ask for that key. It was ready to forward, and missed only the publisher, which does not exist in this check.',
        es: 'Janus no pidió esa clave. Estaba listo para reenviar; solo le faltó el emisor, que en esta comprobación no existe.',
      },
    });
  }
  // Nobody publishes here: with both keys, only that is in the way.
  const refusal = await refusalOf(handle, { ...forward, admin_key: secrets.forward });
  if (refusal?.code === noSuchFeed) return;
  notYet('forward-refused', {
    expected: {
      en: 'With settings.secrets.room and settings.secrets.forward, rtp_forward is allowed: stage 03 needs it.',
      es: 'Con settings.secrets.room y settings.secrets.forward, rtp_forward se permite: la etapa 03 lo necesita.',
    },
    seen: {
      en: `With both keys: ${refusal?.found.en}`,
      es: `Con ambas claves: ${refusal?.found.es}`,
    },
  });
}

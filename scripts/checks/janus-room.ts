/** What the VideoRoom tells of the room of stage 02. */
import { z } from 'zod';
import type { JanusError } from '../janus/janus-client.ts';
import { notYet } from '../labs/not-yet.ts';
import { refusalOf, type TriedJanus } from './tried-janus.ts';

const roomSchema = z.looseObject({
  room: z.union([z.number(), z.string()]),
  max_publishers: z.number(),
  bitrate: z.number(),
  bitrate_cap: z.boolean().default(false),
  fir_freq: z.number(),
  record: z.boolean().default(false),
});
type Room = z.infer<typeof roomSchema>;

/** Also rooms that are private, if the plugin's key is the settings'. */
async function listRooms({ visit, settings }: TriedJanus): Promise<Room[]> {
  const handle = await visit();
  const all = { request: 'list', admin_key: settings.secrets.forward };
  const isRefused = (await refusalOf(handle, all)) !== null;
  const { data } = await handle.request(isRefused ? { request: 'list' } : all);
  return z.array(roomSchema).parse(data.list);
}

async function ownRoom(janus: TriedJanus): Promise<Room> {
  const { id } = janus.settings.room;
  const rooms = await listRooms(janus);
  const room = rooms.find((candidate) => candidate.room === id);
  if (room) return room;
  const complaints = await janus.complaints();
  const list = rooms.map((candidate) => JSON.stringify(candidate.room)).join(', ');
  const saying = {
    en: complaints && ` Janus says: ${complaints}`,
    es: complaints && ` Janus dice: ${complaints}`,
  };
  return notYet('no-room', {
    expected: {
      en: `Janus has the room settings.room.id, which is ${id} in this check.`,
      es: `Janus tiene la sala settings.room.id, que en esta comprobación es la ${id}.`,
    },
    seen: {
      en: `${list ? `It has only: ${list}.` : 'It has no room.'}${saying.en}`,
      es: `${list ? `Solo tiene: ${list}.` : 'No tiene ninguna sala.'}${saying.es}`,
    },
  });
}

/** The room is there, has places, records nothing, and lets in who knows the PIN. */
export async function checkRoom(janus: TriedJanus): Promise<void> {
  const { room: wanted, secrets } = janus.settings;
  const room = await ownRoom(janus);
  if (room.max_publishers !== wanted.maximumPublishers) {
    notYet('wrong-places', {
      expected: {
        en: `The room has settings.room.maximumPublishers places for publishers, ${wanted.maximumPublishers} in this check. Janus's own default is 3.`,
        es: `La sala tiene settings.room.maximumPublishers lugares para emisores, ${wanted.maximumPublishers} en esta comprobación. El valor por defecto de Janus es 3.`,
      },
      seen: { en: `It has ${room.max_publishers}.`, es: `Tiene ${room.max_publishers}.` },
    });
  }
  if (room.record) {
    notYet('records', {
      expected: {
        en: 'Nobody is recorded without having been asked.',
        es: 'No se graba a nadie sin preguntarle.',
      },
      seen: { en: 'The room has record = true.', es: 'La sala tiene record = true.' },
    });
  }
  const join = { request: 'join', ptype: 'publisher', room: wanted.id, pin: secrets.pin };
  const refusal = await refusalOf(await janus.visit(), join);
  if (refusal) notYet('cannot-join', cannotJoin(refusal));
}

const cannotJoin = ({ found }: JanusError) => ({
  expected: {
    en: 'Who knows settings.secrets.pin can join. It is a text: as a number, 012345 would be another PIN.',
    es: 'Quien conoce settings.secrets.pin puede entrar. Es un texto: como número, 012345 sería otro PIN.',
  },
  seen: {
    en: `With that PIN: ${found.en}`,
    es: `Con ese PIN: ${found.es}`,
  },
});

/** Janus asks publishers for a keyframe as often as segments are to be cut. */
export async function checkKeyframes(janus: TriedJanus): Promise<void> {
  const { keyframeIntervalSeconds } = janus.settings.profile;
  const { fir_freq: seconds } = await ownRoom(janus);
  if (seconds === keyframeIntervalSeconds) return;
  const expected = {
    en: `Janus asks for a keyframe every ${keyframeIntervalSeconds} s (settings.profile.keyframeIntervalSeconds): a segment can only begin at one.`,
    es: `Janus pide un cuadro clave cada ${keyframeIntervalSeconds} s (settings.profile.keyframeIntervalSeconds): un segmento solo puede empezar en uno.`,
  };
  if (seconds === 0) {
    notYet('no-keyframes', {
      expected,
      seen: {
        en: 'It never asks, and browsers send none by themselves.',
        es: 'No pide ninguno, y los navegadores no los envían por su cuenta.',
      },
    });
  }
  notYet('other-keyframe-interval', {
    expected,
    seen: { en: `It asks every ${seconds} s.`, es: `Lo pide cada ${seconds} s.` },
  });
}

/** Nobody may send more than the settings say. */
export async function checkBitrate(janus: TriedJanus): Promise<void> {
  const { maximumBitrateBitsPerSecond: wanted } = janus.settings.room;
  const room = await ownRoom(janus);
  if (room.bitrate !== wanted) {
    const none = room.bitrate === 0;
    notYet('wrong-bitrate', {
      expected: {
        en: `Publishers are held to ${wanted} bits per second (settings.room.maximumBitrateBitsPerSecond).`,
        es: `A los emisores se les limita a ${wanted} bits por segundo (settings.room.maximumBitrateBitsPerSecond).`,
      },
      seen: {
        en: none ? 'The room has no limit.' : `The room's limit is ${room.bitrate}.`,
        es: none ? 'La sala no tiene límite.' : `El límite de la sala es ${room.bitrate}.`,
      },
    });
  }
  if (!room.bitrate_cap) {
    notYet('bitrate-not-capped', {
      expected: {
        en: 'The limit holds for a publisher who asks for more, too.',
        es: 'El límite vale también para quien pide más.',
      },
      seen: {
        en: `${wanted} is only where a publisher begins; any may raise it for itself.`,
        es: `${wanted} es solo el valor inicial; cada quien puede subir el suyo.`,
      },
    });
  }
}

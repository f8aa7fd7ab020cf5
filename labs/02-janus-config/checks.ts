/** Lab 02 in a real Janus: what the room is, and what it refuses to strangers. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { checkAdminOrigin, checkAdminSecret } from '../../scripts/checks/janus-admin.ts';
import { checkCodecs } from '../../scripts/checks/janus-codecs.ts';
import {
  checkForwardLock,
  checkPin,
  checkPluginKey,
  checkRoomSecret,
} from '../../scripts/checks/janus-keys.ts';
import { checkBitrate, checkKeyframes, checkRoom } from '../../scripts/checks/janus-room.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { isLoopback } from '../../scripts/checks/sockets-of-process.ts';
import { connectWith, startTriedJanus, type TriedJanus } from '../../scripts/checks/tried-janus.ts';
import { JanusError } from '../../scripts/janus/janus-client.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';
import { notYet } from '../../scripts/labs/not-yet.ts';
import type { Settings } from '../settings.ts';

/** File names, without folders. */
const filesSchema = z.record(z.string().regex(/^[\w.-]+$/), z.string());

export const checks = defineChecks({
  programs: ['janus'],
  async openBench() {},
  async openTrial(_bench, { scope, programs, student }) {
    const { settings: own, remove } = await ownSettings({ profile: 'balanced' });
    scope.defer(remove);
    const settings = withOtherNumbers(own);
    const files = await student.call('janusConfig', [settings], filesSchema);
    return startTriedJanus(scope, programs.janus, settings, files);
  },
  checks: {
    /** Opening the trial is this check. */
    async starts() {},
    loopback: checkLoopback,
    'api-secret': checkApiSecret,
    'admin-secret': checkAdminSecret,
    room: checkRoom,
    codecs: checkCodecs,
    keyframes: checkKeyframes,
    bitrate: checkBitrate,
    pin: checkPin,
    'room-secret': checkRoomSecret,
    'plugin-key': checkPluginKey,
    'forward-lock': checkForwardLock,
    'admin-origin': checkAdminOrigin,
  },
});

/** Not those of the running workshop: what is copied by hand from there does not fit here. */
const withOtherNumbers = (settings: Settings): Settings => ({
  ...settings,
  room: {
    ...settings.room,
    id: randomInt(2_000, 10_000),
    maximumPublishers: 5,
    maximumBitrateBitsPerSecond: 1_500_000,
  },
  // One PIN in ten begins with 0, and is another one as a number.
  secrets: { ...settings.secrets, pin: `0${settings.secrets.pin.slice(1)}` },
});

async function checkLoopback({ settings, listening }: TriedJanus): Promise<void> {
  const { janusWebSocket, janusAdmin } = settings.ports;
  const open = listening.filter((socket) => !isLoopback(socket));
  const [first] = open;
  if (first) {
    notYet('open-to-network', {
      expected: {
        en: `Janus's APIs listen on ${settings.janusListenAddress} only: nobody on another machine can ask them anything.`,
        es: `Las API de Janus solo escuchan en ${settings.janusListenAddress}: desde otra máquina nadie les puede pedir nada.`,
      },
      seen: {
        en: `It listens on ${first.address}, port ${first.port}.`,
        es: `Escucha en ${first.address}, puerto ${first.port}.`,
      },
    });
  }
  const ports = new Set(listening.map(({ port }) => port));
  const missing = [janusWebSocket, janusAdmin].filter((port) => !ports.delete(port));
  if (missing.length > 0 || ports.size > 0) {
    const found = [...new Set(listening.map(({ port }) => port))].join(', ');
    notYet('other-ports', {
      expected: {
        en: `It listens for WebSockets on ${janusWebSocket} and for the Admin API on ${janusAdmin}, and for nothing else.`,
        es: `Escucha WebSockets en ${janusWebSocket} y la Admin API en ${janusAdmin}, y nada más.`,
      },
      seen: { en: `It listens on ${found}.`, es: `Escucha en ${found}.` },
    });
  }
}

async function checkApiSecret({ settings }: TriedJanus): Promise<void> {
  for (const secret of ['', 'wrong', settings.secrets.admin]) {
    const refused = await connectWith(settings, secret).then(
      async (client) => {
        await client.close();
        return false;
      },
      (error: unknown) => {
        if (error instanceof JanusError) return true;
        throw error;
      },
    );
    if (refused) continue;
    notYet('api-open', {
      expected: {
        en: 'Who does not say settings.secrets.api gets no session: Janus answers 403.',
        es: 'Quien no dice settings.secrets.api no obtiene una sesión: Janus responde 403.',
      },
      seen: {
        en: `A stranger who said ${secret === '' ? 'no secret' : 'a wrong one'} was let in.`,
        es: `Entró un desconocido que ${secret === '' ? 'no dijo ningún secreto' : 'dijo uno equivocado'}.`,
      },
    });
  }
}

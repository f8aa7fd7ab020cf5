/** Stage 02 in a real Janus: what the room is, and what it refuses to strangers. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { RTCPeerConnection, useH264, useOPUS, usePCMU, useVP8 } from 'werift';
import { type Settings, segmentProfileNames, segmentProfiles } from '../../labs/settings.ts';
import { isLoopback, socketsOfProcess } from '../../scripts/checks/sockets-of-process.ts';
import { JanusClient, type JanusHandle } from '../../scripts/janus/janus-client.ts';
import { startTestJanus, type TestJanus } from '../support/test-room.ts';

/** The VideoRoom plugin's error codes (janus_videoroom.c). */
const videoRoomError = { noSuchFeed: 428, missingElement: 429, unauthorized: 433 } as const;
/** The core's answer to a request without the right secret (apierror.h). */
const coreUnauthorized = 403;

const videoRoom = async (janus: TestJanus) =>
  (await janus.connect()).attach('janus.plugin.videoroom');

test.each(segmentProfileNames)('the room is as the settings say, profile %s', async (profile) => {
  const janus = await startTestJanus({ profile });
  const { room } = janus.settings;
  const { data } = await (await videoRoom(janus)).request({ request: 'list' });
  expect(data.list).toEqual([
    expect.objectContaining({
      room: room.id,
      description: room.description,
      videocodec: 'h264',
      audiocodec: 'opus',
      fir_freq: segmentProfiles[profile].keyframeIntervalSeconds,
      bitrate: room.maximumBitrateBitsPerSecond,
      bitrate_cap: true,
      max_publishers: room.maximumPublishers,
      pin_required: true,
      record: false,
    }),
  ]);
});

test('of many codecs it takes H.264 and Opus, and of others none', async () => {
  const janus = await startTestJanus();
  const h264 = (profileLevelId: string) =>
    useH264({ parameters: `packetization-mode=1;profile-level-id=${profileLevelId}` });
  const { profileLevelId } = janus.settings.video;
  const high = '64001f';
  const taken = await publish(await joined(janus), {
    audio: [usePCMU(), useOPUS()],
    video: [useVP8(), h264(high), h264(profileLevelId)],
  });
  expect(taken.map(({ codec }) => codec)).toEqual(['opus/48000/2', 'H264/90000']);
  expect(taken[1]?.parameters).toContain(`profile-level-id=${profileLevelId}`);

  const refused = await publish(await joined(janus), { audio: [usePCMU()], video: [useVP8()] });
  expect(refused.map(({ isRefused }) => isRefused)).toEqual([true, true]);
});

async function joined(janus: TestJanus): Promise<JanusHandle> {
  const handle = await videoRoom(janus);
  const { room, secrets } = janus.settings;
  const join = { request: 'join', ptype: 'publisher', room: room.id, pin: secrets.pin };
  await handle.request(join);
  return handle;
}

type Codecs = NonNullable<ConstructorParameters<typeof RTCPeerConnection>[0]>['codecs'];

/** Offers one audio and one video stream in these codecs. @returns what Janus answers to each. */
async function publish(handle: JanusHandle, codecs: Codecs) {
  const peer = new RTCPeerConnection({ codecs: codecs ?? {}, iceServers: [] });
  onTestFinished(() => peer.close());
  peer.addTransceiver('audio', { direction: 'sendonly' });
  peer.addTransceiver('video', { direction: 'sendonly' });
  const { sdp } = await peer.createOffer();
  const { jsep } = await handle.request({ request: 'publish' }, { type: 'offer', sdp });
  const [, ...streams] = (jsep?.sdp ?? '').split(/^m=/m);
  return streams.map((stream) => ({
    codec: /^a=rtpmap:\d+ (.+)\r$/m.exec(stream)?.[1],
    parameters: /^a=fmtp:\d+ (.+)\r$/m.exec(stream)?.[1],
    // A port of 0, or no direction at all, is a no (RFC 9429, section 5.3.1).
    isRefused: /^\w+ 0 /.test(stream) || stream.includes('a=inactive'),
  }));
}

test('the Janus API refuses who does not say its secret', async () => {
  const { settings } = await startTestJanus();
  const url = `ws://127.0.0.1:${settings.ports.janusWebSocket}`;
  for (const apiSecret of ['', 'wrong']) {
    await expect(JanusClient.connect(url, { apiSecret })).rejects.toMatchObject({
      code: coreUnauthorized,
    });
  }
});

test('the Admin API wants its own secret, and the origin of the site', async () => {
  const { settings } = await startTestJanus();
  const origin = `http://localhost:${settings.ports.site}`;
  const right = settings.secrets.admin;
  expect((await askAdmin(settings, origin, right)).answer).toMatchObject({ janus: 'success' });

  for (const wrong of [undefined, 'wrong', 'janusoverlord', settings.secrets.api]) {
    const { answer } = await askAdmin(settings, origin, wrong);
    expect(answer, String(wrong)).toMatchObject({ error: { code: coreUnauthorized } });
  }
  for (const foreign of [undefined, 'http://evil.example']) {
    expect((await askAdmin(settings, foreign, right)).status, String(foreign)).toBe(403);
  }
});

async function askAdmin({ ports }: Settings, origin?: string, secret?: string) {
  const response = await fetch(`http://127.0.0.1:${ports.janusAdmin}/admin`, {
    method: 'POST',
    headers: origin ? { Origin: origin } : {},
    body: JSON.stringify({
      janus: 'list_sessions',
      transaction: randomUUID(),
      ...(secret ? { admin_secret: secret } : {}),
    }),
  });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? null : JSON.parse(text) };
}

test('who has the API secret still needs the pin to join', async () => {
  const janus = await startTestJanus();
  const { room, secrets } = janus.settings;
  const handle = await videoRoom(janus);
  const join = { request: 'join', ptype: 'publisher', room: room.id };
  await expect(handle.request(join)).rejects.toMatchObject({ code: videoRoomError.missingElement });
  for (const pin of ['wrong', secrets.room]) {
    const refusal = { code: videoRoomError.unauthorized };
    await expect(handle.request({ ...join, pin })).rejects.toMatchObject(refusal);
  }
  expect((await handle.request({ ...join, pin: secrets.pin })).data.videoroom).toBe('joined');
});

test('who has the API secret and the pin can neither make, change nor forward rooms', async () => {
  const janus = await startTestJanus();
  const { room, secrets } = janus.settings;
  const handle = await joined(janus);
  const forward = {
    request: 'rtp_forward',
    room: room.id,
    publisher_id: 1,
    host: '127.0.0.1',
    streams: [{ mid: '0', port: 9 }],
  };
  const { room: secret, forward: admin_key } = secrets;
  const refusals = [
    [videoRoomError.missingElement, { request: 'create', room: 4321 }],
    [videoRoomError.unauthorized, { request: 'create', room: 4321, admin_key: secret }],
    [videoRoomError.missingElement, { request: 'destroy', room: room.id }],
    [videoRoomError.missingElement, { request: 'edit', room: room.id, new_pin: 'mine' }],
    [videoRoomError.missingElement, { request: 'enable_recording', room: room.id, record: true }],
    [videoRoomError.missingElement, forward],
    [videoRoomError.missingElement, { ...forward, admin_key }],
    [videoRoomError.missingElement, { ...forward, secret }],
    [videoRoomError.unauthorized, { ...forward, admin_key, secret: secrets.pin }],
    [videoRoomError.unauthorized, { ...forward, secret, admin_key: secrets.pin }],
    // With both secrets it is only the publisher that is missing.
    [videoRoomError.noSuchFeed, { ...forward, secret, admin_key }],
  ] as const;
  for (const [code, request] of refusals) {
    await expect(handle.request(request), JSON.stringify(request)).rejects.toMatchObject({ code });
  }
});

test('its APIs listen on loopback only: WebSocket and Admin API, and no other', async () => {
  const { pid, settings } = await startTestJanus();
  const listening = (await socketsOfProcess(pid)).filter(({ protocol }) => protocol === 'tcp');
  const { janusWebSocket, janusAdmin } = settings.ports;
  expect(new Set(listening.map(({ port }) => port))).toEqual(new Set([janusWebSocket, janusAdmin]));
  expect(listening.filter((socket) => !isLoopback(socket))).toEqual([]);
});

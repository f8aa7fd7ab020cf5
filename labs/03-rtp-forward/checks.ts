/** Lab 03 on a real Janus with a publisher on air: what it forwards, and what FFmpeg reads of it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { type ProbedStream, probeSdp, type SdpProbe } from '../../scripts/checks/probe-sdp.ts';
import { forwardFor, openRoomOnAir, type RoomOnAir } from '../../scripts/checks/room-on-air.ts';
import { receiveRtp } from '../../scripts/checks/rtp-receiver.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { JanusError } from '../../scripts/janus/janus-client.ts';
import type { Forwarder } from '../../scripts/janus/video-room.ts';
import { defineChecks, type TrialTools } from '../../scripts/labs/lab-checks.ts';
import { notYet } from '../../scripts/labs/not-yet.ts';
import type { Text } from '../../scripts/language/text.ts';
import type { RtpPacket } from '../../scripts/media/rtp.ts';
import { settlesWithin } from '../../scripts/system/settles-within.ts';
import { forwardRequest as referenceRequest } from '../../solutions/03-rtp-forward/forward.ts';
import type { Settings } from '../settings.ts';
import type { PublisherDescription, PublisherStream, RtpForwardRequest } from '../stages.ts';

const kinds = ['audio', 'video'] as const;
type Kind = (typeof kinds)[number];
const kindInSpanish = { audio: 'el audio', video: 'el video' } as const;

const packetsToSee = 5;
const arrivalLimitMilliseconds = 1_500;
const probeLimitMilliseconds = 4_000;

const requestShape = z.looseObject({
  request: z.literal('rtp_forward'),
  room: z.number(),
  publisher_id: z.number(),
  host: z.string(),
  streams: z.array(z.looseObject({ mid: z.string(), port: z.number() })),
});

interface Trial extends TrialTools {
  bench: RoomOnAir;
  settings: Settings;
  /** What arrives on the ports of the settings. */
  arrived: Readonly<Record<Kind, readonly RtpPacket[]>>;
  /** What Janus made of the request for the publisher on air. */
  forwarders: readonly Forwarder[];
  /** The SDP in FFmpeg's hands, fed by the reference's request. It has settings of its own. */
  probe: Promise<{ settings: Settings; sdp: string } & SdpProbe>;
}

export const checks = defineChecks<RoomOnAir, Trial>({
  programs: ['janus', 'ffmpeg', 'ffprobe'],

  openBench: openRoomOnAir,

  async openTrial(bench, tools) {
    bench.assertOnAir();
    const [settings, settingsOfProbe] = await Promise.all([
      trialSettings(bench, tools),
      trialSettings(bench, tools),
    ]);
    const { loopbackAddress, ports } = settings;
    const [audio, video] = await Promise.all([
      receiveRtp(tools.scope, loopbackAddress, ports.rtpAudio),
      receiveRtp(tools.scope, loopbackAddress, ports.rtpVideo),
    ]);
    // The student's process answers one call at a time: the SDP is asked for first, and FFmpeg
    // then looks at it while the other checks go on.
    const sdp = tools.student.call('sessionDescription', [settingsOfProbe], z.string());
    await Promise.allSettled([sdp]);
    const probe = sdp.then((text) => startProbe(bench, tools, settingsOfProbe, text));
    probe.catch(() => {});
    return { ...tools, bench, settings, arrived: { audio, video }, forwarders: [], probe };
  },

  checks: {
    async accepted(trial) {
      const { bench, settings } = trial;
      const request = await requestOf(trial, settings, bench.publisher);
      trial.forwarders = await forward(trial, request);
    },

    async secrets(trial) {
      const { bench, settings, scope } = trial;
      for (const name of ['room', 'forward'] as const) {
        const secrets = { ...settings.secrets, [name]: 'another-secret' };
        const request = await requestOf(trial, { ...settings, secrets }, bench.publisher);
        const answer = await forwardFor(scope, bench.observer, request).catch(refusal);
        if (!(answer instanceof JanusError)) {
          notYet('secret-from-elsewhere', {
            expected: {
              en: `Called with settings whose secrets.${name} is another one, the request carries that one, and Janus refuses it.`,
              es: `Con unos settings cuyo secrets.${name} es otro, la solicitud lleva ese otro, y Janus la rechaza.`,
            },
            seen: {
              en: 'Janus accepted it: the request carries a secret that does not come from the settings it was called with.',
              es: 'Janus la aceptó: la solicitud lleva un secreto que no viene de los settings con los que se llamó.',
            },
          });
        }
      }
    },

    async arrives(trial) {
      const { settings, forwarders } = trial;
      for (const kind of kinds) expectForwarder(forwarders, kind, settings);
      for (const kind of kinds) await expectPackets(trial, kind);
    },

    async mids(trial) {
      const { bench, settings } = trial;
      const ofBench = (kind: Kind) => bench.publisher.streams.find(({ type }) => type === kind);
      const mid = { audio: ofBench('audio')?.mid ?? '', video: ofBench('video')?.mid ?? '' };
      const made = async (streams: readonly PublisherStream[]) =>
        forward(trial, await requestOf(trial, settings, { ...bench.publisher, streams }));

      const turned = await made([
        { type: 'video', mid: mid.video },
        { type: 'audio', mid: mid.audio },
      ]);
      for (const kind of kinds) expectForwarder(turned, kind, settings);

      const unknown = await made([
        { type: 'audio', mid: 'unknown-1' },
        { type: 'video', mid: 'unknown-2' },
      ]);
      if (unknown.length > 0) {
        notYet('mid-not-from-list', {
          expected: {
            en: 'For a publisher with the mids "unknown-1" and "unknown-2" the request names those, and Janus, which knows neither, forwards nothing.',
            es: 'Para un emisor con los mids «unknown-1» y «unknown-2», la solicitud nombra esos; Janus no los conoce y no reenvía nada.',
          },
          seen: withForwarders('Janus forwards', 'Janus reenvía', unknown),
        });
      }

      // It is the sound in truth: were its mid in the request, Janus would forward it.
      const withData = await made([
        { type: 'data', mid: mid.audio },
        { type: 'video', mid: mid.video },
      ]);
      if (withData.some(({ type }) => type === 'audio')) {
        notYet('data-channel-forwarded', {
          expected: {
            en: 'A data channel in the publisher’s list is left out: it is no RTP that FFmpeg could read.',
            es: 'Un canal de datos en la lista del emisor se deja fuera: no es RTP que FFmpeg pueda leer.',
          },
          seen: {
            en: `The request also names the mid "${mid.audio}", which the list has as a data channel.`,
            es: `La solicitud también nombra el mid «${mid.audio}», que en la lista es un canal de datos.`,
          },
        });
      }
      expectForwarder(withData, 'video', settings);
    },

    async sdp({ probe }) {
      const { ports, settings, sdp, complaints } = await probe;
      if (ports.length === 0) {
        const words = lastLines(await complaints);
        notYet('sdp-refused', {
          expected: {
            en: 'FFmpeg accepts the SDP and waits for packets.',
            es: 'FFmpeg acepta el SDP y espera paquetes.',
          },
          seen: {
            en: `${words || 'It ended: the SDP names no stream to wait for.'}\n\n${sdp.trim()}`,
            es: `${words || 'Terminó: el SDP no nombra ningún flujo que esperar.'}\n\n${sdp.trim()}`,
          },
        });
      }
      const wanted = { audio: settings.ports.rtpAudio, video: settings.ports.rtpVideo };
      for (const kind of kinds) {
        if (ports.includes(wanted[kind])) continue;
        notYet('not-listening', {
          expected: {
            en: `Told by the SDP, FFmpeg listens for ${kind} on UDP port ${wanted[kind]}.`,
            es: `Según el SDP, FFmpeg escucha ${kindInSpanish[kind]} en el puerto UDP ${wanted[kind]}.`,
          },
          seen: {
            en: `It listens on ${ports.join(', ')} (RTP, and RTCP one port higher). The SDP:\n${sdp.trim()}`,
            es: `Escucha en ${ports.join(', ')} (RTP, y RTCP un puerto más arriba). El SDP:\n${sdp.trim()}`,
          },
        });
      }
    },

    async readable({ probe, bench }) {
      const { streams, complaints, settings } = await probe;
      const found = (await settlesWithin(streams, probeLimitMilliseconds)) ? await streams : [];
      bench.assertOnAir();
      const problem = firstProblem(found, settings);
      if (problem) {
        const [reason, expected] = problem;
        const words = (await settlesWithin(complaints, 0)) ? lastLines(await complaints) : '';
        const list = found.map(describeStream).join('\n');
        notYet(reason, {
          expected,
          seen: {
            en: `${list || 'FFmpeg found no stream.'}\n${words}`.trim(),
            es: `${list || 'FFmpeg no encontró ningún flujo.'}\n${words}`.trim(),
          },
        });
      }
    },
  },
});

/** Room, secrets and Janus of the bench; RTP ports and payload types of its own. */
async function trialSettings(bench: RoomOnAir, { scope }: TrialTools): Promise<Settings> {
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const { room, secrets, ports } = bench.settings;
  return {
    ...settings,
    room,
    secrets,
    ports: { ...settings.ports, janusWebSocket: ports.janusWebSocket },
    audio: { ...settings.audio, payloadType: 109 },
    video: { ...settings.video, payloadType: 102 },
  };
}

async function requestOf(
  { student }: Trial,
  settings: Settings,
  publisher: PublisherDescription,
): Promise<RtpForwardRequest> {
  return (await student.call(
    'forwardRequest',
    [settings, publisher],
    requestShape,
  )) as RtpForwardRequest;
}

/** @throws {NotYet} with Janus's own words when it refuses. */
async function forward(
  { bench, scope }: Trial,
  request: RtpForwardRequest,
): Promise<readonly Forwarder[]> {
  try {
    return await forwardFor(scope, bench.observer, request);
  } catch (error) {
    const { found } = refusal(error);
    bench.assertOnAir();
    return notYet('janus-refuses', {
      expected: { en: 'Janus accepts the request.', es: 'Janus acepta la solicitud.' },
      seen: found,
    });
  }
}

/** Only a refusal says something about the request; a lost connection does not. */
function refusal(error: unknown): JanusError {
  if (error instanceof JanusError) return error;
  throw error;
}

/** @throws {NotYet} when Janus does not send this kind to the port of the settings. */
function expectForwarder(forwarders: readonly Forwarder[], kind: Kind, settings: Settings): void {
  const port = { audio: settings.ports.rtpAudio, video: settings.ports.rtpVideo }[kind];
  const forwarder = forwarders.find(({ type }) => type === kind);
  if (forwarder?.port === port) return;
  const seen = withForwarders('Janus says it forwards', 'Janus dice que reenvía', forwarders);
  notYet(forwarder ? 'wrong-port' : 'not-forwarded', {
    expected: {
      en: `Janus forwards the publisher’s ${kind} to UDP port ${port}.`,
      es: `Janus reenvía ${kindInSpanish[kind]} del emisor al puerto UDP ${port}.`,
    },
    seen,
  });
}

async function expectPackets(trial: Trial, kind: Kind): Promise<void> {
  const { arrived, bench, forwarders, scope, settings } = trial;
  const { payloadType } = settings[kind];
  const packets = arrived[kind];
  const enough = waitUntil(
    `packets of ${kind}`,
    () => packets.length >= packetsToSee,
    arrivalLimitMilliseconds,
    { signal: scope.signal, everyMilliseconds: 10 },
  );
  await enough.catch(() => scope.signal.throwIfAborted());
  bench.assertOnAir();
  if (packets.length < packetsToSee) {
    notYet('nothing-arrives', {
      expected: {
        en: `RTP with ${kind} arrives at ${settings.loopbackAddress}.`,
        es: `Llega RTP con ${kindInSpanish[kind]} a ${settings.loopbackAddress}.`,
      },
      seen: withForwarders('Janus says it forwards', 'Janus dice que reenvía', forwarders),
    });
  }
  const found = [...new Set(packets.map(({ header }) => header.payloadType))];
  if (found.some((type) => type !== payloadType)) {
    notYet('wrong-payload-type', {
      expected: {
        en: `The packets with ${kind} have the settings’ payload type, ${payloadType} in this trial. FFmpeg drops all others.`,
        es: `Los paquetes con ${kindInSpanish[kind]} tienen el tipo de carga de los settings, ${payloadType} en esta prueba. FFmpeg descarta los demás.`,
      },
      seen: {
        en: `They have payload type ${found.join(', ')}.`,
        es: `Tienen el tipo de carga ${found.join(', ')}.`,
      },
    });
  }
}

function withForwarders(en: string, es: string, forwarders: readonly Forwarder[]): Text {
  const list = forwarders.map(
    ({ type, host, port, pt }) =>
      `${type} → ${host}:${port}${pt === undefined ? '' : ` (pt ${pt})`}`,
  );
  return {
    en:
      list.length > 0
        ? `${en}: ${list.join(', ')}.`
        : `${en} nothing: it knows none of the mids that the request names.`,
    es:
      list.length > 0
        ? `${es}: ${list.join(', ')}.`
        : `No reenvía nada: no conoce ninguno de los mids que nombra la solicitud.`,
  };
}

async function startProbe(
  bench: RoomOnAir,
  { scope, programs }: TrialTools,
  settings: Settings,
  sdp: string,
): Promise<{ settings: Settings; sdp: string } & SdpProbe> {
  const file = join(settings.paths.work, 'session.sdp');
  await writeFile(file, sdp);
  const probe = await probeSdp(scope, programs.ffprobe, file, settings);
  await forwardFor(scope, bench.observer, referenceRequest(settings, bench.publisher));
  // Without a keyframe FFmpeg would not learn the picture's size.
  bench.tap.requestKeyframe();
  return { ...probe, settings, sdp };
}

/** What FFmpeg should have found and did not: the reason, and what was expected. */
function firstProblem(
  found: readonly ProbedStream[],
  { audio, video }: Settings,
): [reason: string, expected: Text] | undefined {
  const sound = found.find(({ codec_name }) => codec_name === audio.codec);
  const picture = found.find(({ codec_name }) => codec_name === video.codec);
  const frequency = (stream: ProbedStream) => Number(stream.time_base?.split('/')[1]);
  if (!sound || !picture) {
    return [
      'wrong-codec',
      {
        en: 'FFmpeg recognizes one stream of Opus and one of H.264.',
        es: 'FFmpeg reconoce un flujo de Opus y otro de H.264.',
      },
    ];
  }
  if (sound.channels !== audio.channels) {
    return [
      'wrong-channels',
      {
        en: `The sound is announced with ${audio.channels} channels, as Opus over RTP always is (RFC 7587).`,
        es: `El sonido se anuncia con ${audio.channels} canales, como siempre en Opus sobre RTP (RFC 7587).`,
      },
    ];
  }
  if (frequency(sound) !== audio.clockRateHz || frequency(picture) !== video.clockRateHz) {
    return [
      'wrong-clock-rate',
      {
        en: `The clocks tick ${audio.clockRateHz} times a second for the sound, ${video.clockRateHz} for the picture.`,
        es: `Los relojes marcan ${audio.clockRateHz} veces por segundo para el sonido y ${video.clockRateHz} para la imagen.`,
      },
    ];
  }
  if (!picture.width || !picture.height) {
    return [
      'no-picture',
      {
        en: `From packets with payload type ${video.payloadType} FFmpeg learns the size of the picture.`,
        es: `De los paquetes con tipo de carga ${video.payloadType}, FFmpeg obtiene el tamaño de la imagen.`,
      },
    ];
  }
  return undefined;
}

function describeStream(stream: ProbedStream): string {
  const { codec_type = '?', codec_name = '?', time_base = '?', channels, width, height } = stream;
  const size = codec_type === 'video' ? `${width ?? 0}x${height ?? 0}` : `${channels ?? 0} ch`;
  return `${codec_type}: ${codec_name}, ${time_base} s, ${size}`;
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-4).join('\n');

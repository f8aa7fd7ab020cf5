/** What Janus makes of the request of stage 03. */
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import type {
  PublisherDescription,
  PublisherStream,
  RtpForwardRequest,
} from '../../labs/stages.ts';
import { JanusError } from '../janus/janus-client.ts';
import type { Forwarder } from '../janus/video-room.ts';
import { notYet } from '../labs/not-yet.ts';
import { expectForwarder, withForwarders } from './forwarders.ts';
import { forwardFor } from './room-on-air.ts';
import { type Kind, kinds, type TriedForward } from './tried-forward.ts';

const requestShape = z.looseObject({
  request: z.literal('rtp_forward'),
  room: z.number(),
  publisher_id: z.number(),
  host: z.string(),
  streams: z.array(z.looseObject({ mid: z.string(), port: z.number() })),
});

/** Janus accepts it; what it forwards from then on is for the later checks. */
export async function checkAccepted(trial: TriedForward): Promise<void> {
  const { bench, settings } = trial;
  const request = await requestOf(trial, settings, bench.publisher);
  trial.namedMids = request.streams.map(({ mid }) => mid);
  trial.forwarders = await forward(trial, request);
}

/** Both secrets come from the settings. */
export async function checkSecrets(trial: TriedForward): Promise<void> {
  const { bench, settings, scope } = trial;
  for (const name of ['room', 'forward'] as const) {
    const secrets = { ...settings.secrets, [name]: 'another-secret' };
    const request = await requestOf(trial, { ...settings, secrets }, bench.publisher);
    const answer = await forwardFor(scope, bench.observer, request).catch(refusal);
    if (!(answer instanceof JanusError)) {
      notYet('secret-from-elsewhere', {
        expected: {
          en: `Called with settings whose secrets.${name} is another one, the request carries that one, and Janus refuses it.`,
          es: `Con otro \`secrets.${name}\` en \`settings\`, la solicitud lleva ese otro, y Janus la rechaza.`,
        },
        seen: {
          en: 'Janus accepted it: the request carries a secret that does not come from the settings it was called with.',
          es: 'Janus la aceptó: la solicitud lleva un secreto que no viene de los ajustes (`settings`) con los que se llamó.',
        },
      });
    }
  }
}

/** The mids come from the publisher's list, and data channels stay out. */
export async function checkMids(trial: TriedForward): Promise<void> {
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
}

async function requestOf(
  { student }: TriedForward,
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
  { bench, scope }: TriedForward,
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

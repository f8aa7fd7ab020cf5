/** Which packets the request of stage 03 brings to the RTP ports. */
import { type Finding, notYet } from '../labs/not-yet.ts';
import { expectForwarder, withForwarders } from './forwarders.ts';
import { type Kind, kindInSpanish, kinds, type TriedForward } from './tried-forward.ts';
import { waitUntil } from './wait-until.ts';

const packetsToSee = 5;
const arrivalLimitMilliseconds = 1_500;

/** Sound and picture, each on its port and with its payload type. */
export async function checkArrival(trial: TriedForward): Promise<void> {
  const { settings, namedMids, forwarders } = trial;
  if (namedMids.length === 0) notYet('no-streams', noStreams);
  for (const kind of kinds) expectForwarder(forwarders, kind, settings);
  for (const kind of kinds) await expectPackets(trial, kind);
}

const noStreams: Finding = {
  expected: {
    en: 'The request names a stream for each sound and each picture of the publisher.',
    es: 'La solicitud nombra un flujo por cada sonido y cada imagen del emisor.',
  },
  seen: {
    en: 'It names no stream: `streams` is empty.',
    es: 'No nombra ninguno: `streams` está vacío.',
  },
};

async function expectPackets(trial: TriedForward, kind: Kind): Promise<void> {
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
        en: `RTP with ${kind} arrives at ${settings.mediaAddress}.`,
        es: `Llega RTP con ${kindInSpanish[kind]} a ${settings.mediaAddress}.`,
      },
      seen: withForwarders('Janus says it forwards', 'Janus dice que reenvía', forwarders),
    });
  }
  const found = [...new Set(packets.map(({ header }) => header.payloadType))];
  const keepsNumber = forwarders.some(({ type, pt }) => type === kind && pt === undefined);
  if (found.some((type) => type !== payloadType)) {
    notYet('wrong-payload-type', {
      expected: {
        en: `The packets with ${kind} have the settings’ payload type, ${payloadType} in this trial. FFmpeg drops all others.`,
        es: `Los paquetes con ${kindInSpanish[kind]} tienen el tipo de carga de los ajustes (\`settings\`), ${payloadType} en esta prueba. FFmpeg descarta los demás.`,
      },
      seen: {
        en: `They have payload type ${found.join(', ')}.${keepsNumber ? ' It is the number they came with from the publisher: the request gives them no `pt`.' : ''}`,
        es: `Tienen el tipo de carga ${found.join(', ')}.${keepsNumber ? ' Es el número con el que llegaron del emisor: la solicitud no les da ningún `pt`.' : ''}`,
      },
    });
  }
}

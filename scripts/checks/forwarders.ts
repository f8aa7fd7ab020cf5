/** What Janus says it forwards: whether it is what it should be, and in a check's words. */
import type { Settings } from '../../labs/settings.ts';
import type { Forwarder } from '../janus/video-room.ts';
import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { type Kind, kindInSpanish } from './tried-forward.ts';

/** @throws {NotYet} when Janus does not send this kind to the port of the settings. */
export function expectForwarder(
  forwarders: readonly Forwarder[],
  kind: Kind,
  settings: Settings,
): void {
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

/** The forwarders, each with where it sends and as what. */
export function withForwarders(en: string, es: string, forwarders: readonly Forwarder[]): Text {
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

/** Probe `forward`: does Janus hand the media on, to the ports and with the payload types FFmpeg expects? */
import type { Forwarder } from '../janus/video-room.ts';
import type { Text } from '../language/text.ts';
import type { RelayCounters } from '../stack/relay/relay-counters.ts';
import type { Session } from '../stack/session.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import { isPastStartup } from './past-startup.ts';
import { Rate } from './rate.ts';
import type { ProbeSources } from './sources.ts';

export class ForwardProbe {
  readonly #sources: ProbeSources;
  readonly #rates = { audio: new Rate(), video: new Rate() };
  #sessionId: string | undefined;

  constructor(sources: ProbeSources) {
    this.#sources = sources;
  }

  look(): Hops['forward'] {
    const { controller, remedies } = this.#sources;
    const { session, trouble } = controller;
    const figures = this.#figures(session);
    const log = remedies.readLog('janus');
    if (!session) {
      if (trouble?.hop === 'forward') return broken<'forward'>(figures, trouble.text, log);
      return waiting<'forward'>(figures, {
        en: 'Nothing to forward yet.',
        es: 'Todavía no hay nada que reenviar.',
      });
    }
    const defect = this.#defect(session);
    if (defect) return broken<'forward'>(figures, defect, seeForwardRequest);
    // What does not come cannot be forwarded: why it does not is the business of the hops before.
    if (session.feed.fedSince === null) {
      return waiting<'forward'>(figures, {
        en: 'Nothing comes in that could be forwarded.',
        es: 'No llega nada que se pueda reenviar.',
      });
    }
    if (figures.videoPacketsPerSecond === 0) {
      return broken<'forward'>(
        figures,
        { en: 'Janus forwards no video packets.', es: 'Janus no reenvía paquetes de video.' },
        log,
      );
    }
    if (handsOnNothing(session)) return broken<'forward'>(figures, nothingHandedOn, seeGate);
    return ok<'forward'>(figures);
  }

  /** Compares what Janus says it forwards with what FFmpeg was told to expect. */
  #defect(session: Session): Text | null {
    if (session.feed.forwarders.length === 0) {
      return {
        en: 'Janus receives the media, but forwards none of it: it has no forwarder for this publisher.',
        es: 'Janus recibe el flujo, pero no reenvía nada: no tiene ningún reenvío para este emisor.',
      };
    }
    const { ports, audio, video } = this.#sources.settings;
    const expected = [
      { type: 'audio', port: ports.rtpAudio, payloadType: audio.payloadType },
      { type: 'video', port: ports.rtpVideo, payloadType: video.payloadType },
    ] as const;
    for (const { type, port, payloadType } of expected) {
      if (!session.publisher.streams.some((stream) => stream.type === type)) continue;
      const forwarder = forwarderOf(session, type);
      if (!forwarder) {
        return {
          en: `Janus forwards no ${type}: the request named no stream with that mid.`,
          es: `Janus no reenvía ${kindInSpanish[type]}: la solicitud no nombró ningún flujo con ese mid.`,
        };
      }
      if (forwarder.port !== port || forwarder.pt !== payloadType) {
        return {
          en: `Janus forwards ${type} to port ${forwarder.port} with payload type ${forwarder.pt ?? 'unchanged'}; expected are port ${port} and payload type ${payloadType}.`,
          es: `Janus reenvía ${kindInSpanish[type]} al puerto ${forwarder.port} con tipo de carga ${forwarder.pt ?? 'sin cambiar'}; se esperan el puerto ${port} y el tipo ${payloadType}.`,
        };
      }
    }
    return null;
  }

  #figures(session: Session | undefined): Figures['forward'] {
    if (session?.id !== this.#sessionId) {
      this.#sessionId = session?.id;
      this.#rates.audio = new Rate();
      this.#rates.video = new Rate();
    }
    const audio = session && forwarderOf(session, 'audio');
    const video = session && forwarderOf(session, 'video');
    const rate = (kind: 'audio' | 'video') => {
      if (!session) return null;
      // The tap has a forwarder of its own: what it counts is forwarded only if there is another.
      const tapped = this.#rates[kind].perSecond(session.tap[kind].packets);
      return forwarderOf(session, kind) ? rounded(tapped) : 0;
    };
    return {
      videoPacketsPerSecond: rate('video'),
      audioPacketsPerSecond: rate('audio'),
      videoPort: video?.port ?? null,
      audioPort: audio?.port ?? null,
      videoPayloadType: video?.pt ?? null,
      audioPayloadType: audio?.pt ?? null,
      ...relayFigures(session?.relay?.counters),
    };
  }
}

type RelayFigures = Pick<
  Figures['forward'],
  | 'lostPackets'
  | 'repairedPackets'
  | 'droppedFrames'
  | 'keyframesRequested'
  | 'longestFreezeSeconds'
>;

/** Without the relay nobody counts them. */
const relayFigures = (counters: RelayCounters | undefined): RelayFigures => ({
  lostPackets: counters?.lostPackets ?? null,
  repairedPackets: counters?.repairedPackets ?? null,
  droppedFrames: counters?.droppedFrames ?? null,
  keyframesRequested: counters?.keyframesRequested ?? null,
  longestFreezeSeconds: counters?.longestFreezeSeconds ?? null,
});

const forwarderOf = (session: Session, type: 'audio' | 'video'): Forwarder | undefined =>
  session.feed.forwarders.find((forwarder) => forwarder.type === type);

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value);

const kindInSpanish = { audio: 'el audio', video: 'el video' } as const;

const handsOnNothing = (session: Session): boolean =>
  session.relay?.counters.handedOnFrames === 0 && isPastStartup(session.startedAt);

const nothingHandedOn: Text = {
  en: 'The relay has handed on no picture: its gate (stage 07) let none through, or no whole keyframe came.',
  es: 'El relé no ha entregado ninguna imagen: su compuerta (etapa 07) no dejó pasar ninguna, o no llegó ningún cuadro clave completo.',
};

const seeGate: Text = {
  en: 'Look at frameGate in lab 07.',
  es: 'Revisa frameGate en el laboratorio 07.',
};

const seeForwardRequest: Text = {
  en: 'Look at forwardRequest in lab 03.',
  es: 'Revisa forwardRequest en el laboratorio 03.',
};

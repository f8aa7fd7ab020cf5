/** Probe `publisher`: is somebody publishing, and does the media arrive at Janus? */

import type { Settings } from '../../labs/settings.ts';
import { type ConnectionInfo, JanusAdmin } from '../janus/admin-client.ts';
import type { Text } from '../language/text.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import { Rate } from './rate.ts';
import { publisherPage } from './remedies.ts';
import type { ProbeSources } from './sources.ts';

/** Video comes 15 to 60 times a second: after this long without a packet something is wrong. */
const silenceMilliseconds = 1_500;
/** A Janus that hangs must not hold up what there is to say about it. */
const answerLimitMilliseconds = 1_000;

export class PublisherProbe {
  readonly #sources: ProbeSources;
  readonly #admin: JanusAdmin;
  readonly #bytes = new Rate();

  constructor(sources: ProbeSources) {
    this.#sources = sources;
    this.#admin = new JanusAdmin(sources.settings, answerLimitMilliseconds);
  }

  async look(): Promise<Hops['publisher']> {
    const { controller, pulse } = this.#sources;
    const { session } = controller;
    if (!session) return this.#withoutSession();
    const { publisher, tap } = session;
    const connection = pulse.hangs
      ? null
      : await this.#admin.connectionOf(publisher.id).catch(() => null);
    const figures = this.#figures(publisher.display ?? '', connection);
    if (pulse.hangs) return waiting<'publisher'>(figures, notKnown);
    const silentMilliseconds = pulse.silentMilliseconds(tap.lastPacketAt);
    if (silentMilliseconds > silenceMilliseconds) {
      const seconds = (silentMilliseconds / 1_000).toFixed(1);
      return broken<'publisher'>(
        figures,
        {
          en: `No media from the publisher for ${seconds} s.`,
          es: `Hace ${seconds} s que no llega nada del emisor.`,
        },
        this.#nextStep(figures.synthetic === true),
      );
    }
    return ok<'publisher'>(figures);
  }

  #withoutSession(): Hops['publisher'] {
    const { controller, pulse, settings } = this.#sources;
    const figures = this.#figures(null, null);
    const { trouble } = controller;
    if (pulse.hangs) return waiting<'publisher'>(figures, notKnown);
    if (trouble?.hop === 'publisher') {
      return broken<'publisher'>(figures, trouble.text, this.#nextStep(true));
    }
    if (controller.publishers.length > 0) {
      return ok<'publisher'>(this.#figures(controller.publishers.at(-1)?.display ?? '', null));
    }
    const page = pageOf(settings);
    return waiting<'publisher'>(
      figures,
      { en: 'Nobody is publishing.', es: 'Nadie está emitiendo.' },
      { en: `Open ${page}`, es: `Abre ${page}` },
    );
  }

  /** A browser has a page to look at; the synthetic publisher has a process. */
  #nextStep(isSynthetic: boolean): Text {
    const { synthetic, settings, remedies } = this.#sources;
    return isSynthetic
      ? remedies.wake('publisher', synthetic?.pid ?? null)
      : publisherPage(settings);
  }

  #figures(display: string | null, connection: ConnectionInfo | null): Figures['publisher'] {
    const bytesPerSecond = connection && this.#bytes.perSecond(connection.receivedBytes);
    return {
      display,
      synthetic: display === null ? null : display === syntheticDisplayName,
      iceState: connection?.iceState ?? null,
      dtlsState: connection?.dtlsState ?? null,
      kilobitsPerSecond: bytesPerSecond === null ? null : Math.round((bytesPerSecond * 8) / 1_000),
      lostPackets: connection?.lostPackets ?? null,
    };
  }
}

const pageOf = ({ ports }: Settings): string => `http://localhost:${ports.site}/publisher/`;

const notKnown: Text = {
  en: 'What the publisher sends is not known while Janus does not answer.',
  es: 'Mientras Janus no responda, no se sabe qué envía el emisor.',
};

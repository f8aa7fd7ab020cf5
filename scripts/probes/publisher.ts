/** Probe `publisher`: is somebody publishing, and does the media arrive at Janus? */
import { type ConnectionInfo, JanusAdmin } from '../janus/admin-client.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import { Rate } from './rate.ts';
import type { ProbeSources } from './sources.ts';

/** Video comes 15 to 60 times a second: after this long without a packet something is wrong. */
const silenceMilliseconds = 1_500;

export class PublisherProbe {
  readonly #sources: ProbeSources;
  readonly #admin: JanusAdmin;
  readonly #bytes = new Rate();

  constructor(sources: ProbeSources) {
    this.#sources = sources;
    this.#admin = new JanusAdmin(sources.settings);
  }

  async look(): Promise<Hops['publisher']> {
    const { controller, settings } = this.#sources;
    const { session } = controller;
    if (!session) return this.#withoutSession();
    const { publisher, tap } = session;
    const connection = await this.#admin.connectionOf(publisher.id).catch(() => null);
    const figures = this.#figures(publisher.display ?? '', connection);
    const silentMilliseconds = Date.now() - tap.lastPacketAt;
    if (silentMilliseconds > silenceMilliseconds) {
      const seconds = (silentMilliseconds / 1_000).toFixed(1);
      return broken<'publisher'>(
        figures,
        {
          en: `No media from the publisher for ${seconds} s.`,
          es: `Hace ${seconds} s que no llega nada del emisor.`,
        },
        {
          en: `Look at the publisher’s page: http://localhost:${settings.ports.site}/publisher/`,
          es: `Revisa la página del emisor: http://localhost:${settings.ports.site}/publisher/`,
        },
      );
    }
    return ok<'publisher'>(figures);
  }

  #withoutSession(): Hops['publisher'] {
    const { controller, settings } = this.#sources;
    const figures = this.#figures(null, null);
    const { trouble } = controller;
    const page = `http://localhost:${settings.ports.site}/publisher/`;
    const openPage = { en: `Open ${page}`, es: `Abre ${page}` };
    if (trouble?.hop === 'publisher') return broken<'publisher'>(figures, trouble.text, openPage);
    if (controller.publishers.length > 0) {
      return ok<'publisher'>(this.#figures(controller.publishers.at(-1)?.display ?? '', null));
    }
    return waiting<'publisher'>(
      figures,
      { en: 'Nobody is publishing.', es: 'Nadie está emitiendo.' },
      openPage,
    );
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

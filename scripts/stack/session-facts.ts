/** What the running session is made of: the descriptions that publisher and Janus exchanged, and the codecs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import { nalType, nalUnits } from '../checks/segment.ts';
import { JanusAdmin } from '../janus/admin-client.ts';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { agreedFormat, type StreamKind, segmentFormats } from '../media/stream-format.ts';
import type { SessionCodecs, SessionDescriptions } from '../site/api-types.ts';
import { run } from '../system/run.ts';
import type { PlaylistPublisher } from './playlist-publisher.ts';
import type { Session } from './session.ts';
import type { SessionController } from './session-controller.ts';

export interface SessionFactsOptions {
  settings: Settings;
  controller: Pick<SessionController, 'session'>;
  playlist: Pick<PlaylistPublisher, 'segments'>;
  ffmpegPath: string;
}

/** There is nothing to be told now; `found` says why. */
export class NoFacts extends WorkshopError {
  override readonly name = 'NoFacts';
}

export class SessionFacts {
  readonly #options: SessionFactsOptions;
  readonly #admin: JanusAdmin;
  /** What a session is made of does not change while it lasts. */
  #known: { session: Session; codecs: Promise<SessionCodecs> } | undefined;

  constructor(options: SessionFactsOptions) {
    this.#options = options;
    this.#admin = new JanusAdmin(options.settings);
  }

  /** @throws {NoFacts} while nobody is on air, or Janus does not answer. */
  async descriptions(): Promise<SessionDescriptions> {
    const session = this.#onAir();
    const { offer, answer } = await this.#exchanged(session);
    return { sessionId: session.id, offer: withoutSecrets(offer), answer: withoutSecrets(answer) };
  }

  /** @throws {NoFacts} while nobody is on air, or the session has no segment yet. */
  codecs(): Promise<SessionCodecs> {
    const { session } = this.#options.controller;
    if (session && this.#known?.session === session) return this.#known.codecs;
    const codecs = this.#findCodecs();
    if (session) {
      this.#known = { session, codecs };
      // What was too early to be told can be told later.
      codecs.catch(() => {
        this.#known = undefined;
      });
    }
    return codecs;
  }

  async #findCodecs(): Promise<SessionCodecs> {
    const session = this.#onAir();
    const [{ answer }, after] = await Promise.all([
      this.#exchanged(session),
      this.#newestSegmentFormats(session),
    ]);
    const ofKind = (kind: StreamKind) => {
      const before = agreedFormat(answer, kind, session.tap.soundIsStereo);
      return before && after[kind] && { before, after: after[kind] };
    };
    return { sessionId: session.id, audio: ofKind('audio'), video: ofKind('video') };
  }

  #onAir(): Session {
    const { session } = this.#options.controller;
    if (!session) throw new NoFacts(nobodyOnAir);
    return session;
  }

  async #exchanged({ publisher }: Session): Promise<{ offer: string; answer: string }> {
    const connection = await this.#admin.connectionOf(publisher.id).catch((error: unknown) => {
      throw new NoFacts(janusSilent, undefined, { cause: error });
    });
    if (!connection?.descriptions) throw new NoFacts(nobodyOnAir);
    return connection.descriptions;
  }

  async #newestSegmentFormats({ id }: Session) {
    const { settings, playlist, ffmpegPath } = this.#options;
    const newest = playlist.segments.findLast(({ uri }) => uri.startsWith(`${id}-`));
    if (!newest) throw new NoFacts(noSegment);
    const path = join(settings.paths.live, newest.uri);
    const segment = await readFile(path);
    const [{ output }, units] = await Promise.all([
      // Without an output FFmpeg complains and ends, but it has said what it found by then.
      run(ffmpegPath, ['-hide_banner', '-nostdin', '-i', path]),
      nalUnits(segment, ffmpegPath, ['-frames:v', '1']),
    ]);
    const parameters = units.find(([header = 0]) => (header & 0x1f) === nalType.sps);
    return segmentFormats(output, parameters);
  }
}

/** Who knows the ICE password can take part in the connection's checks, and this goes onto a projector. */
const withoutSecrets = (sdp: string): string => sdp.replace(/^(a=ice-pwd:)\S+/gm, '$1••••');

const nobodyOnAir: Text = {
  en: 'Nobody is on air now.',
  es: 'Ahora no hay nadie al aire.',
};

const janusSilent: Text = {
  en: 'Janus does not answer now.',
  es: 'Janus no responde ahora.',
};

const noSegment: Text = {
  en: 'The first segment of this session is still being written.',
  es: 'Todavía se está escribiendo el primer segmento de esta sesión.',
};

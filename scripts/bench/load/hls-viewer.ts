/** One viewer without a picture: asks for the playlist as a player does, and fetches every new segment. */
import { setTimeout as delay } from 'node:timers/promises';
import { type HttpAnswer, HttpConnection } from './http-connection.ts';
import type { LoadTally, RequestKind } from './load-tally.ts';
import { readPlaylist } from './read-playlist.ts';

export interface HlsViewerOptions {
  /** Sent as `X-Viewer`, so that a server's log can tell viewers apart. */
  number: number;
  playlist: URL;
  reloadMilliseconds: number;
  /** When it asks first, and from then on once each reload interval: on the clock of `performance.now()`. */
  beginsAt: number;
  /** Where what it meets is counted. */
  tally: LoadTally;
}

/** From the newest: a player that joins does not fetch what it will not play. */
const segmentsAtStart = 1;

/** Watches until the process ends. @returns when the first segment has come. */
export function watchHls(options: HlsViewerOptions): Promise<void> {
  const { number, playlist, reloadMilliseconds, beginsAt, tally } = options;
  const connection = new HttpConnection(playlist, { 'X-Viewer': String(number) });
  let nextSequence: number | null = null;
  let played: () => void = () => {};
  const playing = new Promise<void>((resolve) => {
    played = resolve;
  });

  const get = async (kind: RequestKind, url: URL): Promise<HttpAnswer> => {
    const answer = await connection.get(url.pathname, { keepsBody: kind === 'playlist' });
    tally.answered(number, kind, answer);
    if (answer.status !== 200) throw new Error(`${kind}: status ${answer.status}`);
    return answer;
  };

  const reload = async () => {
    const { firstSequence, uris } = readPlaylist((await get('playlist', playlist)).body);
    nextSequence ??= firstSequence + Math.max(0, uris.length - segmentsAtStart);
    if (nextSequence < firstSequence) {
      nextSequence = firstSequence;
      throw new Error('A segment left the playlist before its turn');
    }
    for (const [index, uri] of uris.entries()) {
      if (firstSequence + index < nextSequence) continue;
      nextSequence = firstSequence + index + 1;
      await get('segment', new URL(uri, playlist));
      played();
    }
  };

  const watch = async () => {
    // By the clock, not from the end of the last reload: the load is the same however fast the server is.
    for (let due = beginsAt; ; due = Math.max(due + reloadMilliseconds, performance.now())) {
      await delay(Math.max(0, due - performance.now()));
      await reload().catch((error: Error) => tally.failed(error.message));
    }
  };
  watch();
  return playing;
}

/** What a load's viewers need of a playlist. A thousand of them read the same text: it is parsed once. */
import * as HLS from 'hls-parser';

export interface ReadPlaylist {
  /** EXT-X-MEDIA-SEQUENCE: the number of the first segment that is listed. */
  firstSequence: number;
  uris: readonly string[];
}

const known = new Map<string, ReadPlaylist>();
const mostKnown = 8;

/** @throws {Error} for what is no media playlist. */
export function readPlaylist(text: string): ReadPlaylist {
  const read = known.get(text) ?? parse(text);
  known.set(text, read);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > mostKnown) known.delete(oldest);
  return read;
}

function parse(text: string): ReadPlaylist {
  const playlist = HLS.parse(text);
  if (!(playlist instanceof HLS.types.MediaPlaylist)) throw new Error('No media playlist');
  return {
    firstSequence: playlist.mediaSequenceBase ?? 0,
    uris: playlist.segments.map(({ uri }) => uri),
  };
}

/** The names of the hops, in a file that a page can load: it brings no other along. */
import type { Text } from '../language/text.ts';
import type { HopId } from '../stack/status.ts';

/** What each hop is called in a sentence; in the order the media takes them. */
export const hopNames: Readonly<Record<HopId, Text>> = {
  publisher: { en: 'Publisher', es: 'Emisor' },
  janus: { en: 'Janus', es: 'Janus' },
  forward: { en: 'RTP forward', es: 'Reenvío RTP' },
  ffmpeg: { en: 'FFmpeg', es: 'FFmpeg' },
  playlist: { en: 'Playlist', es: 'Lista de reproducción' },
  nginx: { en: 'nginx', es: 'nginx' },
  viewer: { en: 'Viewer', es: 'Espectador' },
};

/** The public playlist, fetched from the origin every second, as a player does. */
import { onBeforeUnmount, onMounted, type ShallowRef, shallowRef } from 'vue';
import type { Text } from '../../../../../scripts/language/text.ts';
import { ApiRefusal } from '../../../../../scripts/pages/shared/api.ts';
import type { ViewerSettings } from '../../../../../scripts/site/api-types.ts';
import { callApi } from '../../live/call-api.ts';
import { type PlaylistWindow, playlistWindow } from './playlist-window.ts';
import { texts } from './texts.ts';

const everyMilliseconds = 1_000;
const limitMilliseconds = 5_000;

export interface Playlist {
  /** The newest that came; null until one with a segment did. */
  playlist: Readonly<ShallowRef<PlaylistWindow | null>>;
  /** What is wrong now; null when it came. */
  notice: Readonly<ShallowRef<Text | null>>;
}

export function usePlaylist(): Playlist {
  const playlist = shallowRef<PlaylistWindow | null>(null);
  const notice = shallowRef<Text | null>(texts.connecting);
  const ended = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let playlistUrl: string | undefined;
  /** The newest text, and the one before it. */
  let newest = '';

  const look = async (): Promise<Text | null> => {
    playlistUrl ??= (await callApi<ViewerSettings>('/viewer-settings')).playlistUrl;
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(limitMilliseconds)]);
    const response = await fetch(playlistUrl, { cache: 'no-store', signal });
    if (response.status === 404) return texts.noPlaylist;
    if (!response.ok) return texts.noAnswer;
    const text = await response.text();
    if (text === newest) return null;
    const { default: parse } = await import('hls-parser/parse.js');
    const parsed = parse(text);
    if (parsed.isMasterPlaylist || parsed.segments.length === 0) return texts.noPlaylist;
    playlist.value = playlistWindow(parsed, text, newest, playlistUrl);
    newest = text;
    return null;
  };

  const again = async (): Promise<void> => {
    // A request that found nobody rejects with what the browser calls it.
    const found = await look().catch((error) =>
      error instanceof ApiRefusal ? error.text : texts.noAnswer,
    );
    if (ended.signal.aborted) return;
    notice.value = found;
    timer = setTimeout(again, everyMilliseconds);
  };

  onMounted(again);
  onBeforeUnmount(() => {
    ended.abort();
    clearTimeout(timer);
  });
  return { playlist, notice };
}

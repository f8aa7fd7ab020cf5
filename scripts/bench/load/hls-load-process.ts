/** A process of the HLS load: its share of the viewers. */
import { watchHls } from './hls-viewer.ts';
import { obey } from './load-process.ts';
import { LoadTally } from './load-tally.ts';

export type HlsLoadOrder =
  | {
      do: 'watch';
      playlistUrl: string;
      reloadMilliseconds: number;
      /** For each viewer its number, and how long after the start it asks first. */
      viewers: readonly { number: number; phaseMilliseconds: number }[];
    }
  | { do: 'begin' }
  | { do: 'end' };

const tally = new LoadTally();

obey<HlsLoadOrder>(async (order) => {
  if (order.do === 'begin') return tally.begin();
  if (order.do === 'end') return tally.end();
  const { playlistUrl, reloadMilliseconds, viewers } = order;
  const playlist = new URL(playlistUrl);
  const now = performance.now();
  await Promise.all(
    viewers.map(({ number, phaseMilliseconds }) =>
      watchHls({ number, playlist, reloadMilliseconds, tally, beginsAt: now + phaseMilliseconds }),
    ),
  );
});

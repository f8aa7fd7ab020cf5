/** The one figure of each hop, in the live diagram and on the slides. */
import { expect, test } from 'vitest';
import { hopFigure } from '../../../docs/.vitepress/theme/diagram/hop-figure.ts';
import { slideFigure } from '../../../docs/.vitepress/theme/present/slide-figure.ts';
import { type HopId, type Hops, hopIds } from '../../../scripts/stack/status.ts';
import { exampleStatus } from '../../support/example-status.ts';

/** Of a stream that flows, and that one watches. */
function flowing(): Hops {
  const hops = structuredClone(exampleStatus.hops);
  hops.publisher.figures.kilobitsPerSecond = 1018;
  hops.janus.figures.publishers = 1;
  Object.assign(hops.forward.figures, { videoPacketsPerSecond: 121, audioPacketsPerSecond: 50 });
  hops.ffmpeg.figures.speed = 1;
  hops.playlist.figures.newestSegmentAgeSeconds = 1.2;
  hops.nginx.figures.requestsPerSecond = 0.8;
  Object.assign(hops.viewer.figures, { latencySeconds: 3.4, glassToGlassSeconds: 4.2 });
  return hops;
}

test('of a viewer it is how old the picture is, and without a clock what the player says', () => {
  const hops = flowing();
  expect(hopFigure('viewer', hops, 'en')).toBe('4.2 s behind');
  hops.viewer.figures.glassToGlassSeconds = null;
  expect(hopFigure('viewer', hops, 'en')).toBe('3.4 s behind');
  hops.viewer.figures.latencySeconds = null;
  expect(hopFigure('viewer', hops, 'en')).toBe('');
});

test.each(hopIds)('a broken hop shows none: %s', (id: HopId) => {
  const hops = flowing();
  expect(hopFigure(id, hops, 'en')).not.toBe('');
  hops[id].state = 'broken';
  expect(hopFigure(id, hops, 'en')).toBe('');
  expect(slideFigure(id, hops, 'en')).toBe('');
});

test('that nothing comes, and nothing is forwarded, is one', () => {
  const hops = flowing();
  hops.publisher.figures.kilobitsPerSecond = 0;
  Object.assign(hops.forward.figures, { videoPacketsPerSecond: 0, audioPacketsPerSecond: 0 });
  hops.publisher.state = 'broken';
  hops.forward.state = 'broken';
  expect(hopFigure('publisher', hops, 'en')).toBe('0 kbit/s');
  expect(hopFigure('forward', hops, 'en')).toBe('0 packets/s');
  expect(slideFigure('forward', hops, 'es')).toBe('0/s');
});

test('on a slide, the arrow of the video’s port carries the video’s packets', () => {
  expect(hopFigure('forward', flowing(), 'en')).toBe('171 packets/s');
  expect(slideFigure('forward', flowing(), 'en')).toBe('121/s');
  expect(slideFigure('playlist', flowing(), 'es')).toBe('1.2 s');
});

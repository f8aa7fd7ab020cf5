import { expect, it } from 'vitest';
import { Rate } from '../../../scripts/probes/rate.ts';
import { statusTable } from '../../../scripts/probes/status-table.ts';
import { verdictOf } from '../../../scripts/probes/verdict.ts';
import { ViewerReports } from '../../../scripts/probes/viewers.ts';
import type { Hops } from '../../../scripts/stack/status.ts';
import { presets } from '../../../scripts/weather/presets.ts';
import { exampleStatus } from '../../support/example-status.ts';

const cause = { en: 'It is gone.', es: 'Ya no está.' };
const hops = (changes: Partial<Record<keyof Hops, 'waiting' | 'broken'>>): Hops => {
  const copy = structuredClone(exampleStatus.hops);
  for (const [id, state] of Object.entries(changes)) {
    Object.assign(copy[id as keyof Hops], { state, cause });
  }
  return copy;
};

it('names the first broken hop, not the last', () => {
  const verdict = verdictOf(hops({ ffmpeg: 'broken', playlist: 'broken' }));
  expect(verdict.firstBrokenHop).toBe('ffmpeg');
  expect(verdict.sentence.es).toBe('FFmpeg: Ya no está.');
});
it('says what is waited for when nothing is broken', () =>
  expect(verdictOf(hops({ publisher: 'waiting' }))).toMatchObject({
    firstBrokenHop: null,
    sentence: { en: 'Publisher: It is gone.' },
  }));
it('does not wait for viewers', () =>
  expect(verdictOf(hops({ viewer: 'waiting' })).sentence.en).toMatch(/flows/));

it('draws every hop in both languages', () => {
  const status = { ...exampleStatus, hops: hops({ nginx: 'broken' }) };
  expect(statusTable(status, 'en')).toContain('✖ broken');
  expect(statusTable(status, 'es')).toContain('Ya no está.');
});

it('says what was stopped on purpose', () => {
  expect(statusTable(exampleStatus, 'en')).not.toContain('on purpose');
  const status = { ...exampleStatus, faults: ['publisher' as const, 'nginx' as const] };
  expect(statusTable(status, 'en')).toContain('from the notes window: Publisher, nginx');
  expect(statusTable(status, 'es')).toContain('desde la ventana de notas: Emisor, nginx');
});

it('says what the weather is, when somebody has made it bad', () => {
  const { conditions } = presets.cafe;
  const quiet = { passed: 0, lost: 0, passedPerSecond: 0, lostPerSecond: 0 };
  const way = { ...quiet, kilobitsPerSecond: 0, delayMilliseconds: null };
  const figures = { connections: 1, toJanus: way, toPublisher: way };
  const status = { ...exampleStatus, weather: { preset: 'cafe' as const, conditions, figures } };
  expect(statusTable(status, 'en')).toContain('Bad weather on purpose: Café (');
  expect(statusTable(status, 'es')).toContain('Mal clima a propósito: Café (');
  const clear = { preset: 'clear' as const, conditions: presets.clear.conditions, figures };
  expect(statusTable({ ...exampleStatus, weather: clear }, 'en')).not.toContain('on purpose');
});

it('measures a rate over half a second at least', () => {
  const rate = new Rate();
  expect(rate.perSecond(100, 0)).toBeNull();
  expect(rate.perSecond(150, 1_000)).toBe(50);
  expect(rate.perSecond(150, 1_020)).toBe(50);
  expect(rate.perSecond(0, 2_000)).toBeNull();
});

it('averages a rate over a window', () => {
  const rate = new Rate(10_000);
  expect(rate.perSecond(100, 0)).toBeNull();
  // Two requests every other second: without the window 2, 0, 2, 0, …
  const rates = Array.from({ length: 40 }, (_, second) =>
    rate.perSecond(102 + 2 * Math.floor(second / 2), (second + 1) * 1_000),
  );
  expect(Math.min(...rates.slice(10).map(Number))).toBeGreaterThan(0.8);
  expect(Math.max(...rates.slice(10).map(Number))).toBeLessThan(1.25);
  expect(rate.perSecond(3, 41_000)).toBeNull();
  expect(rate.perSecond(6, 42_000)).toBe(3);
});

it('shows the viewer that is worst off, and forgets the ones that left', () => {
  const viewers = new ViewerReports();
  const report = (viewerId: string, bufferSeconds: number) => ({
    viewerId,
    bufferSeconds,
    latencySeconds: 12,
    glassToGlassSeconds: 10 + bufferSeconds,
    stalls: 0,
  });
  viewers.report(report('a', 8), 0);
  viewers.report(report('b', 0), 4_000);
  expect(viewers.look('page', true, 4_500)).toMatchObject({
    state: 'broken',
    figures: { viewers: 2, latencySeconds: 12, glassToGlassSeconds: 10 },
  });
  expect(viewers.look('page', false, 4_500).state).toBe('waiting');
  viewers.report(report('a', 8), 8_000);
  expect(viewers.look('page', true, 9_500)).toMatchObject({ state: 'ok', figures: { viewers: 1 } });
  expect(viewers.look('page', true, 20_000).state).toBe('waiting');
});

it('sees that a viewer stands still who has a last tenth of a second left', () => {
  const viewers = new ViewerReports();
  const report = { viewerId: 'a', latencySeconds: 12, glassToGlassSeconds: null, stalls: 1 };
  viewers.report({ ...report, bufferSeconds: 0.1 }, 0);
  expect(viewers.look('page', true, 500).state).toBe('broken');
  viewers.report({ ...report, bufferSeconds: 0.5 }, 1_000);
  expect(viewers.look('page', true, 1_500).state).toBe('ok');
});

it('gives a viewer some seconds to go on, once new segments come again', () => {
  const viewers = new ViewerReports();
  const lookAt = (at: number, isFed: boolean) => {
    const report = { viewerId: 'a', latencySeconds: 12, glassToGlassSeconds: null, stalls: 1 };
    viewers.report({ ...report, bufferSeconds: 0 }, at);
    return viewers.look('page', isFed, at);
  };
  expect(lookAt(0, false).cause?.en).toBe('The viewer waits for new segments.');
  expect(lookAt(1_000, true).cause?.en).toMatch(/^New segments come again/);
  expect(lookAt(5_900, true).state).toBe('waiting');
  expect(lookAt(6_000, true).state).toBe('broken');
  expect(lookAt(7_000, false).state).toBe('waiting');
  expect(lookAt(8_000, true).state).toBe('waiting');
});

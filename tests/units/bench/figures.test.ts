import { expect, test } from 'vitest';
import { figure, figures } from '../../../scripts/bench/report/figures.ts';
import { finding } from '../../../scripts/bench/report/findings.ts';
import { sharePercent } from '../../../scripts/bench/report/numbers.ts';
import { exampleResults } from './example-results.ts';

test('what was not measured is no figure', () => {
  const names = Object.keys(figures(exampleResults));
  expect(names).toContain('latency.classic.stalls');
  expect(names).not.toContain('latency.webrtc.stalls');
  expect(names).toContain('budget.webrtc.network');
  expect(names).not.toContain('budget.webrtc.segment');
  expect(() => figure(exampleResults, 'budget.webrtc.segment', 'en')).toThrow('only budget.');
});

test('a share is rounded down, and by no error of floating point', () => {
  expect(sharePercent(0.999_96, 'en')).toBe('99.99 %');
  expect(sharePercent(0.0029, 'en')).toBe('0.29 %');
});

test('a run of one recipe alone is told in a sentence', () => {
  const { transcode } = exampleResults;
  if (!transcode) throw new Error('The example has a transcode bench.');
  const results = {
    ...exampleResults,
    transcode: { ...transcode, recipes: transcode.recipes.slice(0, 1) },
  };
  expect(finding(results, 'transcode', 'en')).toBe('Copying the picture takes 2.0 % of a core');
  expect(finding(results, 'transcode', 'es')).toBe('Copiar la imagen toma el 2.0 % de un núcleo');
});

import { expect, test } from 'vitest';
import { verdictOf } from '../../docs/.vitepress/theme/live/verdict.ts';
import type { LabReport } from '../../scripts/labs/report.ts';
import type { LabRun, LabState } from '../../scripts/site/api-types.ts';

const lab = (change: Partial<LabState>): LabState => ({
  folder: '05-nginx',
  number: 5,
  title: { en: 'Serve it', es: 'Servirlo' },
  file: 'labs/05-nginx/nginx.ts',
  isPassed: false,
  points: { earned: 0, possible: 14 },
  hints: [],
  run: null,
  ...change,
});

const run = (change: Partial<LabRun>): LabRun => ({
  number: 1,
  state: 'running',
  isWatching: true,
  startedAt: '2026-05-17T09:30:00Z',
  checks: [],
  report: null,
  trouble: null,
  ...change,
});

const report = (verdict: LabReport['verdict'], earned: number): LabReport => ({
  version: 1,
  lab: 'nginx',
  file: '/labs/05-nginx/nginx.ts',
  verdict,
  points: { earned, possible: 14 },
  seconds: 0.42,
  checks: [],
  output: '',
});

test('a run says its verdict, its points and its seconds, as the terminal does', () => {
  const state = lab({ run: run({ state: 'finished', report: report('not-yet', 3) }) });
  expect(verdictOf(state)).toEqual({
    tone: 'not-yet',
    text: {
      en: 'not yet · 3 of 14 points · 0.4\u00a0s',
      es: 'todavía no · 3 de 14 puntos · 0.4\u00a0s',
    },
  });
});

test('before the first run it says how far the student had come', () => {
  expect(verdictOf(lab({})).text.en).toMatch(/^Not checked yet\./);
  const begun = verdictOf(lab({ points: { earned: 1, possible: 14 } }));
  expect(begun).toMatchObject({ tone: 'not-yet', text: { en: 'not yet · 1 of 14 points' } });
  const passed = verdictOf(lab({ isPassed: true, points: { earned: 14, possible: 14 } }));
  expect(passed).toMatchObject({ tone: 'passed', text: { es: 'aprobado · 14 de 14 puntos' } });
});

test('a run that passed says so only while the file is the one that passed', () => {
  const finished = run({ state: 'finished', report: report('passed', 14) });
  expect(verdictOf(lab({ isPassed: true, run: finished })).tone).toBe('passed');
  const changed = verdictOf(lab({ isPassed: false, run: finished }));
  expect(changed.tone).toBe('none');
  expect(changed.text.en).toContain('has changed since');
});

test('a run under way says nothing yet, even of a lab that was passed', () => {
  const state = lab({ isPassed: true, points: { earned: 14, possible: 14 }, run: run({}) });
  expect(verdictOf(state)).toEqual({ tone: 'none', text: { en: '', es: '' } });
});

test('a run that was cancelled, and one that broke, say nothing of the student’s code', () => {
  expect(verdictOf(lab({ run: run({ state: 'cancelled' }) })).tone).toBe('none');
  const broken = verdictOf(lab({ run: run({ state: 'failed' }) }));
  expect(broken.tone).toBe('environment');
  expect(broken.text.en).toContain('nothing about your code');
});

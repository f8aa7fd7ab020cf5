import { createMarkdownRenderer } from 'vitepress';
import { expect, test } from 'vitest';
import { feedback } from '../../../scripts/grade/reports/feedback.ts';
import type { CheckResult } from '../../../scripts/grade/results.ts';
import { typesCheckTitle } from '../../../scripts/labs/types-check.ts';
import { languages, type Text } from '../../../scripts/language/text.ts';
import { capstone, lab, labResult, submission, untried } from './by-hand.ts';

/** A reader of Markdown that lets HTML through: what a student wrote must not become any. */
const { render } = await createMarkdownRenderer('docs', {
  highlight: (code) => `<pre>${code.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
});

const seen: Text = { en: '/live/index.m3u8: status 404', es: '/live/index.m3u8: estado 404' };
const expected: Text = { en: 'Status 200.', es: 'Estado 200.' };
const nginx = labResult(
  lab(5),
  {
    serves: { verdict: 'failed', reason: 'not-served', expected, seen },
    errors: { verdict: 'blocked' },
    cors: { verdict: 'failed', reason: 'later', seen: { en: 'later', es: 'después' } },
  },
  { output: Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n') },
);
const mixed = submission('ada', {
  student: { name: 'Ada', email: null, language: null },
  replaced: [nginx, untried(lab(6), 'missing'), untried(lab(2), 'refused'), capstone(0)],
  ignored: [
    { path: 'labs/05-nginx/checks.ts', why: 'changed' },
    { path: 'my notes.txt', why: 'extra' },
  ],
});

/** What stands below a heading that begins so, up to the next one. */
const partOf = (markdown: string, heading: string): string =>
  markdown.split(/^#+ /m).find((part) => part.startsWith(heading)) ?? '';

test('says what works, with its points', () => {
  const text = feedback(mixed, 'en');
  expect(text).toMatch(/^# Your stages: Ada\n\n\*\*\d+ of 111 points\*\*\n/);
  expect(partOf(text, 'What works').trim().split('\n').slice(2)).toEqual([
    `- 01 · ${lab(1).title.en} (14 of 14 points)`,
    `- 03 · ${lab(3).title.en} (10 of 10 points)`,
    `- 04 · ${lab(4).title.en} (13 of 13 points)`,
    `- 07 · ${lab(7).title.en} (14 of 14 points)`,
  ]);
});

test.each(languages)(
  'of a lab, the first check that failed and nothing of the others, %s',
  (language) => {
    const part = partOf(feedback(mixed, language), `05 · ${lab(5).title[language]}`);
    const serves = nginx.checks.find(({ id }) => id === 'serves');
    expect(part).toContain(`**${serves?.title[language]}**`);
    expect(part).toContain(`\`\`\`text\n${expected[language]}\n\`\`\``);
    expect(part).toContain(`\`\`\`text\n${seen[language]}\n\`\`\``);
    expect(part).not.toMatch(/later|después/);
    expect(part).toContain(
      { en: '(Another check could not be run because of it.)', es: 'Otra comprobación depende' }[
        language
      ],
    );
    expect(part).toContain('`npm run lab 5`');
    expect(part).toContain('line 29');
    expect(part).not.toContain('line 19');
  },
);

test('files that are missing or refused, and what needs all seven', () => {
  const text = feedback(mixed, 'en');
  expect(partOf(text, '06')).toContain('No file was handed in at `labs/06-viewer/viewer.ts`.');
  expect(partOf(text, '02')).toContain(
    'This file was not run: `labs/02-janus-config/janus.ts`. It is a link.',
  );
  const together = submission('bob', { replaced: [{ ...capstone(0), verdict: 'missing' }] });
  expect(partOf(feedback(together, 'en'), 'All seven')).toContain('once all seven files are there');
  expect(partOf(text, 'All seven together')).toContain('npm start -- --from labs --no-fill');
});

test('what was handed in and did not count, the first ten of it', () => {
  const part = partOf(feedback(mixed, 'en'), 'Handed in');
  expect(part).toContain('- `labs/05-nginx/checks.ts` (changed)\n- `my notes.txt` (added)');
  const many = Array.from({ length: 13 }, (_, index) => ({
    path: `file-${index}`,
    why: 'extra' as const,
  }));
  const long = partOf(feedback({ ...mixed, ignored: many }, 'es'), 'Se entregó');
  expect(long).toContain('`file-9` (añadido)\n- y 3 más');
  expect(long).not.toContain('file-10');
});

test('the machine’s fault costs nothing', () => {
  const unknown = submission('ada', {
    replaced: [labResult(lab(4), { runs: { verdict: 'environment' } })],
  });
  const text = feedback(unknown, 'en');
  expect(text).toContain('**So far 98 of 98 points.** Something could not be checked yet');
  expect(partOf(text, '04')).toContain('says nothing about your file, and costs you no points');
  expect(partOf(text, '04')).not.toMatch(/hint|npm run lab|\d+ of/);
});

test('who has everything is told so, and only they', () => {
  const text = feedback(submission('ada'), 'en');
  expect(text).toContain('**111 of 111 points**');
  expect(text).toContain('Everything works');
  expect(text).not.toMatch(/What comes next|hint|Handed in/);
  const { labs, ...others } = submission('two');
  const onlyTwo = feedback({ ...others, labs: labs.slice(0, 2) }, 'en');
  expect(onlyTwo).not.toContain('Everything works');
  expect(feedback(mixed, 'en')).not.toContain('Everything works');
});

test('the hint is about the check that failed; where none is, there is none', () => {
  const failing = (number: number, id: string, change: Partial<CheckResult>) => {
    const result = labResult(lab(number), { [id]: { verdict: 'failed', ...change } });
    return /\*\*Una pista:\*\* (.*)/.exec(
      feedback(submission('ada', { replaced: [result] }), 'es'),
    )?.[1];
  };
  expect(failing(4, 'sound', { reason: 'no-aac' })).toMatch(/-c:a aac/);
  expect(failing(5, 'serves', { reason: 'not-served' })).toMatch(/location \/live\//);
  expect(failing(5, 'serves', { reason: 'wrong-media-type' })).toMatch(/types \{/);
  // What was seen says all of it.
  expect(failing(5, 'starts', { reason: 'nginx-refuses' })).toBeUndefined();
  expect(failing(3, 'sdp', { reason: 'throws' })).toBeUndefined();
  expect(failing(3, 'sdp', { reason: 'never-returns', verdict: 'timed-out' })).toBeUndefined();
  expect(failing(3, 'sdp', { reason: null, verdict: 'timed-out' })).toBeUndefined();
});

test('a mistake of types or syntax has no hint of the lab', () => {
  const { checks, ...nginx } = labResult(lab(5), {}, { verdict: 'not-yet' });
  const types = {
    ...{ ...(checks[0] as CheckResult), id: 'types', points: 0, title: typesCheckTitle },
    ...{ verdict: 'failed' as const, reason: 'syntax-error', expected, seen },
  };
  const text = feedback(
    submission('ada', { replaced: [{ ...nginx, checks: [types, ...checks] }] }),
    'en',
  );
  expect(partOf(text, '05')).toContain(typesCheckTitle.en);
  expect(text).not.toContain('A hint:');
});

test('in the student’s language, else in the grader’s', () => {
  const student = { name: 'Ada', email: null };
  const spanish = { ...mixed, student: { ...student, language: 'es' as const } };
  expect(feedback(spanish, 'en')).toContain('# Tus etapas: Ada');
  const english = { ...mixed, student: { ...student, language: 'en' as const } };
  expect(feedback(english, 'es')).toContain('# Your stages: Ada');
  expect(feedback(mixed, 'es')).toContain('# Tus etapas: Ada');
});

test('says what was looked at, and when', () => {
  expect(feedback(mixed, 'en').trimEnd().split('\n').at(-1)).toBe(
    'Graded 2026-03-04 10:20 UTC, commit `0123456789ab`.',
  );
  expect(feedback({ ...mixed, commit: null }, 'es').trimEnd()).toMatch(
    /Corregido el 2026-03-04 10:20 UTC\.$/,
  );
});

test('what a student wrote stays text, whatever it is made of', async () => {
  const evil =
    '````\n# Full marks\n</pre><script>alert(1)</script>\n~~~\n- [x](http://x) ![y](http://y)\u001b[2J\u0000';
  const name = '<img src=x onerror=alert(1)> *[Eve](http://x)* `` \n# Full marks';
  const eve = submission('eve', {
    student: { name, email: null, language: null },
    replaced: [
      labResult(
        lab(5),
        {
          serves: {
            verdict: 'failed',
            reason: evil,
            expected: { en: evil, es: evil },
            seen: { en: evil, es: evil },
          },
        },
        { output: evil },
      ),
      { ...untried(lab(2), 'refused'), file: evil },
    ],
    ignored: [
      { path: `labs/\`\`${evil}`, why: 'extra' },
      { path: 'a`<img src=x>`b', why: 'extra' },
    ],
  });
  const text = feedback(eve, 'en');
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  const page = await render(text);
  expect(page).not.toMatch(/<(script|img)|<a [^>]*href="http/);
  const headings = [...page.matchAll(/<h(\d)[^>]*>(.*?) ?<a /gs)].map(([, level]) => level);
  expect(headings).toEqual(['1', '2', '2', '3', '3', '2']);
  const blocks = page.match(/<pre>.*?<\/pre>/gs) ?? [];
  expect(blocks).toHaveLength(3);
  for (const block of blocks) expect(block).toContain('# Full marks\n&lt;/pre>&lt;script>');
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitXml } from '../../../scripts/grade/reports/junit.ts';
import { languages } from '../../../scripts/language/text.ts';
import { capstone, lab, labResult, results, submission, untried } from './by-hand.ts';

/** Held to the schema, and read back by libxml2: what a reader sees of it, line by line. */
async function readBack(xml: string): Promise<string> {
  const schema = await readFile(join(import.meta.dirname, 'junit.xsd'), 'utf8');
  const { errors, normalized } = await validateXML({
    xml: [{ fileName: 'junit.xml', contents: xml }],
    schema: [schema],
    normalization: 'format',
  });
  expect(errors.map(({ message }) => message)).toEqual([]);
  return normalized;
}

const nginx = labResult(
  lab(5),
  {
    serves: {
      verdict: 'failed',
      reason: 'not-served',
      expected: { en: 'Status 200.', es: 'Estado 200.' },
      seen: { en: 'Status 404.', es: 'Estado 404.' },
    },
    errors: { verdict: 'blocked' },
    cors: { verdict: 'timed-out' },
  },
  { output: 'listening\n' },
);
const mixed = submission('ada', {
  replaced: [
    nginx,
    untried(lab(6), 'missing'),
    untried(lab(2), 'refused'),
    labResult(lab(4), { runs: { verdict: 'environment' } }),
    capstone(0),
  ],
});

test.each(languages)('every verdict is written as the schema wants it, %s', async (language) => {
  const xml = await readBack(junitXml(results(mixed, submission('bob')), language));
  expect(xml.match(/<testsuite /g)).toHaveLength(16);
  const say = (en: string, es: string) => ({ en, es })[language];
  const { title } = lab(5);
  expect(xml).toContain(`<testsuite name="ada · 05-nginx ${title[language]}"`);
  expect(xml).toContain(
    `<failure message="${say('Status 404.', 'Estado 404.')}" type="not-served">${say(
      'Expected: Status 200.\nSeen: Status 404.',
      'Se esperaba: Estado 200.\nSe vio: Estado 404.',
    )}</failure>`,
  );
  const findings = [...xml.matchAll(/<(failure|error|skipped) message="([^"]+)" type="([^"]+)"/g)];
  expect(findings.map(([, ...finding]) => finding)).toEqual([
    ['failure', say('It is a link.', 'Es un enlace simbólico.'), 'refused'],
    ['error', expect.stringMatching(say('could not tell', 'no pudo saberlo')), 'environment'],
    ['failure', say('Status 404.', 'Estado 404.'), 'not-served'],
    ['skipped', expect.stringMatching(say('did not pass', 'No pasó')), 'blocked'],
    ['failure', say('It did not end in time.', 'No terminó a tiempo.'), 'timed-out'],
    ['failure', say('The file is missing.', 'Falta el archivo.'), 'missing'],
    ['failure', say('None.', 'Ninguna.'), 'not-playing'],
  ]);
  expect(xml).toContain('<system-out>listening\n</system-out>');
});

test('nothing graded is a document, too', async () => {
  expect(await readBack(junitXml(results(), 'en'))).toContain('tests="0"');
});

test('the counts of a suite and of all are those of their cases', async () => {
  const xml = await readBack(junitXml(results(mixed), 'en'));
  const suite = /<testsuite [^>]*05-nginx[^>]*>/.exec(xml)?.[0];
  expect(suite).toContain(`tests="${lab(5).checks.length}" failures="2" errors="0" skipped="1"`);
  const count = (element: string) => xml.match(new RegExp(`<${element} `, 'g'))?.length ?? 0;
  expect(/<testsuites [^>]*>/.exec(xml)?.[0]).toContain(
    `tests="${count('testcase')}" failures="${count('failure')}" errors="${count('error')}"`,
  );
  expect([count('failure'), count('error'), count('skipped')]).toEqual([5, 1, 1]);
});

test('what a student wrote stays text, whatever it is made of', async () => {
  const evil =
    ']]></system-out><testcase name="forged"/>&bogus; "\'\u0000\u001b[31m\ud800\ufffe\u202e<!--';
  const eve = submission(evil, {
    student: { name: evil, email: null, language: null },
    replaced: [
      labResult(
        lab(5),
        { serves: { verdict: 'failed', reason: evil, seen: { en: evil, es: evil } } },
        { output: evil },
      ),
    ],
  });
  const xml = await readBack(junitXml(results(eve), 'en'));
  expect(xml).not.toContain('<testcase name="forged"');
  const text = ']]&gt;&lt;/system-out&gt;&lt;testcase name="forged"/&gt;&amp;bogus; "\'&lt;!--';
  expect(xml).toContain(`<system-out>${text}</system-out>`);
  expect(xml).toContain(`Seen: ${text}</failure>`);
});

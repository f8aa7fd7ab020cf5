/**
 * The results as JUnit XML, as Jenkins, GitLab and the reporters for GitHub read it: a `testsuite`
 * per submission and lab, a `testcase` per check.
 */
import Builder from 'fast-xml-builder';
import type { Language, Text } from '../../language/text.ts';
import type { CheckResult, LabResult, Results, SubmissionResult } from '../results.ts';
import { oneLine, printable } from './printable.ts';
import { nameOf } from './standing.ts';

/** As the builder wants it: `@` is an attribute, `#` the text. */
type Attributes = Record<`@${string}`, string | number>;
type Finding = Attributes & { '#': string };
type Outcome = 'failure' | 'error' | 'skipped';
type TestCase = Attributes & Partial<Record<Outcome, Finding>>;

export function junitXml(
  { submissions }: Pick<Results, 'submissions'>,
  language: Language,
): string {
  const suites = submissions.flatMap((submission) =>
    submission.labs.map((lab) => suiteOf(submission, lab, language)),
  );
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#',
    format: true,
    suppressEmptyNode: true,
  });
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'npm run grade',
      '@tests': total(suites, '@tests'),
      '@failures': total(suites, '@failures'),
      '@errors': total(suites, '@errors'),
      '@time': seconds(submissions.reduce((sum, { seconds }) => sum + seconds, 0)),
      testsuite: suites,
    },
  };
  return builder.build(document);
}

function suiteOf(submission: SubmissionResult, lab: LabResult, language: Language) {
  const cases = casesOf(submission, lab, language);
  const count = (outcome: Outcome) => cases.filter((one) => outcome in one).length;
  return {
    '@name': oneLine(`${nameOf(submission)} · ${lab.lab} ${lab.title[language]}`),
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    '@time': seconds(lab.seconds),
    // The schema of Ant knows neither milliseconds nor zones: this is UTC.
    '@timestamp': submission.gradedAt.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
    '@package': oneLine(submission.id),
    testcase: cases,
    ...(lab.output.trim() === '' ? {} : { 'system-out': printable(lab.output) }),
  };
}

function casesOf(submission: SubmissionResult, lab: LabResult, language: Language): TestCase[] {
  const classname = oneLine(`${submission.id}.${lab.lab}`);
  // Checks that were not run because there is no file are skipped ones, and nobody looks at those.
  const isTried = lab.verdict !== 'missing' && lab.verdict !== 'refused';
  if (!isTried || lab.checks.length === 0) return [withoutChecks(lab, classname, language)];
  return lab.checks.map((check) => ({
    '@classname': classname,
    '@name': oneLine(check.title[language]),
    '@time': seconds(check.seconds),
    ...outcomeOf(check, language),
  }));
}

function outcomeOf(check: CheckResult, language: Language): Partial<Record<Outcome, Finding>> {
  const { verdict, reason, expected, seen } = check;
  if (verdict === 'passed') return {};
  const say = (label: Text, text: Text | null) =>
    text ? [`${label[language]} ${text[language]}`] : [];
  const details = [...say(texts.expected, expected), ...say(texts.seen, seen)].join('\n');
  const message = (seen ?? expected ?? texts[verdict])[language];
  if (verdict === 'blocked') return { skipped: finding(texts.blocked[language], verdict, '') };
  if (verdict === 'environment') return { error: finding(message, verdict, details) };
  return { failure: finding(message, reason ?? verdict, details) };
}

/** Of a file that was not tried, that is the one thing to report. */
function withoutChecks(lab: LabResult, classname: string, language: Language): TestCase {
  const { verdict, refusal } = lab;
  const name = { '@classname': classname, '@name': texts.file[language], '@time': seconds(0) };
  if (verdict === 'passed') return name;
  if (verdict === 'environment') {
    return { ...name, error: finding(texts.environment[language], verdict, '') };
  }
  return { ...name, failure: finding((refusal ?? texts.missing)[language], verdict, '') };
}

const finding = (message: string, type: string, text: string): Finding => ({
  '@message': oneLine(message),
  '@type': oneLine(type),
  '#': printable(text),
});

const total = (
  suites: readonly ReturnType<typeof suiteOf>[],
  of: '@tests' | '@failures' | '@errors',
) => suites.reduce((sum, suite) => sum + suite[of], 0);

const seconds = (value: number): string => value.toFixed(3);

const texts = {
  file: { en: 'The file was handed in.', es: 'El archivo se entregó.' },
  expected: { en: 'Expected:', es: 'Se esperaba:' },
  seen: { en: 'Seen:', es: 'Se vio:' },
  failed: { en: 'It failed.', es: 'Falló.' },
  'timed-out': { en: 'It did not end in time.', es: 'No terminó a tiempo.' },
  missing: { en: 'The file is missing.', es: 'Falta el archivo.' },
  blocked: {
    en: 'A check that this one needs did not pass.',
    es: 'No pasó una comprobación de la que esta depende.',
  },
  environment: {
    en: 'This machine could not tell. It says nothing about the student’s file.',
    es: 'Esta máquina no pudo saberlo. No dice nada del archivo del estudiante.',
  },
} satisfies Record<string, Text>;

/** What the table says of a submission beside its points. */
import type { Language, Text } from '../../language/text.ts';
import type { LabResult, SubmissionResult } from '../results.ts';
import { labNumber } from './standing.ts';

export function noteOf({ labs, ignored }: SubmissionResult, language: Language): string {
  const files = labs.filter((lab) => labNumber(lab) !== null);
  const count = (verdict: LabResult['verdict']) =>
    files.filter((lab) => lab.verdict === verdict).length;
  const notes: Text[] = [];
  if (labs.some(({ verdict }) => verdict === 'environment')) notes.push(texts.environment);
  if (count('missing') > 0) notes.push(missing(count('missing')));
  if (count('refused') > 0) notes.push(refused(count('refused')));
  const all = labs.find((lab) => labNumber(lab) === null);
  if (files.length === 0 && all?.verdict === 'missing') notes.push(texts.notAll);
  const untyped = labs.filter(isWrongInTypesOnly).map((lab) => labNumber(lab) ?? lab.lab);
  if (untyped.length > 0) notes.push(types(untyped));
  const changed = ignored.filter(({ why }) => why === 'changed').length;
  if (changed > 0) notes.push(changedFiles(changed));
  return notes.map((note) => note[language]).join(', ');
}

/** It has all points, and TypeScript does not understand it. */
const isWrongInTypesOnly = ({ verdict, points }: LabResult): boolean =>
  verdict === 'not-yet' && points.earned === points.possible;

const types = (labs: readonly string[]): Text => ({
  en: `type errors in ${labs.join(', ')}`,
  es: `errores de tipos en ${labs.join(', ')}`,
});

/** Below the mean: of how many it says nothing. */
export const notGraded = (count: number): Text => ({
  en: `without ${count} marked ?`,
  es: `sin ${count === 1 ? 'la que tiene' : `las ${count} que tienen`} ?`,
});

const missing = (count: number): Text =>
  count === 1
    ? { en: '1 file missing', es: 'falta 1 archivo' }
    : { en: `${count} files missing`, es: `faltan ${count} archivos` };

const refused = (count: number): Text =>
  count === 1
    ? { en: '1 file refused', es: '1 archivo rechazado' }
    : { en: `${count} files refused`, es: `${count} archivos rechazados` };

const changedFiles = (count: number): Text =>
  count === 1
    ? { en: '1 other file changed', es: 'otro archivo cambiado' }
    : { en: `${count} other files changed`, es: `otros ${count} archivos cambiados` };

const texts = {
  environment: { en: 'environment', es: 'entorno' },
  notAll: { en: 'not all seven files', es: 'no están los siete archivos' },
} satisfies Record<string, Text>;

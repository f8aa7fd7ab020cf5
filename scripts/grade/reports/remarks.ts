/** What stands below the table: whatever somebody who only looks there must not miss. */
import type { Text } from '../../language/text.ts';
import type { Results, SubmissionResult } from '../results.ts';
import { type ClassList, memberOf } from './class-list.ts';
import { oneLine } from './printable.ts';
import { isGraded, nameOf } from './standing.ts';

/**
 * @param results all that are known.
 * @param given those of this time.
 */
export function remarks(
  { submissions, isolation }: Results,
  given: readonly SubmissionResult[],
  list: ClassList | undefined,
): Text[] {
  const untold = given.flatMap(untoldOf);
  const strangers = list ? given.filter((each) => !memberOf(list.members, each)) : [];
  const absent = list ? absentMembers(list, submissions) : [];
  const others = submissions.length - given.length;
  return [
    ...(untold.length > 0 ? [couldNotTell(untold)] : []),
    ...(strangers.length > 0 ? [notInList(strangers.map(({ id }) => oneLine(id)))] : []),
    ...(absent.length > 0 ? [withoutFolder(absent.map(({ id }) => id))] : []),
    ...(others > 0 ? [alsoThere(others)] : []),
    ...(isolation === 'process' ? [noNamespaces] : []),
  ];
}

/** Of the class list, those of whom nothing is known. */
export const absentMembers = (
  { members }: ClassList,
  submissions: readonly SubmissionResult[],
): ClassList['members'] =>
  members.filter((member) => !submissions.some((each) => memberOf(members, each) === member));

/** Of each lab that the machine could not check, the first thing that it said. */
function untoldOf(submission: SubmissionResult): Text[] {
  return submission.labs
    .filter((lab) => !isGraded(lab))
    .map(({ lab, checks }) => {
      const seen = checks.find(({ verdict }) => verdict === 'environment')?.seen;
      const where = `  ${nameOf(submission)}, ${lab}`;
      return {
        en: seen ? `${where}: ${oneLine(seen.en)}` : where,
        es: seen ? `${where}: ${oneLine(seen.es)}` : where,
      };
    });
}

const couldNotTell = (labs: readonly Text[]): Text => {
  const lines = (language: 'en' | 'es') => labs.map((lab) => lab[language]).join('\n');
  return {
    en: `This machine could not tell (?):\n${lines('en')}\n  → npm run doctor; then the same command grades only these.`,
    es: `Esta máquina no pudo comprobarlo (?):\n${lines('es')}\n  → npm run doctor; después, el mismo comando corrige solo esto.`,
  };
};

const notInList = (ids: readonly string[]): Text => ({
  en: `Not in the class list: ${ids.join(', ')}`,
  es: `No están en la lista de la clase: ${ids.join(', ')}`,
});

const withoutFolder = (ids: readonly string[]): Text => ({
  en: `In the class list, and nothing graded: ${ids.join(', ')}`,
  es: `En la lista de la clase, y sin nada corregido: ${ids.join(', ')}`,
});

const alsoThere = (count: number): Text => ({
  en:
    count === 1
      ? 'The files have one more submission, from an earlier time.'
      : `The files have ${count} more submissions, from an earlier time.`,
  es:
    count === 1
      ? 'En los archivos hay otra entrega, de una vez anterior.'
      : `En los archivos hay otras ${count} entregas, de una vez anterior.`,
});

const noNamespaces: Text = {
  en: 'Graded without namespaces: submissions could reach your files and your network.',
  es: 'Corregido sin espacios de nombres: las entregas podían alcanzar tus archivos y tu red.',
};

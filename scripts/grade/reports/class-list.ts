/** `--class class.csv`: who the submissions are from, as a spreadsheet writes it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import { type Language, languages, type Text } from '../../language/text.ts';
import { WorkshopError } from '../../language/workshop-error.ts';
import type { SubmissionResult } from '../results.ts';
import { complain, hasNoColumn, isEmpty, isUnreadable, rowProblem } from './class-problems.ts';
import { decodeText } from './decode-text.ts';
import { withoutGuard } from './formulas.ts';
import { oneLine } from './printable.ts';

export interface ClassMember {
  /** The name of the folder with their submission. */
  id: string;
  name: string;
  email: string | null;
  language: Language | null;
}

export interface ClassList {
  members: ClassMember[];
  /** Between two cells: results are written as this spreadsheet writes. */
  separator: Separator;
}

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** How each column may be called, in lower case. */
export const columnNames = {
  id: ['id', 'folder', 'carpeta'],
  name: ['name', 'nombre'],
  email: ['email', 'e-mail', 'correo'],
  language: ['language', 'lang', 'idioma'],
} as const;
type Column = keyof typeof columnNames;

/** @throws {WorkshopError} naming the row, as a spreadsheet numbers it. */
export async function readClassList(file: string): Promise<ClassList> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new WorkshopError(
      {
        en: `${file} cannot be read: ${error.message}`,
        es: `No se puede leer ${file}: ${error.message}`,
      },
      { en: 'npm run grade -- --class class.csv …', es: 'npm run grade -- --class class.csv …' },
      { cause: error },
    );
  });
  return parseClassList(decodeText(bytes), file);
}

export function parseClassList(text: string, file: string): ClassList {
  // The separator may stand in a line of its own, for Excel.
  const cells = text.replace(/^\uFEFF?(sep=.\r?\n)?/i, '');
  const separator = separatorOf(cells);
  const { data, errors } = Papa.parse<string[]>(cells, { delimiter: separator });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw complain(file, isUnreadable((broken.row ?? 0) + 1));
  const rows = data.map((row) => row.map(cellText));
  const head = rows[0];
  if (!head || rows.every((cells) => cells.join('') === '')) throw complain(file, isEmpty);
  const columns = columnsOf(head, file);
  return { members: membersOf(rows, columns, file), separator };
}

/** The one at which the first row falls into the most columns with known names. */
function separatorOf(text: string): Separator {
  const names: readonly string[] = Object.values(columnNames).flat();
  const [head = ''] = text.trimStart().split(/\r?\n/, 1);
  const known = (separator: Separator) =>
    (Papa.parse<string[]>(head, { delimiter: separator }).data[0] ?? []).filter((cell) =>
      names.includes(cellText(cell).toLowerCase()),
    ).length;
  return separators.toSorted((a, b) => known(b) - known(a))[0] ?? ',';
}

const cellText = (cell: string): string => withoutGuard(oneLine(cell));

type Columns = Readonly<Partial<Record<Column, number>>> & {
  readonly id: number;
  readonly name: number;
};

function columnsOf(head: readonly string[], file: string): Columns {
  const find = (column: Column): number | undefined => {
    const names: readonly string[] = columnNames[column];
    const index = head.findIndex((cell) => names.includes(cell.toLowerCase()));
    return index < 0 ? undefined : index;
  };
  const [id, name, email, language] = [find('id'), find('name'), find('email'), find('language')];
  if (id === undefined) throw complain(file, hasNoColumn(columnNames.id, head));
  if (name === undefined) throw complain(file, hasNoColumn(columnNames.name, head));
  return {
    id,
    name,
    ...(email === undefined ? {} : { email }),
    ...(language === undefined ? {} : { language }),
  };
}

function membersOf(rows: readonly string[][], columns: Columns, file: string): ClassMember[] {
  const rowsById = new Map<string, number>();
  return rows.flatMap((cells, index) => {
    const number = index + 1;
    if (number === 1 || cells.join('') === '') return [];
    const problem = (text: Text) => complain(file, rowProblem(number, text));
    const cell = (column: Column) => cells[columns[column] ?? cells.length] ?? '';
    const id = folderName(cell('id'));
    if (id === '') throw problem({ en: 'the folder is missing', es: 'falta la carpeta' });
    if (cell('name') === '') throw problem({ en: 'the name is missing', es: 'falta el nombre' });
    const earlier = rowsById.get(id);
    if (earlier !== undefined) {
      throw problem({
        en: `${id} is in row ${earlier} already`,
        es: `${id} ya está en la fila ${earlier}`,
      });
    }
    rowsById.set(id, number);
    return [
      {
        id,
        name: cell('name'),
        email: cell('email') || null,
        language: languageOf(cell('language'), problem),
      },
    ];
  });
}

/** `es`, `ES`, `es-MX`; null when nothing is said. */
function languageOf(cell: string, problem: (text: Text) => Error): Language | null {
  if (cell === '') return null;
  const found = languages.find((one) => new RegExp(`^${one}\\b`, 'i').test(cell));
  if (found) return found;
  throw problem({
    en: `“${cell}” is no language of the workshop; there are ${languages.join(', ')}`,
    es: `«${cell}» no es un idioma del taller; hay ${languages.join(', ')}`,
  });
}

/** Of a path only its end. macOS writes é as two characters, spreadsheets as one. */
const folderName = (path: string): string => basename(path.replaceAll('\\', '/')).normalize('NFC');

/** As it stands in the results; null when the class list does not know it. */
export function studentOf(
  { members }: ClassList,
  submission: Pick<SubmissionResult, 'id' | 'folder'>,
): SubmissionResult['student'] {
  const member = memberOf(members, submission);
  if (!member) return null;
  const { name, email, language } = member;
  return { name, email, language };
}

/** Who a submission is from; undefined when the class list does not know it. */
export const memberOf = (
  members: readonly ClassMember[],
  { id, folder }: Pick<SubmissionResult, 'id' | 'folder'>,
): ClassMember | undefined =>
  members.find((member) => member.id === folderName(id)) ??
  members.find((member) => member.id === folderName(folder));

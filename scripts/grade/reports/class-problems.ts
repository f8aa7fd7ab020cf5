/** What can be wrong with a class list, in words for its author. */
import type { Text } from '../../language/text.ts';
import { WorkshopError } from '../../language/workshop-error.ts';

export const complain = (file: string, problem: Text): WorkshopError =>
  new WorkshopError({ en: `${file}: ${problem.en}.`, es: `${file}: ${problem.es}.` }, example);

const example: Text = {
  en: 'a first row with: folder,name,email,language (the last two columns are optional)',
  es: 'una primera fila con: carpeta;nombre;correo;idioma (las dos últimas columnas son opcionales)',
};

export const isEmpty: Text = { en: 'it is empty', es: 'está vacío' };

export const isUnreadable = (row: number): Text => ({
  en: `a quotation mark is open or misplaced near row ${row}`,
  es: `hay comillas sin cerrar o fuera de lugar cerca de la fila ${row}`,
});

export const hasNoColumn = (names: readonly string[], head: readonly string[]): Text => ({
  en: `no column is called ${names.join(' or ')}; the first row has ${head.join(', ')}`,
  es: `ninguna columna se llama ${names.join(' ni ')}; la primera fila tiene ${head.join(', ')}`,
});

export const rowProblem = (row: number, problem: Text): Text => ({
  en: `row ${row}: ${problem.en}`,
  es: `fila ${row}: ${problem.es}`,
});

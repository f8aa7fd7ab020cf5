import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  memberOf,
  parseClassList,
  readClassList,
  studentOf,
} from '../../../scripts/grade/reports/class-list.ts';
import { WorkshopError } from '../../../scripts/language/workshop-error.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ada = { id: 'ada', name: 'Ada Núñez', email: 'ada@example.org', language: 'es' };
const bob = { id: 'bob', name: 'Bob', email: null, language: null };

test.each([
  ['commas', 'folder,name,email,language\nada,Ada Núñez,ada@example.org,es\nbob,Bob,,\n'],
  ['semicolons', 'carpeta;nombre;correo;idioma\nada;Ada Núñez;ada@example.org;es\nbob;Bob;;\n'],
  ['tabs', 'id\tname\temail\tlanguage\nada\tAda Núñez\tada@example.org\tes\nbob\tBob\t\t\n'],
  [
    'the ends of lines of Windows',
    'id;name;email;lang\r\nada;Ada Núñez;ada@example.org;ES\r\nbob;Bob\r\n',
  ],
  [
    'a byte order mark',
    '\uFEFFid,name,email,language\nada,Ada Núñez,ada@example.org,es-MX\nbob,Bob,,\n',
  ],
  [
    'the separator in a first line',
    'sep=;\r\nid;name;email;idioma\r\nada;Ada Núñez;ada@example.org;es\r\nbob;Bob;;',
  ],
  [
    'another order, other columns, empty rows',
    'Nº,Idioma,Nombre,Nota,Carpeta,Correo\n1,es,Ada Núñez,x,ada,ada@example.org\n,,,,,\n\n2,,Bob,,bob,\n',
  ],
  [
    'quotation marks and blanks',
    '"folder" ,"name",email,language\n"ada"," Ada Núñez ",ada@example.org,es\nbob,Bob,,',
  ],
  [
    'paths',
    'folder,name,email,language\n./class/ada/,Ada Núñez,ada@example.org,es\nC:\\class\\bob,Bob,,',
  ],
])('reads %s', (_, text) => {
  expect(parseClassList(text, 'class.csv').members).toEqual([ada, bob]);
});

test.each([
  [',', 'folder,name\nada,Ada\n'],
  [';', 'carpeta;nombre\r\nada;Ada, la de la fila dos\r\n'],
  ['\t', 'nombre\tcarpeta\nAda\tada\n'],
] as const)('two columns are enough to see that "%s" tells them apart', (separator, text) => {
  const list = parseClassList(text, 'class.csv');
  expect(list.separator).toBe(separator);
  expect(list.members.map(({ id }) => id)).toEqual(['ada']);
});

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['Windows-1252, as a Spanish Excel writes it', (text: string) => Buffer.from(text, 'latin1')],
  ['UTF-16, as “Unicode text”', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
])('reads %s', async (_, encode) => {
  const file = join(await temporaryFolder(), 'clase.csv');
  await writeFile(
    file,
    encode('carpeta;nombre;correo;idioma\nada;Ada Núñez;ada@example.org;es\nbob;Bob;;'),
  );
  expect((await readClassList(file)).members).toEqual([ada, bob]);
});

const complaint = (parse: () => unknown): WorkshopError => {
  try {
    parse();
  } catch (error) {
    if (error instanceof WorkshopError) return error;
    throw error;
  }
  throw new Error('There was no complaint');
};

test.each([
  ['', 'it is empty', 'está vacío'],
  ['\n \n', 'it is empty', 'está vacío'],
  [
    'name,email\nAda,a@b.c',
    'no column is called id or folder or carpeta; the first row has name, email',
    'ninguna columna se llama id ni folder ni carpeta; la primera fila tiene name, email',
  ],
  [
    'folder;correo\nada;a@b.c',
    'no column is called name or nombre',
    'ninguna columna se llama name ni nombre',
  ],
  [
    'folder,name\nada,Ada\n\nada,Eva',
    'row 4: ada is in row 2 already',
    'fila 4: ada ya está en la fila 2',
  ],
  ['folder,name\n,Ada', 'row 2: the folder is missing', 'fila 2: falta la carpeta'],
  ['folder,name\nada,', 'row 2: the name is missing', 'fila 2: falta el nombre'],
  [
    'folder,name,language\nada,Ada,fr',
    'row 2: “fr” is no language of the workshop; there are en, es',
    'fila 2: «fr» no es un idioma del taller; hay en, es',
  ],
  ['folder,name\nada,"Ada\nbob,Bob', 'near row 2', 'cerca de la fila 2'],
])('says what is wrong: %j', (text, en, es) => {
  const { found, remedy } = complaint(() => parseClassList(text, 'class.csv'));
  expect(found.en).toContain(`class.csv: `);
  expect(found.en).toContain(en);
  expect(found.es).toContain(es);
  expect(remedy?.es).toContain('carpeta;nombre;correo;idioma');
});

test('a file that is not there is named', async () => {
  await expect(readClassList('/nowhere/class.csv')).rejects.toThrow('/nowhere/class.csv');
});

test('a submission is found by its name or its folder, however its accents are written', () => {
  const list = parseClassList('folder,name\nJosé,José P.\nbob,Bob', 'class.csv');
  expect(memberOf(list.members, { id: 'Jose\u0301', folder: '/x' })?.name).toBe('José P.');
  expect(memberOf(list.members, { id: 'group-b-bob', folder: '/class/group-b/bob/' })?.name).toBe(
    'Bob',
  );
  expect(memberOf(list.members, { id: 'bobby', folder: '/class/bobby' })).toBeUndefined();
  expect(studentOf(list, { id: 'bobby', folder: '/class/bobby' })).toBeNull();
  expect(studentOf(list, { id: 'bob', folder: '/class/bob' })).toEqual({
    name: 'Bob',
    email: null,
    language: null,
  });
});

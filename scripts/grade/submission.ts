/** What was handed in: the seven files that count, and whatever else there is, which does not. */
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import type { Text } from '../language/text.ts';

/** A solution is some four KiB. */
const largestKibibytes = 256;

export type HandedIn =
  | { state: 'missing' }
  | { state: 'refused'; path: string; why: Text }
  /** `text`: as it was written, without a byte order mark. */
  | { state: 'found'; path: string; text: string };

/** In the labs' order. */
export type HandedInFiles = ReadonlyMap<Lab, HandedIn>;

/** A file that counts. */
export interface Found {
  lab: Lab;
  text: string;
}

/** The student's file of each lab. No link is followed. */
export async function handedIn(folder: string): Promise<HandedInFiles> {
  const entries = labs.map(async (lab) => [lab, await findFile(folder, lab)] as const);
  return new Map(await Promise.all(entries));
}

export const foundFiles = (files: HandedInFiles): Found[] =>
  [...files].flatMap(([lab, file]) => (file.state === 'found' ? [{ lab, text: file.text }] : []));

/** Where students write it in a clone; or, of those who hand in nothing but the files, at the top. */
async function findFile(folder: string, lab: Lab): Promise<HandedIn> {
  const inClone = await look(folder, ['labs', folderOf(lab), lab.file]);
  return inClone.state === 'missing' ? look(folder, [lab.file]) : inClone;
}

async function look(folder: string, parts: readonly string[]): Promise<HandedIn> {
  const path = join(...parts);
  const refuse = (why: Text): HandedIn => ({ state: 'refused', path, why });
  for (const [index] of parts.entries()) {
    const part = join(...parts.slice(0, index + 1));
    const isLast = index === parts.length - 1;
    const found = await lstat(join(folder, part)).catch(() => undefined);
    if (!found) return { state: 'missing' };
    if (found.isSymbolicLink()) return refuse(isLink(part));
    // A file or a folder in the other's place: as good as none.
    if (!isLast && !found.isDirectory()) return { state: 'missing' };
    if (isLast && !found.isFile()) return refuse(isNoFile(part));
    if (isLast && found.size > largestKibibytes * 1_024)
      return refuse(isTooLarge(part, found.size));
  }
  const bytes = await readLimited(join(folder, path)).catch(() => undefined);
  if (bytes === undefined) return refuse(isUnreadable(path));
  try {
    // Takes away the byte order mark, too.
    return { state: 'found', path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse(isNoText(path));
  }
}

/** However much it has grown since it was looked at; and no link, should it have become one. */
async function readLimited(file: string): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const buffer = Buffer.alloc(largestKibibytes * 1_024);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const isLink = (part: string): Text => ({
  en: `${part} is a symbolic link. Hand in the file itself.`,
  es: `${part} es un enlace simbólico. Entrega el archivo mismo.`,
});

const isNoFile = (part: string): Text => ({
  en: `${basename(part)} is not an ordinary file.`,
  es: `${basename(part)} no es un archivo común.`,
});

const isTooLarge = (part: string, bytes: number): Text => ({
  en: `${part} has ${Math.ceil(bytes / 1_024)} KiB; more than ${largestKibibytes} KiB is not looked at.`,
  es: `${part} ocupa ${Math.ceil(bytes / 1_024)} KiB; no se revisa nada de más de ${largestKibibytes} KiB.`,
});

const isUnreadable = (part: string): Text => ({
  en: `${part} cannot be read.`,
  es: `${part} no se puede leer.`,
});

const isNoText = (part: string): Text => ({
  en: `${part} is not text in UTF-8. Save it as UTF-8 and hand it in again.`,
  es: `${part} no es texto en UTF-8. Guárdalo como UTF-8 y entrégalo otra vez.`,
});

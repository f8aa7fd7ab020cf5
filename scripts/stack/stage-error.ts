import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { StageName } from '../../labs/lab.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { repositoryRoot } from '../system/work-directory.ts';

/** A stage that does not load, or throws: its file, what it said, and the lab that mends it. */
export class StageError extends WorkshopError {
  readonly stage: StageName;

  constructor(source: { stage: StageName; lab: number; file: string }, cause: unknown) {
    const path = relative(repositoryRoot, source.file);
    const said = firstWords(cause, source.file);
    const remedy = `npm run lab ${source.lab}`;
    super(
      { en: `${path} does not work: ${said}`, es: `${path} no funciona: ${said}` },
      { en: remedy, es: remedy },
      { cause },
    );
    this.stage = source.stage;
  }
}

/** A compiler's message goes on for lines; the one with the file in it says where and what. */
function firstWords(cause: unknown, file: string): string {
  const message = stripVTControlCharacters(cause instanceof Error ? cause.message : String(cause));
  const lines = message.split('\n');
  const place = lines.find((line) => line.includes(`${basename(file)}:`)) ?? lines[0] ?? '';
  return place.replaceAll(`${repositoryRoot}/`, '');
}

import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { StageName } from '../../labs/lab.ts';
import type { Language } from '../language/text.ts';
import { textOf, WorkshopError } from '../language/workshop-error.ts';
import { repositoryRoot } from '../system/work-directory.ts';

/** A stage that does not load, or throws: its file, what it said, and the lab that mends it. */
export class StageError extends WorkshopError {
  readonly stage: StageName;

  constructor(source: { stage: StageName; lab: number; file: string }, cause: unknown) {
    const path = relative(repositoryRoot, source.file);
    const said = textOf(cause instanceof Error ? cause : new Error(String(cause)));
    const firstWords = (language: Language) => firstLine(said[language], source.file);
    const remedy = `npm run lab ${source.lab}`;
    super(
      {
        en: `${path} does not work: ${firstWords('en')}`,
        es: `${path} no funciona: ${firstWords('es')}`,
      },
      { en: remedy, es: remedy },
      { cause },
    );
    this.stage = source.stage;
  }
}

/** A compiler's message goes on for lines; the one with the file in it says where and what. */
function firstLine(message: string, file: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const place = lines.find((line) => line.includes(`${basename(file)}:`)) ?? lines[0] ?? '';
  return place.replaceAll(`${repositoryRoot}/`, '');
}

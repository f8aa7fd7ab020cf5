/** A run as plain lines, for `--once`, files and pipes: each check as soon as it is over. */
import { relative } from 'node:path';
import type { Lab } from '../../../labs/lab.ts';
import { oneDecimal } from '../../doctor/one-decimal.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { type CheckReport, firstNotPassed, type LabReport } from '../report.ts';
import { typesCheckId } from '../types-check.ts';
import { checkLines, findingLines, outputLines, titleLine, verdictLine } from './report-lines.ts';
import { words } from './words.ts';

const usualColumns = 100;
const printedLines = 10;

export class PlainReport {
  readonly #language: Language;
  readonly #columns = process.stdout.columns ?? usualColumns;
  readonly #waiting: CheckReport[] = [];
  #areTypesShown = false;

  constructor(language: Language) {
    this.#language = language;
  }

  open(lab: Lab, file: string): void {
    const where = paint('dim', relative(repositoryRoot, file));
    this.line(titleLine(lab, this.#language), where, '');
  }

  /** A run begins; of one that was overtaken nothing more is said. */
  begin(): void {
    this.#waiting.length = 0;
    this.#areTypesShown = false;
  }

  /** The types come first, whenever they are over: they are checked beside the others. */
  check(check: CheckReport): void {
    if (check.id === typesCheckId) this.#areTypesShown = true;
    if (check.id === typesCheckId) this.#waiting.unshift(check);
    else this.#waiting.push(check);
    if (this.#areTypesShown) this.#flush();
  }

  #flush(): void {
    for (const check of this.#waiting.splice(0)) this.#show(check);
  }

  #show(check: CheckReport): void {
    this.line(...checkLines(check, this.#language, this.#columns));
  }

  /** @param preparationSeconds what went before the run, when that was not seen. */
  finish(report: LabReport, preparationSeconds?: number): void {
    this.#flush();
    const first = firstNotPassed(report);
    if (first) {
      this.line('');
      // Which check it was says nothing when something is missing on this machine.
      if (first.state === 'failed') this.#show(first);
      this.line(...findingLines(first, this.#language, this.#columns));
    }
    const printed = outputLines(report.output, this.#language, this.#columns, printedLines);
    if (printed.length > 0) this.line('', ...printed);
    const language = this.#language;
    const preparation =
      preparationSeconds === undefined
        ? ''
        : ` · ${words.preparation[language]} ${oneDecimal(preparationSeconds)[language]} s`;
    this.line('', verdictLine(report, language) + preparation);
  }

  line(...lines: readonly string[]): void {
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
}

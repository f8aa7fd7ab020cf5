/** A run as plain lines, for `--once`, files and pipes: each check as soon as it is over. */
import { relative } from 'node:path';
import type { Lab } from '../../../labs/lab.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { type CheckReport, firstNotPassed, type LabReport } from '../report.ts';
import { checkLines, findingLines, outputLines, titleLine, verdictLine } from './report-lines.ts';

const usualColumns = 100;
const printedLines = 10;

export class PlainReport {
  readonly #language: Language;
  readonly #columns = process.stdout.columns ?? usualColumns;

  constructor(language: Language) {
    this.#language = language;
  }

  open(lab: Lab, file: string): void {
    const where = paint('dim', relative(repositoryRoot, file));
    this.line(titleLine(lab, this.#language), where, '');
  }

  check(check: CheckReport): void {
    this.line(...checkLines(check, this.#language, this.#columns));
  }

  finish(report: LabReport): void {
    const first = firstNotPassed(report);
    if (first) {
      this.line('');
      // Which check it was says nothing when something is missing on this machine.
      if (first.state === 'failed') this.check(first);
      this.line(...findingLines(first, this.#language, this.#columns));
    }
    const printed = outputLines(report.output, this.#language, this.#columns, printedLines);
    if (printed.length > 0) this.line('', ...printed);
    this.line('', verdictLine(report, this.#language));
  }

  line(...lines: readonly string[]): void {
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
}

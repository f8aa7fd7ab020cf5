/** Watch mode without a terminal to draw in: one line after the other. */
import type { Lab } from '../../../labs/lab.ts';
import type { Language } from '../../language/text.ts';
import type { CheckReport, LabReport } from '../report.ts';
import type { WatchDisplay } from './display.ts';
import { PlainReport } from './plain-report.ts';
import { words } from './words.ts';

export class PlainDisplay implements WatchDisplay {
  readonly #lab: Lab;
  readonly #file: string;
  readonly #language: Language;
  readonly #lines: PlainReport;
  #isRunning = false;

  constructor(lab: Lab, file: string, language: Language) {
    this.#lab = lab;
    this.#file = file;
    this.#language = language;
    this.#lines = new PlainReport(language);
  }

  open(): void {
    this.#lines.open(this.#lab, this.#file);
  }

  runStarted(): void {
    if (this.#isRunning) this.note(words.savedAgain[this.#language]);
    this.#isRunning = true;
    this.#lines.begin();
    this.note(words.checking[this.#language]);
  }

  checkDone(check: CheckReport): void {
    this.#lines.check(check);
  }

  runDone(report: LabReport): void {
    this.#isRunning = false;
    this.#lines.finish(report);
    this.#lines.line('', words.nextSave[this.#language], '');
  }

  note(text: string): void {
    this.#lines.line(text);
  }

  stopping(): void {
    this.note(words.stopping[this.#language]);
  }

  close(): void {}
}

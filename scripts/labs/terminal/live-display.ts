/** Watch mode in a terminal: a page drawn in place, and keys. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Lab } from '../../../labs/lab.ts';
import type { Language, Text } from '../../language/text.ts';
import { WorkshopError } from '../../language/workshop-error.ts';
import { repositoryRoot } from '../../system/work-directory.ts';
import { nextUnfinished, type ProgressFile } from '../progress.ts';
import type { CheckReport, LabReport } from '../report.ts';
import { resetFile } from '../student-file.ts';
import type { WatchDisplay } from './display.ts';
import { type Key, readKeys } from './keys.ts';
import { labList } from './lab-list.ts';
import { type LivePage, renderLivePage } from './live-page.ts';
import { openLabPage } from './open-page.ts';
import { titleLine, verdictLine } from './report-lines.ts';
import { fitPage, type Page, Screen } from './screen.ts';
import { solutionDiff } from './solution-diff.ts';
import { type KeyName, moreLines, words } from './words.ts';

export interface LiveActions {
  runAgain(): void;
  quit(): void;
  goTo(lab: Lab): void;
  /** Something went wrong that no student can mend. */
  fail(error: unknown): void;
}

export interface LiveDisplayOptions {
  lab: Lab;
  file: string;
  /** The file is the reference's: nothing to reset, and no way to a solution. */
  isSolution: boolean;
  language: Language;
  progress: ProgressFile;
  actions: LiveActions;
}

export class LiveDisplay implements WatchDisplay {
  readonly #options: LiveDisplayOptions;
  readonly #screen = new Screen(() => this.#draw());
  readonly #page: LivePage;
  #stopKeys = () => {};
  /** What lies over the page until a key is pressed. */
  #overlay: Page | undefined;
  #question: { text: Text; onYes(): Promise<void> } | undefined;
  #note = '';
  #scroll = 0;
  #lastReport: LabReport | undefined;

  constructor(options: LiveDisplayOptions) {
    this.#options = options;
    this.#page = {
      lab: options.lab,
      where: relative(repositoryRoot, options.file),
      state: 'preparing',
      checks: [],
      report: undefined,
      finishedAt: '',
      hintsShown: 0,
      keys: [],
      note: '',
    };
  }

  open(): void {
    this.#screen.open();
    this.#stopKeys = readKeys((key) => {
      this.#press(key).catch(this.#options.actions.fail);
    });
    this.#draw();
  }

  runStarted(): void {
    // A remark was about what was there before this save.
    this.#note = '';
    this.#change({ state: 'checking', checks: [], report: undefined });
  }

  checkDone(check: CheckReport): void {
    // A run on a bench that had died is repeated on a new one, and tells of its checks again.
    const others = this.#page.checks.filter(({ id }) => id !== check.id);
    this.#change({ checks: [...others, check] });
  }

  runDone(report: LabReport): void {
    this.#lastReport = report;
    const finishedAt = new Date().toTimeString().slice(0, 8);
    if (report.verdict === 'passed') this.#page.hintsShown = 0;
    this.#scroll = 0;
    this.#change({ state: 'done', checks: report.checks, report, finishedAt });
  }

  note(text: string): void {
    this.#note = text;
    this.#change({ state: 'done' });
  }

  stopping(): void {
    this.#overlay = undefined;
    this.#question = undefined;
    this.#change({ state: 'stopping' });
  }

  close(): void {
    this.#stopKeys();
    this.#screen.close();
    const { lab, language } = this.#options;
    const lines = [titleLine(lab, language)];
    if (this.#lastReport) lines.push(verdictLine(this.#lastReport, language));
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  #change(change: Partial<LivePage>): void {
    Object.assign(this.#page, change);
    this.#draw();
  }

  #draw(): void {
    const { language } = this.#options;
    const { columns, rows } = this.#screen;
    const note = this.#question?.text[language] ?? this.#note;
    const page =
      this.#overlay ??
      renderLivePage({ ...this.#page, note, keys: this.#keys() }, language, columns, rows);
    const more = (count: number) => moreLines(count)[language];
    const { lines, scroll } = fitPage(page, rows, this.#scroll, more);
    this.#scroll = scroll;
    this.#screen.draw(lines);
  }

  /** Those that do something now. */
  #keys(): KeyName[] {
    const isPassed = this.#page.report?.verdict === 'passed';
    const own: KeyName[] = this.#options.isSolution ? [] : ['d', 'r'];
    return [...(isPassed ? (['n'] as const) : (['h'] as const)), ...own, 'o', 'l', 'q'];
  }

  async #press(key: Key): Promise<void> {
    if (key === 'interrupt') return this.#options.actions.quit();
    if (this.#page.state === 'stopping') return;
    if (this.#scrolls(key)) return;
    if (key === 'q' && !this.#question) return this.#options.actions.quit();
    this.#note = '';
    if (this.#question) await this.#answer(key);
    else if (this.#overlay) this.#overlay = undefined;
    else await this.#obey(key);
    this.#draw();
  }

  #scrolls(key: Key): boolean {
    const page = this.#screen.rows - 6;
    const steps: Partial<Record<Key, number>> = {
      up: -1,
      down: 1,
      pageup: -page,
      pagedown: page,
    };
    const step = steps[key];
    if (step === undefined) return false;
    this.#scroll = Math.max(0, this.#scroll + step);
    this.#draw();
    return true;
  }

  async #answer(key: Key): Promise<void> {
    const question = this.#question;
    this.#question = undefined;
    if (key === words.yes[this.#options.language]) await question?.onYes();
  }

  async #obey(key: Key): Promise<void> {
    if (key === 'return') return this.#options.actions.runAgain();
    if (!(this.#keys() as Key[]).includes(key)) return;
    const act: Readonly<Record<KeyName, () => unknown>> = {
      n: () => this.#goOn(),
      h: () => this.#nextHint(),
      d: () => this.#ask(words.askDiff, () => this.#showDiff()),
      r: () => this.#ask(words.askReset, () => this.#reset()),
      o: () => this.#openPage(),
      l: () => this.#showList(),
      // Quits from wherever one is: see #press.
      q: () => {},
    };
    await act[key as KeyName]();
  }

  #ask(text: Text, onYes: () => Promise<void>): void {
    this.#question = { text, onYes };
  }

  #nextHint(): void {
    const { hints } = this.#options.lab;
    if (this.#page.hintsShown === hints.length) {
      this.#note = words.noMoreHints[this.#options.language];
    }
    this.#page.hintsShown = Math.min(this.#page.hintsShown + 1, hints.length);
    // The newest hint stands last.
    this.#scroll = Number.POSITIVE_INFINITY;
  }

  async #showDiff(): Promise<void> {
    const { lab, file, language } = this.#options;
    const text = await readFile(file, 'utf8').catch(() => '');
    const body = await solutionDiff(lab, text, language, this.#screen.columns);
    this.#show(words.diffTitle, body);
  }

  async #showList(): Promise<void> {
    const { lab, language, progress } = this.#options;
    this.#show(words.listTitle, labList(await progress.standings(), lab, language));
  }

  #show(title: Text, body: readonly string[]): void {
    const { language } = this.#options;
    this.#scroll = 0;
    this.#overlay = { head: [title[language], ''], body, foot: ['', words.back[language]] };
  }

  async #reset(): Promise<void> {
    const { lab, language } = this.#options;
    const copy = await resetFile(lab, language).catch((error: unknown) => {
      if (!(error instanceof WorkshopError)) throw error;
      this.#note = [error.found, error.remedy].map((text) => text?.[language]).join(' ');
    });
    if (this.#note) return;
    this.#page.hintsShown = 0;
    if (!copy) return;
    const path = relative(repositoryRoot, copy);
    this.#note = { en: `Your file is kept in ${path}`, es: `Tu archivo quedó en ${path}` }[
      language
    ];
  }

  async #openPage(): Promise<void> {
    const { lab, language } = this.#options;
    const opened = await openLabPage(lab, language);
    this.#note = `${{ en: 'The page:', es: 'La página:' }[language]} ${opened}`;
  }

  async #goOn(): Promise<void> {
    const { lab, language, progress, actions } = this.#options;
    const next = nextUnfinished(await progress.standings(), lab);
    if (next) actions.goTo(next);
    else this.#note = words.allDone[language];
  }
}

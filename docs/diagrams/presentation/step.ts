/**
 * What a step of the presentation is made of. The slides, the notes window, the hand-outs and the
 * tests read the same data; the words of each step stand in `steps/`, one file per step. What was
 * measured stands in them by its name, `@[figure](viewers.ratio)`: no number of theirs grows stale.
 */
import type { BenchName } from '../../../scripts/bench/results.ts';
import type { Text } from '../../../scripts/language/text.ts';

/** What can be lit: the nodes and arrows of `presentation.en.mmd` and `presentation.es.mmd`. */
export type LitPart =
  | 'publisher'
  | 'ingest'
  | 'janus'
  | 'forward'
  | 'ffmpeg'
  | 'playlist'
  | 'nginx'
  | 'delivery'
  | 'viewer';

export interface Step {
  /** Its place in the address: `/present/#janus`. Never changes once it is public. */
  id: string;
  /** A few large words. */
  title: Text;
  /** Lit in the diagram; the rest is dimmed. Every step has a node. */
  lit: readonly LitPart[];
  view: StepView;
  notes: StepNotes;
}

export type StepView =
  | OverviewView
  | StationView
  | TableView
  | QuestionView
  | AnswerView
  | MeasuredView;

/** The two halves of the system. */
export interface OverviewView {
  kind: 'overview';
  halves: readonly [Half, Half];
}

export interface Half {
  /** `WebRTC` */
  name: Text;
  /** What it is for: `low latency in`. */
  purpose: Text;
  /** One figure, such as `< 1 s`. */
  figure: Text;
}

/** One of the five stations of the founding document. */
export interface StationView {
  kind: 'station';
  number: 1 | 2 | 3 | 4 | 5;
  /** Two to four: who, how, what. Each fits one line of about 30 letters. */
  facts: readonly { label: Text; words: Text }[];
  /** The key concept or the analogy, in one sentence. */
  concept: Text;
  /** Shown beside it while the workshop runs. */
  demonstration: Demonstration;
}

/** A station's live demonstration: `theme/present/demonstrations/`. */
export type Demonstration = 'picture' | 'session' | 'segments' | 'cached' | 'latency';

export interface TableView {
  kind: 'table';
  columns: readonly Text[];
  /** The first cell names the row. */
  rows: readonly (readonly Text[])[];
}

/** The trap question, and nothing that gives its answer away. */
export interface QuestionView {
  kind: 'question';
  question: Text;
  /** A nudge to think about. */
  hint: Text;
}

export interface AnswerView {
  kind: 'answer';
  /** Two sides, each a heading and two or three short lines. */
  sides: readonly [Side, Side];
}

export interface Side {
  heading: Text;
  lines: readonly Text[];
}

/**
 * Two measured figures of the same kind, as bars: of the reader's own run where there is one, else of
 * the reference. Machine and command stand below them.
 */
export interface MeasuredView {
  kind: 'measured';
  what: Text;
  bars: readonly Bar[];
  /** What both together say. */
  together: Text;
  /** Which bench measured them. */
  bench: BenchName;
}

export interface Bar {
  label: Text;
  /** Its name in `scripts/bench/report/figures.ts`. All bars are in one unit. */
  figure: string;
  tone: 'hot' | 'cool';
}

export interface StepNotes {
  /** Planned for it. */
  minutes: number;
  /** What to tell, in paragraphs that can be read aloud. */
  narrative: readonly Text[];
  /** What to do while telling it. */
  toDo: readonly Text[];
  /** What the class will ask, or should be asked. */
  questions: readonly { question: Text; answer: Text }[];
}

/** A part of a report as a page shows it. */
import type { Language } from '../../language/text.ts';
import type { Results } from '../results.ts';
import type { PartName } from './names.ts';
import type { Source } from './source-line.ts';
import type { ReportTable } from './table.ts';

export interface ShownPart {
  /** HTML: both forms of the chart. */
  chart: string;
  /** The figures of the chart. */
  tables: readonly ReportTable[];
  source: Source;
}

/** What a run of the reader's own gives the pages; each part only where its bench ran. */
export interface OwnRun {
  results: Results;
  shown: Readonly<Record<Language, Partial<Record<PartName, ShownPart>>>>;
}

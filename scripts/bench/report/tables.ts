/** The tables of each part of a report. */
import type { Language } from '../../language/text.ts';
import type { BenchName, Results } from '../results.ts';
import { benchOf, type PartName } from './names.ts';
import type { ReportTable } from './table.ts';
import { budgetOverview, budgetTable } from './tables/budget-table.ts';
import { edgeTable } from './tables/edge-table.ts';
import { latencyTable } from './tables/latency-table.ts';
import { syncTable } from './tables/sync-table.ts';
import { transcodeTable } from './tables/transcode-table.ts';
import { viewersSummary, viewersTable } from './tables/viewers-table.ts';
import { weatherTables } from './tables/weather-table.ts';

type Tables = (results: Results, language: Language) => ReportTable[];

/** Every figure of a part that its chart shows. @returns none when it was not measured. */
export const reportTables = (results: Results, part: PartName, language: Language): ReportTable[] =>
  of[part](results, language);

/** The same for a terminal, where a row more costs more than on a page. */
export const terminalTables = (
  results: Results,
  bench: BenchName,
  language: Language,
): ReportTable[] =>
  (Object.keys(of) as PartName[])
    .filter((part) => benchOf[part] === bench)
    .flatMap((part) => (part === 'budget' ? overview : of[part])(results, language));

const of: Readonly<Record<PartName, Tables>> = {
  latency: ({ latency }, language) => (latency ? [latencyTable(latency, language)] : []),
  budget: ({ latency }, language) => (latency ? [budgetTable(latency, language)] : []),
  sync: ({ sync }, language) => (sync ? [syncTable(sync, language)] : []),
  viewers: ({ viewers }, language) =>
    viewers ? [viewersTable(viewers, language), viewersSummary(viewers, language)] : [],
  edge: ({ edge }, language) => (edge ? [edgeTable(edge, language)] : []),
  transcode: ({ transcode }, language) => (transcode ? [transcodeTable(transcode, language)] : []),
  weather: ({ weather }, language) => (weather ? weatherTables(weather, language) : []),
};

const overview: Tables = ({ latency }, language) =>
  latency ? [budgetOverview(latency, language)] : [];

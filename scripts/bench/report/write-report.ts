/** `--report`: Markdown in both languages, and the charts beside it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../../language/text.ts';
import type { Results } from '../results.ts';
import { chartFile } from './charts.ts';
import { chartName, markdownReport, reportParts } from './markdown-report.ts';

/** @param folder absolute; made where it is not. @returns the files, both reports first. */
export async function writeReport(results: Results, folder: string): Promise<string[]> {
  const reports = languages.map((language): [string, string] => [
    `report.${language}.md`,
    markdownReport(results, language),
  ]);
  const charts = languages.flatMap((language) =>
    reportParts(results).map((part): [string, string] => [
      chartName(part, language),
      chartFile(results, part, language),
    ]),
  );
  await mkdir(folder, { recursive: true });
  const files = [...reports, ...charts];
  await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text)));
  return files.map(([name]) => join(folder, name));
}

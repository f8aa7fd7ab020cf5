/** What `npm run lab` prints of single runs. Each function returns the exit code. */
import { labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import type { Language } from '../../language/text.ts';
import { stageFile } from '../lab-layout.ts';
import type { CheckReport } from '../report.ts';
import { PlainReport } from './plain-report.ts';
import { exitCodeOf, type OnceOptions, runOnce } from './run-once.ts';
import { tableHead, tableRow } from './verdict-table.ts';

type Once = Omit<OnceOptions, 'lab' | 'onCheck'>;

export async function oneAsLines(lab: Lab, once: Once, language: Language): Promise<number> {
  const lines = new PlainReport(language);
  lines.open(lab, stageFile(lab, once.isSolution ? 'solutions' : 'labs'));
  const onCheck = (check: CheckReport) => lines.check(check);
  const { report, preparationSeconds } = await runOnce({ ...once, lab, onCheck });
  lines.finish(report, preparationSeconds);
  return exitCodeOf(report);
}

export async function oneAsJson(lab: Lab, once: Once): Promise<number> {
  const { report } = await runOnce({ ...once, lab });
  printJson(report);
  return exitCodeOf(report);
}

export async function allAsTable(once: Once, language: Language): Promise<number> {
  process.stdout.write(`${tableHead(language)}\n`);
  let worst = 0;
  for (const lab of labs) {
    const timed = await runOnce({ ...once, lab });
    process.stdout.write(`${tableRow(lab, timed, language)}\n`);
    worst = Math.max(worst, exitCodeOf(timed.report));
  }
  return worst;
}

export async function allAsJson(once: Once): Promise<number> {
  const reports = [];
  for (const lab of labs) reports.push((await runOnce({ ...once, lab })).report);
  printJson(reports);
  return Math.max(...reports.map(exitCodeOf));
}

const printJson = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

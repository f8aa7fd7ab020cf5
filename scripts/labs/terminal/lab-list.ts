/** All labs and how far the student is in each. */
import { folderOf } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { paint } from '../../language/paint.ts';
import type { Language } from '../../language/text.ts';
import type { Standing } from '../progress.ts';
import { mark } from './report-lines.ts';
import { pointsText } from './words.ts';

/** @param current the lab that is open; its line stands out. */
export function labList(
  standings: readonly Standing[],
  current: Lab,
  language: Language,
): string[] {
  const width = Math.max(...standings.map(({ lab }) => lab.title[language].length));
  return standings.map(({ lab, isPassed, points }) => {
    const possible = lab.checks.reduce((sum, check) => sum + check.points, 0);
    const line = [
      folderOf(lab).slice(0, 2),
      lab.title[language].padEnd(width),
      pointsText(points, possible)[language].padEnd(16),
      `${lab.minutes} min`,
    ].join('  ');
    const shown = lab.slug === current.slug ? paint('bold', line) : line;
    return `${mark(isPassed ? 'passed' : 'blocked')} ${shown}`;
  });
}

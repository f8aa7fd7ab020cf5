/** What an instructor relies on. A timetable that does not add up is found by thirty people at once. */
import { expect, test } from 'vitest';
import { folderOf, labs } from '../../labs/catalog.ts';
import { languages } from '../../scripts/language/text.ts';
import { explainedRows, readPage, sectionOf } from './explained.ts';

const timetables = ['half-a-day', 'two-evenings'];

test.each(timetables.flatMap((id) => languages.map((language) => ({ id, language }))))(
  '$id, $language: every lab with its minutes, one thing after the other',
  async ({ id, language }) => {
    const section = sectionOf(await readPage('instructors', language), id);
    const rows = explainedRows(section, { en: 'From', es: 'Desde' }, language).map(
      ({ cells: [from = '', lasts = '', what = ''] }) => {
        const [hours = 0, minutes = 0] = from.split(':').map(Number);
        return { from: hours * 60 + minutes, minutes: Number.parseInt(lasts, 10), what };
      },
    );
    for (const lab of labs) {
      const row = rows.find(({ what }) => what.includes(`labs/${folderOf(lab)}.md`));
      expect(row?.minutes, folderOf(lab)).toBe(lab.minutes);
    }
    // A second evening begins at 0:00 again.
    for (const [index, { from, what }] of rows.entries()) {
      const before = rows[index - 1];
      if (from > 0) expect(from, what).toBe((before?.from ?? 0) + (before?.minutes ?? 0));
    }
  },
);

test.each(languages)('every lab has questions with answers, %s', async (language) => {
  const questions = sectionOf(await readPage('instructors', language), 'questions');
  for (const lab of labs) {
    const link = `labs/${folderOf(lab)}.md`;
    const parts = questions.split(/^### /m).filter((part) => part.includes(link));
    expect(parts, link).toHaveLength(1);
    expect(parts[0]?.match(/^<details>/gm)?.length, link).toBeGreaterThanOrEqual(2);
  }
});

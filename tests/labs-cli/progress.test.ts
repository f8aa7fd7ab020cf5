/** The progress file: what counts, what is lost, and what happens when it is damaged or shared. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { nextUnfinished, ProgressFile, progressSchema } from '../../scripts/labs/progress.ts';
import type { LabReport } from '../../scripts/labs/report.ts';
import type { Text } from '../../scripts/language/text.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [lab] = labs as [Lab, ...Lab[]];
const studentText = (of: Lab) => readFile(stageFile(of, 'labs'), 'utf8');

const report = (verdict: LabReport['verdict']): LabReport => ({
  version: 1,
  lab: lab.slug,
  file: stageFile(lab, 'labs'),
  verdict,
  points: { earned: 1, possible: 3 },
  seconds: 0.5,
  checks: [],
  output: '',
});

describe('progress', () => {
  async function progressIn(folder: string) {
    const notes: Text[] = [];
    const progress = new ProgressFile((note) => notes.push(note), folder);
    const isPassed = async () => (await progress.standings())[0]?.isPassed;
    return { progress, notes, isPassed };
  }

  test('a mark counts for the file it was earned with, and is lost when the lab fails', async () => {
    const folder = await temporaryFolder();
    const { progress, isPassed } = await progressIn(folder);
    expect(await isPassed()).toBe(false);
    await progress.record(lab, await studentText(lab), report('passed'));
    expect(await isPassed()).toBe(true);
    expect(nextUnfinished(await progress.standings())?.slug).not.toBe(lab.slug);
    expect((await stat(join(folder, 'progress.json'))).mode & 0o777).toBe(0o600);

    await progress.record(lab, await studentText(lab), report('environment'));
    expect(await isPassed(), 'after a run that says nothing of the file').toBe(true);
    await progress.record(lab, await studentText(lab), report('not-yet'));
    expect(await isPassed()).toBe(false);
    await progress.record(lab, 'another text', report('passed'));
    expect(await isPassed(), 'with another file').toBe(false);
  });

  test('a mark does not count for other checks', async () => {
    const folder = await temporaryFolder();
    const { progress, isPassed } = await progressIn(folder);
    await progress.record(lab, await studentText(lab), report('passed'));
    const file = join(folder, 'progress.json');
    const written = progressSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const mark = written.labs[lab.slug];
    await writeFile(
      file,
      JSON.stringify({ version: 1, labs: { [lab.slug]: { ...mark, checksHash: 'another' } } }),
    );
    expect(await isPassed()).toBe(false);
  });

  test.each(['{ "version": 1, "la', '{"version": 1, "labs": {"nginx": true}}', ''])(
    'a damaged file (%s) is told of and set aside',
    async (damaged) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'progress.json'), damaged);
      const { progress, notes, isPassed } = await progressIn(folder);
      await progress.record(lab, await studentText(lab), report('passed'));
      expect(await isPassed()).toBe(true);
      expect(notes).toHaveLength(1);
      const names = await readdir(folder);
      const aside = names.find((name) => name.startsWith('progress.damaged-')) as string;
      expect(await readFile(join(folder, aside), 'utf8')).toBe(damaged);
      expect(names).toHaveLength(2);
    },
  );

  test('many who write at once lose nothing, also when one of them was killed before', async () => {
    const folder = await temporaryFolder();
    // No process has this number: the kernel's largest is 4194304.
    await writeFile(join(folder, 'progress.lock'), '4194305');
    await Promise.all(
      labs.map(async (each) => {
        const { progress } = await progressIn(folder);
        await progress.record(each, await studentText(each), report('passed'));
      }),
    );
    const { progress } = await progressIn(folder);
    expect((await progress.standings()).filter(({ isPassed }) => !isPassed)).toEqual([]);
    expect(await readdir(folder)).toEqual(['progress.json']);
  });
});

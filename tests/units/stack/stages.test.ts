import { expect, onTestFinished, test } from 'vitest';
import { findLab } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import type { Settings } from '../../../labs/settings.ts';
import { layOut } from '../../../scripts/labs/lay-out.ts';
import { loadStages, type StageSource, solutionSources } from '../../../scripts/stack/stages.ts';

/** The solutions, but for one lab, whose file has this text. */
async function sourcesWith(text: string, slug = 'nginx'): Promise<StageSource[]> {
  const lab = findLab(slug) as Lab;
  const { file, remove } = await layOut(lab, text);
  onTestFinished(remove);
  return solutionSources().map((source) =>
    source.stage === lab.stage ? { ...source, owner: 'student', file } : source,
  );
}

test('the reference’s stages have all their functions', async () => {
  const { server } = await loadStages(solutionSources());
  expect(Object.keys(server).toSorted()).toEqual([
    'ffmpegArguments',
    'forwardRequest',
    'frameGate',
    'janusConfig',
    'nginxConfig',
    'sessionDescription',
  ]);
});

test.each([
  [
    'does not compile',
    'export const nginxConfig = (',
    /nginx\.ts does not work: .*nginx\.ts:1:\d+/,
  ],
  ['throws while it loads', "throw new Error('early');", /nginx\.ts does not work: early/],
  ['exports something else', 'export const other = 1;', /exports no function nginxConfig/],
])('a stage that %s is told of in one sentence, with its lab', async (_how, text, words) => {
  await expect(loadStages(await sourcesWith(text))).rejects.toMatchObject({
    found: { en: expect.stringMatching(words), es: expect.stringContaining('no funciona') },
    remedy: { en: 'npm run lab 5' },
  });
});

test('what a stage throws when it is called is told as its own', async () => {
  const text = "export const nginxConfig = () => {\n  throw new TypeError('late');\n};\n";
  const { server } = await loadStages(await sourcesWith(text));
  expect(() => server.nginxConfig({} as Settings)).toThrow(/nginx\.ts does not work: late/);
});

test.each([
  ['undefined', 'undefined'],
  ['{ handOn: true, state: "ajar", askForKeyframe: false, parameterSetsFirst: false }', '{"handOn'],
  ['Promise.resolve()', '{}'],
])('a gate that answers %s is told of: nobody else would look at it', async (answer, told) => {
  const text = `export const frameGate = () => (${answer});\n`;
  const { server } = await loadStages(await sourcesWith(text, 'faults'));
  const frame = { timestamp: 0, lostPackets: 0, isComplete: true, nalTypes: [5] };
  expect(() => server.frameGate('closed', frame, 'copy')).toThrow(
    `gate.ts does not work: frameGate returned ${told}`,
  );
});

test('a student’s loop that never ends is stopped, and told of', async () => {
  const text = 'export const frameGate = () => {\n  for (;;);\n};\n';
  const { server } = await loadStages(await sourcesWith(text, 'faults'));
  const frame = { timestamp: 0, lostPackets: 0, isComplete: true, nalTypes: [5] };
  const decide = () => server.frameGate('closed', frame, 'copy');
  expect(decide).toThrow(/gate\.ts does not work: frameGate gave no answer within 1 s/);
  expect(decide).toThrow(
    expect.objectContaining({
      found: { en: expect.any(String), es: expect.stringMatching(/¿Hay un bucle sin fin\?$/) },
    }),
  );
});

/** The page about settings names every port, setting, variable, command and option, and no other. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import { type Language, languages } from '../../scripts/language/text.ts';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { codeIn, explainedRows, readPage, sectionOf } from './explained.ts';
import { exampleSettings, read, sourceBelow, unique } from './used.ts';

const readSettingsPage = (language: Language) => readPage('reference/settings', language);

/** `room.id` and the like, each with its value. */
function leavesOf(value: unknown, path = ''): [path: string, value: unknown][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

test.each(languages)('every port is explained, %s', async (language) => {
  const page = await readSettingsPage(language);
  const rows = explainedRows(page, { en: 'Name', es: 'Nombre' }, language);
  expect(rows.flatMap(({ names }) => names)).toEqual(Object.keys(basePorts));
});

test.each(languages)('every setting is explained, with its value, %s', async (language) => {
  const page = await readSettingsPage(language);
  const rows = explainedRows(page, { en: 'Setting', es: 'Ajuste' }, language);
  const settings = new Map(leavesOf(exampleSettings()));
  const wanted = [...settings.keys()].filter((path) => !path.startsWith('ports.'));
  expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(wanted.toSorted());

  const valued = rows.filter(({ names: [name = ''] }) => /^(room|video|audio)\./.test(name));
  for (const { names, cells } of valued) {
    expect(codeIn(cells[1] ?? ''), names[0]).toEqual([String(settings.get(names[0] ?? ''))]);
  }
});

/** Read for the system's sake, or set by the programs for each other: nobody chooses them. */
const systemVariables = ['PATH', 'HOME', 'INIT_CWD', 'DISPLAY', 'WAYLAND_DISPLAY'];

test.each(languages)('every environment variable is explained, %s', async (language) => {
  const page = await readSettingsPage(language);
  const rows = explainedRows(page, { en: 'Variable', es: 'Variable' }, language);
  const explained = rows.flatMap(({ names }) => names);
  const code = await Promise.all(['scripts', 'docs/.vitepress'].map(sourceBelow));
  const source = [...code, await read('docker/compose.yaml')].join('\n');
  const naming =
    /\b(?:process\.env|environment)\.([A-Z_]+)|variable: '([A-Z_]+)'|'(WORKSHOP_[A-Z_]+)'|\$\{(WORKSHOP_[A-Z_]+)/g;
  const used = [...source.matchAll(naming)].map(([, ...names]) => names.join(''));
  expect(explained).toEqual(
    expect.arrayContaining(unique(used).filter((name) => !systemVariables.includes(name))),
  );
  expect(explained.filter((name) => !source.includes(name))).toEqual([]);
});

const scripts = async (): Promise<Record<string, string>> =>
  (JSON.parse(await read('package.json')) as { scripts: Record<string, string> }).scripts;

test.each(languages)('every npm script is explained, %s', async (language) => {
  const page = await readSettingsPage(language);
  const rows = explainedRows(page, { en: 'Command', es: 'Comando' }, language);
  const named = rows.flatMap(({ cells }) => codeIn(cells.join(' ')));
  const explained = named.flatMap((code) => /^npm (?:run )?([\w:]+)$/.exec(code)?.[1] ?? []);
  expect(unique(explained).toSorted()).toEqual(Object.keys(await scripts()).toSorted());
});

/** Every command has these; they are explained once. */
const commonOptions = ['--lang', '--help'];

async function optionsOf(file: string): Promise<string[]> {
  const args = ['--import', 'tsx', join(repositoryRoot, file), '--help'];
  const { output } = await run(process.execPath, args, { timeoutMilliseconds: 60_000 });
  const options = [...output.matchAll(/^\s+(?:-\w, )?(--[\w-]+)/gm)].map(([, name = '']) => name);
  return options.filter((name) => !commonOptions.includes(name));
}

test('every command line option is explained, in both languages', async () => {
  for (const [name, command] of Object.entries(await scripts())) {
    const file = /^node --import tsx (\S+)$/.exec(command)?.[1];
    if (!file) continue;
    const options = await optionsOf(file);
    for (const language of languages) {
      const section = sectionOf(await readSettingsPage(language), name.replace(':', '-'));
      const rows = explainedRows(section, { en: 'Option', es: 'Opción' }, language);
      const explained = rows.flatMap(({ names }) =>
        names.map((code) => code.split(' ')[0] ?? '').filter((code) => code.startsWith('--')),
      );
      expect(explained, `${name} (${language})`).toEqual(options);
    }
  }
});

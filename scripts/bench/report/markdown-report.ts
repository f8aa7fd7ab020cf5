/** The report of `--report`: what was measured, on what, by which command, as Markdown with charts. */
import type { Language, Text } from '../../language/text.ts';
import { benchNames, type Machine, type Results } from '../results.ts';
import { finding } from './findings.ts';
import { markdownTable } from './markdown-table.ts';
import { benchOf, type PartName, partNames, partTitles } from './names.ts';
import { bytes, day, wholeNumber } from './numbers.ts';
import { commandOf } from './source-line.ts';
import type { ReportTable } from './table.ts';
import { boundsOf, limitOf, measuredOf, nameOf } from './tables/bounds-table.ts';
import { reportTables } from './tables.ts';

/** Beside the report: `viewers.es.svg`. */
export const chartName = (part: PartName, language: Language): string => `${part}.${language}.svg`;

export const reportParts = (results: Results): PartName[] =>
  partNames.filter((part) => results[benchOf[part]] !== undefined);

export function markdownReport(results: Results, language: Language): string {
  const say = (text: Text) => text[language];
  const bounds = boundsOf(results);
  return [
    `# ${say(texts.title)}`,
    machineTable(results.machine, language),
    `## ${say(texts.commands)}`,
    runsTable(results, language),
    ...reportParts(results).flatMap((part) => [
      `## ${say(partTitles[part])}`,
      `![${finding(results, part, language)}](${chartName(part, language)})`,
      ...reportTables(results, part, language).map(markdownTable),
    ]),
    `## ${say(texts.bounds)}`,
    bounds.length === 0
      ? say(texts.noBounds)
      : markdownTable({
          columns: [texts.what, texts.limit, texts.measured, texts.holds].map((head) => ({
            head: say(head),
          })),
          rows: bounds.map((bound) => [
            { text: nameOf(bound.id, language) },
            { text: limitOf(bound, language) },
            { text: measuredOf(bound, language) },
            { text: bound.holds ? say(texts.yes) : `**${say(texts.no)}**` },
          ]),
          note: null,
        }),
    '',
  ].join('\n\n');
}

function machineTable(machine: Machine, language: Language): string {
  const { processor, cores, memoryBytes, operatingSystem, kernel, programs } = machine;
  const rows = [
    [texts.processor, `${processor}, ${wholeNumber(cores, language)} ${texts.cores[language]}`],
    [texts.memory, bytes(memoryBytes, language)],
    [texts.system, `${operatingSystem}, ${kernel}`],
    [
      texts.programs,
      Object.entries(programs)
        .map((program) => program.join(' '))
        .join(', '),
    ],
  ] as const;
  return markdownTable({
    columns: [{ head: texts.machine[language] }, { head: '' }],
    rows: rows.map(([name, value]) => [{ text: name[language] }, { text: value }]),
    note: null,
  });
}

function runsTable(results: Results, language: Language): string {
  const table: ReportTable = {
    columns: [texts.command, texts.measuredAt, texts.repetitions, texts.took, texts.load].map(
      (head) => ({
        head: head[language],
      }),
    ),
    rows: benchNames.flatMap((name) => {
      const result = results[name];
      if (!result) return [];
      const { measuredAt, repetitions, tookSeconds, loadBefore } = result.run;
      return [
        [
          { text: `\`${commandOf(name, result)}\`` },
          { text: day(measuredAt, language) },
          { text: wholeNumber(repetitions, language) },
          { text: `${wholeNumber(tookSeconds, language)} s` },
          { text: loadBefore.toFixed(2) },
        ],
      ];
    }),
    note: texts.loadNote[language],
  };
  return markdownTable(table);
}

const texts = {
  title: { en: 'The workshop, measured on this machine', es: 'El taller, medido en esta máquina' },
  machine: { en: 'Machine', es: 'Máquina' },
  processor: { en: 'Processor', es: 'Procesador' },
  cores: { en: 'cores', es: 'núcleos' },
  memory: { en: 'Memory', es: 'Memoria' },
  system: { en: 'System', es: 'Sistema' },
  programs: { en: 'Programs', es: 'Programas' },
  commands: { en: 'What was run', es: 'Qué se ejecutó' },
  command: { en: 'Command', es: 'Comando' },
  measuredAt: { en: 'Day', es: 'Día' },
  repetitions: { en: 'Repetitions', es: 'Repeticiones' },
  took: { en: 'Took', es: 'Tardó' },
  load: { en: 'Load before', es: 'Carga previa' },
  loadNote: {
    en: 'Load before: the system’s average of one minute. 0 is a quiet machine.',
    es: 'Carga previa: el promedio de un minuto del sistema. 0 es una máquina tranquila.',
  },
  bounds: { en: 'What must hold', es: 'Lo que se debe cumplir' },
  noBounds: { en: 'Nothing that has a bound was run.', es: 'No se ejecutó nada que tenga límite.' },
  what: { en: 'What', es: 'Qué' },
  limit: { en: 'Must be', es: 'Debe ser' },
  measured: { en: 'Measured', es: 'Medido' },
  holds: { en: 'Holds', es: 'Se cumple' },
  yes: { en: 'yes', es: 'sí' },
  no: { en: 'no', es: 'no' },
} satisfies Record<string, Text>;

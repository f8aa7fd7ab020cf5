/** `npm run labs:check`: the gate. Whatever is missing or differs is named; exit code 1 then. */
import { folderOf, labs } from '../labs/catalog.ts';
import type { Lab } from '../labs/lab.ts';
import { fileProblems, runProblems, starterProblems } from './labs/gate.ts';
import { markOwnDescendants, remainingCommands } from './labs/marked-processes.ts';
import { OpenLab } from './labs/open-lab.ts';
import { startTypeChecker } from './labs/type-checker.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { paint } from './language/paint.ts';

const text = {
  summary: {
    en: 'Holds labs, solutions, pages and catalog to each other, and runs every solution and starter.',
    es: 'Comprueba que laboratorios, soluciones, páginas y catálogo encajen, y ejecuta cada solución y cada punto de partida.',
  },
  files: { en: 'files and pages', es: 'archivos y páginas' },
  left: { en: 'processes left behind', es: 'procesos que quedaron' },
};

await runProgram(async (language) => {
  parseArguments(workshopCommand('npm run labs:check', text.summary, language));
  const mark = markOwnDescendants();
  let failures = 0;
  const tell = (what: string, problems: readonly string[]) => {
    failures += problems.length;
    const sign = problems.length === 0 ? paint('green', '✓') : paint('red', '✗');
    process.stdout.write(`${sign} ${what}\n`);
    for (const problem of problems) process.stdout.write(`    ${problem}\n`);
  };

  tell(text.files[language], await fileProblems());
  const types = startTypeChecker();
  for (const lab of labs) {
    tell(folderOf(lab), [...(await starterProblems(lab)), ...(await tryOut(lab))]);
  }
  await types.close();
  tell(text.left[language], await remainingCommands(mark));
  return failures === 0 ? 0 : 1;

  async function tryOut(lab: Lab): Promise<string[]> {
    const open = await OpenLab.open(lab, types);
    try {
      return await runProblems(lab, open);
    } finally {
      await open.close();
    }
  }
});

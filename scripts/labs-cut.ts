/** `npm run labs:cut`: writes the starters anew from the solutions. For authors. */
import { relative } from 'node:path';
import { writeStarters } from './labs/starters.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { repositoryRoot } from './system/work-directory.ts';

const summary = {
  en: 'Writes the labs’ starters anew from the solutions. What a student wrote there is lost.',
  es: 'Vuelve a generar los puntos de partida de los laboratorios a partir de las soluciones. Lo que haya escrito un estudiante se pierde.',
};

await runProgram(async (language) => {
  parseArguments(workshopCommand('npm run labs:cut', summary, language));
  const changed = await writeStarters();
  for (const file of changed) process.stdout.write(`${relative(repositoryRoot, file)}\n`);
  if (changed.length === 0) {
    const nothing = { en: 'Nothing changed.', es: 'Nada cambió.' };
    process.stdout.write(`${nothing[language]}\n`);
  }
  return 0;
});

/** `npm run doctor`: is this machine ready, and if not, what mends it? */
import { examine } from './doctor/examine.ts';
import { install } from './doctor/install.ts';
import { planInstall } from './doctor/install-plan.ts';
import { renderFindings } from './doctor/render.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';

interface DoctorOptions {
  json?: boolean;
  install?: boolean;
  yes?: boolean;
}

const text = {
  summary: {
    en: 'Checks whether this machine can run the workshop.',
    es: 'Revisa si esta máquina puede correr el taller.',
  },
  json: { en: 'print the findings as JSON', es: 'imprime lo encontrado como JSON' },
  install: {
    en: 'install what is missing (Debian, Ubuntu)',
    es: 'instala lo que falta (Debian, Ubuntu)',
  },
  yes: { en: 'install without a question', es: 'instala sin preguntar' },
};

await runProgram(async (language) => {
  const command = workshopCommand('npm run doctor', text.summary, language)
    .option('--json', text.json[language])
    .option('--install', text.install[language])
    .option('--yes', text.yes[language]);
  parseArguments(command);
  const options = command.opts<DoctorOptions>();
  const portOffset = portOffsetFromEnvironment();

  let { findings, supervisor } = await examine('doctor', portOffset);
  const plan = options.install ? planInstall(findings) : null;
  if (plan) {
    await install(plan, { language, yes: options.yes ?? false });
    ({ findings, supervisor } = await examine('doctor', portOffset));
  }
  const report = options.json
    ? JSON.stringify(findings, null, 2)
    : renderFindings(findings, supervisor, language);
  process.stdout.write(`${report}\n`);
  return findings.some(({ state }) => state === 'broken') ? 1 : 0;
});

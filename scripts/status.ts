/** `npm run status`: how the running pipeline is doing, hop by hop, and the first broken one. */
import { createLogUpdate } from 'log-update';
import { basePorts } from '../labs/settings.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { fetchStatus, followStatus } from './probes/status-client.ts';
import { statusTable } from './probes/status-table.ts';
import { portOffsetFromEnvironment } from './system/work-directory.ts';

await runProgram(async (language) => {
  const command = workshopCommand(
    'npm run status',
    { en: 'Shows how the running pipeline is doing.', es: 'Muestra cómo va el sistema en marcha.' },
    language,
  ).option(
    '--json',
    { en: 'print the status object once', es: 'imprime el objeto de estado una vez' }[language],
  );
  parseArguments(command);
  const address = `http://127.0.0.1:${basePorts.site + portOffsetFromEnvironment()}`;
  if (command.opts<{ json?: true }>().json) {
    process.stdout.write(`${JSON.stringify(await fetchStatus(address), null, 2)}\n`);
    return 0;
  }
  if (!process.stdout.isTTY) {
    process.stdout.write(`${statusTable(await fetchStatus(address), language)}\n`);
    return 0;
  }
  // Every new status in place, until Ctrl-C, or until the workshop stops.
  const update = createLogUpdate(process.stdout);
  try {
    await followStatus(address, (status) => update(statusTable(status, language)));
  } finally {
    update.done();
  }
  return 0;
});

/** `npm run status`: how the running pipeline is doing, hop by hop, and the first broken one. */
import { createLogUpdate } from 'log-update';
import { basePorts } from '../labs/settings.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { WorkshopError } from './language/workshop-error.ts';
import { statusTable } from './probes/status-table.ts';
import { type Status, statusSchema } from './stack/status.ts';
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
  await follow(address, (status) => statusTable(status, language));
  return 0;
});

async function fetchStatus(address: string): Promise<Status> {
  const response = await fetch(`${address}/api/status`).catch((error: unknown) => {
    throw notRunning(address, error);
  });
  return statusSchema.parse(await response.json());
}

/** Draws every new status in place until Ctrl-C, or until the workshop stops. */
async function follow(address: string, draw: (status: Status) => string): Promise<void> {
  const response = await fetch(`${address}/api/events`).catch((error: unknown) => {
    throw notRunning(address, error);
  });
  if (!response.body) throw notRunning(address);
  const update = createLogUpdate(process.stdout);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      const newest = events.findLast((event) => /^event: status$/m.test(event));
      if (newest) update(draw(parseEvent(newest)));
    }
  } catch (error) {
    throw notRunning(address, error);
  } finally {
    update.done();
  }
  throw notRunning(address);
}

/** One event of a `text/event-stream` (HTML standard, server-sent events). */
function parseEvent(event: string): Status {
  const [, data = ''] = /^data: (.*)$/m.exec(event) ?? [];
  return statusSchema.parse(JSON.parse(data));
}

function notRunning(address: string, cause?: unknown): WorkshopError {
  return new WorkshopError(
    {
      en: `The workshop is not running: nobody answers at ${address}.`,
      es: `El taller no está en marcha: nadie responde en ${address}.`,
    },
    {
      en: 'Start it: npm start   (Is it running with WORKSHOP_PORT_OFFSET? Set the same one here.)',
      es: 'Ponlo en marcha: npm start   (¿Corre con WORKSHOP_PORT_OFFSET? Usa el mismo aquí.)',
    },
    { cause },
  );
}

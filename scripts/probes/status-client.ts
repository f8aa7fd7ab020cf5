/** What a program in another terminal reads of the running workshop: its status, once or as it changes. */
import { WorkshopError } from '../language/workshop-error.ts';
import { type Status, statusSchema } from '../stack/status.ts';

/** @throws {WorkshopError} when no workshop runs there. */
export async function fetchStatus(address: string): Promise<Status> {
  const response = await fetch(`${address}/api/status`).catch((error: unknown) => {
    throw notRunning(address, error);
  });
  return statusSchema.parse(await response.json());
}

/**
 * Tells every new status until the signal aborts.
 * @throws {WorkshopError} when the workshop stops, or none runs.
 */
export async function followStatus(
  address: string,
  tell: (status: Status) => void,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const response = await fetch(`${address}/api/events`, { ...(signal && { signal }) });
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      const newest = events.findLast((event) => /^event: status$/m.test(event));
      if (newest) tell(parseEvent(newest));
    }
  } catch (error) {
    if (signal?.aborted) return;
    throw notRunning(address, error);
  }
  throw notRunning(address);
}

/** One event of a `text/event-stream` (HTML standard, server-sent events). */
function parseEvent(event: string): Status {
  const [, data = ''] = /^data: (.*)$/m.exec(event) ?? [];
  return statusSchema.parse(JSON.parse(data));
}

export function notRunning(address: string, cause?: unknown): WorkshopError {
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

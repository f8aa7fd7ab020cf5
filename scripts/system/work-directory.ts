/** Where a stack keeps what it writes, and which ports it was told to use. */
import { fileURLToPath } from 'node:url';
import { maximumPortOffset } from '../../labs/settings.ts';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { blockedPort } from './blocked-ports.ts';

/** The repository's root (absolute, without a slash at the end). */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * The folder a stack writes into: `.workshop/`, or `.workshop/offset-N/` for a second stack.
 * @returns an absolute path; nothing is created.
 */
export function workDirectory(portOffset: number): string {
  const folder = `${repositoryRoot}/.workshop`;
  return portOffset === 0 ? folder : `${folder}/offset-${portOffset}`;
}

/** Written by the supervisor while it runs: `{pid, startedAt, portOffset}`. */
export const supervisorFile = (portOffset: number): string =>
  `${workDirectory(portOffset)}/supervisor.json`;

/**
 * The offset of `WORKSHOP_PORT_OFFSET`; 0 when it is not set.
 * @throws {WorkshopError} when it is no whole number in the allowed range, or leads to a port that
 *   browsers refuse.
 */
export function portOffsetFromEnvironment(environment: NodeJS.ProcessEnv = process.env): number {
  const written = environment.WORKSHOP_PORT_OFFSET?.trim() ?? '';
  if (written === '') return 0;
  const offset = Number(written);
  if (!/^\d+$/.test(written) || offset > maximumPortOffset) {
    throw new WorkshopError(
      {
        en: `WORKSHOP_PORT_OFFSET is "${written}", but must be a whole number from 0 to ${maximumPortOffset}.`,
        es: `WORKSHOP_PORT_OFFSET vale "${written}", pero debe ser un número entero de 0 a ${maximumPortOffset}.`,
      },
      example,
    );
  }
  const blocked = blockedPort(offset);
  if (blocked !== null) {
    throw new WorkshopError(
      {
        en: `WORKSHOP_PORT_OFFSET=${offset} would use port ${blocked}, which browsers never connect to.`,
        es: `WORKSHOP_PORT_OFFSET=${offset} usaría el puerto ${blocked}, al que los navegadores nunca se conectan.`,
      },
      example,
    );
  }
  return offset;
}

const example: Text = {
  en: 'For a second stack beside the first: WORKSHOP_PORT_OFFSET=100 npm start',
  es: 'Para un segundo sistema junto al primero: WORKSHOP_PORT_OFFSET=100 npm start',
};

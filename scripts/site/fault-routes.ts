/** "Break it": the notes window stops a hop on purpose, and brings it back. */
import { type BreakableHop, breakableHops } from '../probes/breakable-hops.ts';
import { FaultRefused, type Faults } from '../stack/faults.ts';
import { HttpError, sendNothing } from './http.ts';
import type { Call, Route } from './routes.ts';

export type FaultSwitch = Pick<Faults, 'breakHop' | 'bringBack'>;

export const faultRoutes = (faults: FaultSwitch): Route[] => [
  {
    ...{ method: 'POST', path: '/api/faults/:hop', for: 'page' },
    async answer(call) {
      await faults.breakHop(hopOf(call)).catch(refuse);
      sendNothing(call.response);
    },
  },
  {
    ...{ method: 'DELETE', path: '/api/faults/:hop', for: 'page' },
    async answer(call) {
      await faults.bringBack(hopOf(call)).catch(refuse);
      sendNothing(call.response);
    },
  },
];

function hopOf({ parameters: { hop: name = '' } }: Call): BreakableHop {
  const hop = breakableHops.find((candidate) => candidate === name);
  if (hop) return hop;
  throw new HttpError(404, {
    en: `No hop "${name}" can be stopped, only: ${breakableHops.join(', ')}.`,
    es: `No se puede detener ningún eslabón «${name}», solo: ${breakableHops.join(', ')}.`,
  });
}

function refuse(error: unknown): never {
  throw error instanceof FaultRefused ? new HttpError(409, error.found) : error;
}

import { WorkshopError } from '../language/workshop-error.ts';

/** Two stacks in one folder would fight over ports and files. */
export const alreadyRunning = (pid: number) =>
  new WorkshopError(
    {
      en: `The workshop already runs here (pid ${pid}).`,
      es: `El taller ya está corriendo aquí (pid ${pid}).`,
    },
    {
      en: `Watch it with: npm run status   End it with Ctrl-C or: kill ${pid}   A second one: WORKSHOP_PORT_OFFSET=100 npm start`,
      es: `Míralo con: npm run status   Termínalo con Ctrl-C o: kill ${pid}   Para correr otro: WORKSHOP_PORT_OFFSET=100 npm start`,
    },
  );

/**
 * Faults on purpose where each part has a container: the transcoder can stop what it runs itself.
 * The others only the engine can stop, and no container gets the engine's socket.
 */
import { composeCommand } from '../docker/compose-environment.ts';
import type { BreakableHop } from '../probes/breakable-hops.ts';
import { FaultRefused, Faults, type FaultsOptions } from '../stack/faults.ts';

/** The services that a hop is. */
const serviceOf: Partial<Record<BreakableHop, string>> = {
  publisher: 'publisher',
  janus: 'janus',
  nginx: 'origin',
};

export class ContainerFaults {
  readonly #own: Faults;
  readonly #portOffset: number;

  constructor(portOffset: number, options: FaultsOptions) {
    this.#portOffset = portOffset;
    this.#own = new Faults(options);
  }

  get hops(): BreakableHop[] {
    return this.#own.hops;
  }

  /** @throws {FaultRefused} with the command, where it is not ours to do. */
  async breakHop(hop: BreakableHop): Promise<void> {
    refuseOthers(hop, 'break', this.#portOffset);
    await this.#own.breakHop(hop);
  }

  /** @throws {FaultRefused} with the command, where it is not ours to do. */
  async bringBack(hop: BreakableHop): Promise<void> {
    refuseOthers(hop, 'bring back', this.#portOffset);
    await this.#own.bringBack(hop);
  }

  close(): void {
    this.#own.close();
  }
}

function refuseOthers(hop: BreakableHop, wish: 'break' | 'bring back', portOffset: number): void {
  const service = serviceOf[hop];
  if (service === undefined) return;
  const pause = `${composeCommand(portOffset)} pause ${service}`;
  const unpause = `${composeCommand(portOffset)} unpause ${service}`;
  throw new FaultRefused(
    wish === 'break'
      ? {
          en: `It runs in a container of its own. In a terminal: ${pause} – and to bring it back: ${unpause}`,
          es: `Corre en su propio contenedor. En una terminal: ${pause} – y para que vuelva: ${unpause}`,
        }
      : {
          en: `It runs in a container of its own. In a terminal: ${unpause}`,
          es: `Corre en su propio contenedor. En una terminal: ${unpause}`,
        },
  );
}

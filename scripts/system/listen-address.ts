import { networkInterfaces } from 'node:os';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { iceAddresses } from './addresses.ts';

const everyInterface = ['0.0.0.0', '::'] as const;

/**
 * The address that `--host [address]` stands for; without an address, every IPv4 interface.
 * @throws {WorkshopError} when this machine does not have that address: nothing could listen there.
 */
export function listenAddress(host: string | true): string {
  if (host === true) return everyInterface[0];
  const own = Object.values(networkInterfaces()).flatMap((infos = []) =>
    infos.map(({ address }) => address),
  );
  if ([...everyInterface, ...own].includes(host)) return host;
  throw new WorkshopError(
    {
      en: `--host ${host}: this machine has no such address.`,
      es: `--host ${host}: esta máquina no tiene esa dirección.`,
    },
    remedy(),
  );
}

/** Names only addresses that another machine can reach: not loopback, nothing link-local. */
function remedy(): Text {
  const list = iceAddresses()
    .map(({ address }) => address)
    .join(', ');
  if (list === '') return { en: 'Use --host alone.', es: 'Usa --host sin dirección.' };
  return {
    en: `Give one of its own (${list}), or --host alone for all of them.`,
    es: `Da una de las suyas (${list}), o --host sin dirección para todas.`,
  };
}

/** Can WebRTC media flow on this machine? */
import { createSocket } from 'node:dgram';
import type { Text } from '../language/text.ts';
import { iceAddresses } from '../system/addresses.ts';
import { broken, type Finding, ok } from './finding.ts';
import { oneDecimal } from './one-decimal.ts';

export const iceAddressId = 'ice-address';

export function checkIceAddress(addresses = iceAddresses()): Finding {
  const [best] = addresses;
  if (best) {
    return ok(iceAddressId, {
      en: `Address for ICE: ${best.address} (${best.interfaceName})`,
      es: `Dirección para ICE: ${best.address} (${best.interfaceName})`,
    });
  }
  return broken(
    iceAddressId,
    {
      en: 'No network interface is up besides loopback, and Janus does not use loopback for media.',
      es: 'No hay ninguna interfaz de red activa aparte de loopback, y Janus no usa loopback para los medios.',
    },
    {
      en: 'Turn on Wi-Fi, or let the doctor make an interface: npm run doctor -- --install',
      es: 'Enciende el Wi-Fi, o deja que el doctor cree una interfaz: npm run doctor -- --install',
    },
  );
}

/** A packet sent to an address of this machine comes back, unless a firewall takes it. */
export async function checkUdpRoundTrip(id: string, address: string): Promise<Finding> {
  const milliseconds = await udpRoundTrip(address).catch((error: Error) => error);
  if (typeof milliseconds === 'number') {
    const written = oneDecimal(milliseconds);
    return ok(id, {
      en: `UDP round trip on ${address}: ${written.en} ms`,
      es: `Ida y vuelta por UDP en ${address}: ${written.es} ms`,
    });
  }
  return broken(id, udpFailure(address, milliseconds.message), {
    en: 'A firewall may be in the way; see its rules with: sudo nft list ruleset',
    es: 'Tal vez lo impida un cortafuegos; mira sus reglas con: sudo nft list ruleset',
  });
}

const udpFailure = (address: string, reason: string): Text => ({
  en: `A UDP packet sent to ${address} did not come back: ${reason}.`,
  es: `Un paquete UDP enviado a ${address} no volvió: ${reason}.`,
});

export const checkUdpRoundTrips = (): Promise<Finding[]> => {
  const [best] = iceAddresses();
  const loopback = checkUdpRoundTrip('udp-loopback', '127.0.0.1');
  return Promise.all(best ? [loopback, checkUdpRoundTrip('udp-ice', best.address)] : [loopback]);
};

/** @returns milliseconds. @throws when the packet is not back within a second. */
function udpRoundTrip(address: string): Promise<number> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  return new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout after 1 s')), 1000);
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(timer));
    socket.bind(0, address, () => {
      const start = performance.now();
      socket.once('message', () => resolve(performance.now() - start));
      socket.send('workshop', socket.address().port, address);
    });
  }).finally(() => socket.close());
}

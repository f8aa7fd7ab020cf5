/**
 * Addresses that WebRTC media can use. Janus gathers no ICE candidates on loopback: with only
 * `lo` up it answers "Error gathering candidates".
 */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export interface IceAddress {
  interfaceName: string;
  address: string;
  family: 'IPv4' | 'IPv6';
}

/**
 * Makes an address for a machine without any network: a pair of virtual Ethernet interfaces, of
 * which one carries it. Any kernel that runs containers has `veth`; `dummy` is not everywhere.
 * Gone after a restart.
 */
export const localInterfaceCommands: readonly string[] = [
  'ip link add workshop0 type veth peer name workshop1',
  'ip addr add 10.255.255.1/32 dev workshop0',
  'ip link set workshop0 up',
  'ip link set workshop1 up',
];

/** Interfaces that container engines and hypervisors make: they work, but not for a second machine. */
const virtualInterface = /^(docker|br-|veth|virbr|cni|podman|lxc|lxd)/;

/**
 * The addresses usable for ICE, best first: IPv4 before IPv6, real interfaces before container
 * bridges. Link-local addresses are left out (IPv6 ones need a zone; 169.254/16 reaches nobody).
 */
export function iceAddresses(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): IceAddress[] {
  return Object.entries(interfaces)
    .flatMap(([interfaceName, infos = []]) =>
      infos
        .filter(({ internal, address }) => !internal && !isLinkLocal(address))
        .map(({ address, family }): IceAddress => ({ interfaceName, address, family })),
    )
    .sort((a, b) => rank(a) - rank(b));
}

const rank = ({ interfaceName, family }: IceAddress): number =>
  (virtualInterface.test(interfaceName) ? 2 : 0) + (family === 'IPv6' ? 1 : 0);

const isLinkLocal = (address: string): boolean => /^(169\.254\.|fe[89ab])/i.test(address);

import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { iceAddresses } from '../../../scripts/system/addresses.ts';

const info = (address: string, internal = false) =>
  ({ address, internal, family: address.includes(':') ? 'IPv6' : 'IPv4' }) as NetworkInterfaceInfo;

test('prefers real interfaces to container bridges, and IPv4 to IPv6', () => {
  const addresses = iceAddresses({
    lo: [info('127.0.0.1', true), info('::1', true)],
    docker0: [info('172.17.0.1')],
    wlan0: [info('fe80::1'), info('2001:db8::5'), info('192.168.1.5')],
  });
  expect(addresses.map(({ address }) => address)).toEqual([
    '192.168.1.5',
    '2001:db8::5',
    '172.17.0.1',
  ]);
});

test('loopback and link-local addresses are of no use', () => {
  const interfaces = {
    lo: [info('127.0.0.1', true)],
    eth0: [info('169.254.7.7'), info('fe80::2')],
  };
  expect(iceAddresses(interfaces)).toEqual([]);
});

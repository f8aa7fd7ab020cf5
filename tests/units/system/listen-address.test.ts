import { expect, test } from 'vitest';
import { WorkshopError } from '../../../scripts/language/workshop-error.ts';
import { iceAddresses } from '../../../scripts/system/addresses.ts';
import { listenAddress } from '../../../scripts/system/listen-address.ts';

test('--host alone means every interface, and loopback is an address like any other', () => {
  expect(listenAddress(true)).toBe('0.0.0.0');
  expect(listenAddress('127.0.0.1')).toBe('127.0.0.1');
});

test('for an address that is not here it proposes those that another machine can reach', () => {
  const remedy = () => {
    try {
      listenAddress('203.0.113.7');
    } catch (error) {
      if (error instanceof WorkshopError) return error.remedy?.en;
    }
  };
  for (const { address } of iceAddresses()) expect(remedy()).toContain(address);
  expect(remedy()).toContain('--host alone');
  expect(remedy()).not.toMatch(/127\.0\.0\.1|::1\b|fe80|169\.254/);
});

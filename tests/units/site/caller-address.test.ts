/** Whose wrong PINs are counted together: the caller's, also where all come through one front. */
import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { createSettings } from '../../../labs/settings.ts';
import { callerAddress } from '../../../scripts/site/request-checks.ts';
import { newSecrets } from '../../../scripts/stack/secrets.ts';

const request = (host: string) =>
  ({
    headers: { host, 'x-real-ip': '192.0.2.7' },
    socket: { remoteAddress: '172.18.0.9' },
  }) as unknown as IncomingMessage;

const settings = (publicHost: string | null) =>
  createSettings({ workDirectory: '/nowhere', secrets: newSecrets(), publicHost });

it('is what the front says, for who came by the front', () => {
  const own = settings('192.0.2.1:8443');
  expect(callerAddress(request('192.0.2.1:8443'), own)).toBe('192.0.2.7');
});

it.each([
  ['by another name', '192.0.2.1:8443', 'localhost:5173'],
  ['without a front', null, '192.0.2.1:8443'],
])('is nobody’s word %s', (_, publicHost, host) => {
  expect(callerAddress(request(host), settings(publicHost))).toBe('172.18.0.9');
});

import { expect, test } from 'vitest';
import { checkIceAddress, checkUdpRoundTrip } from '../../../scripts/doctor/check-network.ts';
import { checkNode } from '../../../scripts/doctor/check-node.ts';
import { programFinding } from '../../../scripts/doctor/check-programs.ts';
import { renderFindings } from '../../../scripts/doctor/render.ts';

test.each([
  ['18.20.0', 'broken'],
  ['20.18.3', 'broken'],
  ['20.19.0', 'ok'],
  ['21.7.0', 'broken'],
  ['22.11.0', 'broken'],
  ['22.12.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node.js %s is %s', (version, state) => {
  expect(checkNode(version).state).toBe(state);
});

test('without an address for ICE it says how to make one', () => {
  const { state, remedy } = checkIceAddress([]);
  expect(state).toBe('broken');
  expect(remedy?.en).toContain('npm run doctor -- --install');
});

test('a UDP packet comes back on loopback, after a time with a decimal point in both languages', async () => {
  const { state, finding } = await checkUdpRoundTrip('udp-loopback', '127.0.0.1');
  expect(state).toBe('ok');
  expect(finding.en).toMatch(/: \d+\.\d ms$/);
  expect(finding.es).toMatch(/: \d+\.\d ms$/);
});

test('an address that is not of this machine is a broken round trip', async () => {
  const { state, finding } = await checkUdpRoundTrip('udp-ice', '203.0.113.1');
  expect(state).toBe('broken');
  expect(finding.en).toContain('203.0.113.1');
});

test('Chromium is needed by the tests only', () => {
  const missing = { state: 'missing', name: 'chromium' } as const;
  expect(programFinding(missing, 'start').state).toBe('warning');
  expect(programFinding(missing, 'test')).toMatchObject({
    state: 'broken',
    packages: ['chromium'],
  });
});

test('apt is not asked to mend a program that is too old', () => {
  const tooOld = {
    state: 'too-old',
    name: 'janus',
    path: '/usr/bin/janus',
    version: '0.11.8',
    wanted: '1.1',
  } as const;
  expect(programFinding(tooOld, 'start')).toMatchObject({
    state: 'broken',
    packages: [],
    finding: { en: 'Janus 0.11.8 (/usr/bin/janus) is too old: 1.1 or newer is needed.' },
  });
});

test('the report has one line per check and, below a broken one, what to run', () => {
  const findings = [
    checkNode('24.0.0'),
    programFinding({ state: 'missing', name: 'janus' }, 'start'),
  ];
  expect(renderFindings(findings, null, 'es').split('\n')).toEqual([
    '✔ Node.js 24.0.0',
    '✖ Falta Janus.',
    '    → npm run doctor -- --install',
    '',
    'Todavía no: 1 de 2 comprobaciones fallaron (✖).',
  ]);
});

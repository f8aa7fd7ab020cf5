import { expect, test } from 'vitest';
import { checkIceAddress } from '../../../scripts/doctor/check-network.ts';
import { programFinding } from '../../../scripts/doctor/check-programs.ts';
import { planInstall } from '../../../scripts/doctor/install-plan.ts';
import type { ProgramName } from '../../../scripts/system/program-table.ts';

const bareDebian = {
  hasServicePolicy: false,
  hasSystemd: false,
  isUbuntu: false,
  hasIpCommand: false,
};
const missing = (...names: ProgramName[]) =>
  names.map((name) => programFinding({ state: 'missing', name }, 'test'));

test('nothing missing, nothing to install', () => {
  expect(planInstall([checkIceAddress()], bareDebian)).toBeNull();
});

test('installs each package once, without starting its service', () => {
  const plan = planInstall(missing('janus', 'ffmpeg', 'ffprobe'), bareDebian);
  expect(plan?.packages).toEqual(['ffmpeg', 'janus']);
  expect(plan?.script).toContain('apt-get install -y --no-install-recommends ffmpeg janus');
  expect(plan?.script).toContain('# keep apt from starting');
  expect(plan?.script).toContain('exit 101');
  expect(plan?.script).toContain("trap 'rm -f /usr/sbin/policy-rc.d' EXIT");
});

test('leaves a service policy alone that already stands', () => {
  const plan = planInstall(missing('janus'), { ...bareDebian, hasServicePolicy: true });
  expect(plan?.script).not.toContain('policy-rc.d');
});

test('with systemd, only the services that this installation brought are disabled', () => {
  const plan = planInstall(missing('janus', 'chromium'), { ...bareDebian, hasSystemd: true });
  expect(plan?.script).toMatch(/^systemctl disable janus$/m);
});

test('on Ubuntu, where Chromium is a snap, Chrome takes its place', () => {
  const plan = planInstall(missing('chromium'), { ...bareDebian, isUbuntu: true });
  expect(plan?.script).toContain('install chrome');
  expect(plan?.script).not.toContain('apt-get');
});

test('makes an interface where no address is usable for ICE', () => {
  const findings = [checkIceAddress([])];
  const plan = planInstall(findings, bareDebian);
  expect(plan?.script).toContain('ip link add workshop0 type veth');
  expect(plan?.packages).toEqual(['iproute2']);
  // Without any network, apt must not be asked for what is there.
  const withIp = planInstall(findings, { ...bareDebian, hasIpCommand: true });
  expect(withIp?.script).not.toContain('apt-get');
});

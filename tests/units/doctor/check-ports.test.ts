import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { basePorts } from '../../../labs/settings.ts';
import { checkPorts } from '../../../scripts/doctor/check-ports.ts';

/** Far from the ports of a running stack and of the other tests. */
const portOffset = 12_300;
const startedAt = new Date().toISOString();

const stateOf = async (id: string, supervisorPid?: number) => {
  const supervisor = supervisorPid ? { pid: supervisorPid, startedAt, portOffset } : null;
  const findings = await checkPorts(portOffset, supervisor);
  return findings.find((finding) => finding.id === id);
};

test('names the process that holds a TCP port, and how to end it', async () => {
  const server = createServer().listen(basePorts.janusWebSocket + portOffset, '0.0.0.0');
  await once(server, 'listening');
  const finding = await stateOf('port-janusWebSocket');
  const ownStack = await stateOf('port-janusWebSocket', process.pid);
  server.close();
  expect(finding?.state).toBe('broken');
  expect(finding?.finding.en).toContain(
    `TCP 20488 (Janus WebSocket) is in use by node, pid ${process.pid}`,
  );
  expect(finding?.remedy?.es).toContain(`kill ${process.pid}`);
  expect(ownStack?.state).toBe('ok');
});

test('sees a UDP port that is taken', async () => {
  const socket = createSocket('udp4').bind(basePorts.rtpVideo + portOffset, '127.0.0.1');
  await once(socket, 'listening');
  const finding = await stateOf('port-rtpVideo');
  socket.close();
  expect(finding?.state).toBe('broken');
});

test('a browser’s localhost may mean ::1: there, too, the port must be free', async () => {
  const server = createServer().listen({
    port: basePorts.origin + portOffset,
    host: '::1',
    ipv6Only: true,
  });
  await once(server, 'listening');
  const finding = await stateOf('port-origin');
  server.close();
  expect(finding?.state).toBe('broken');
});

test('free ports are free, and stay so after the check', async () => {
  for (let round = 0; round < 2; round++) {
    const findings = await checkPorts(portOffset, null);
    expect(findings).toHaveLength(13);
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  }
});

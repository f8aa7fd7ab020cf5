/** Are the stack's fixed ports free at this offset, and if not, who holds them? */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basePorts, type PortName } from '../../labs/settings.ts';
import type { Text } from '../language/text.ts';
import { findPortHolder, type Process, type Protocol, processAncestry } from '../system/sockets.ts';
import type { SupervisorRecord } from '../system/supervisor-file.ts';
import { broken, command, type Finding, ok } from './finding.ts';

interface FixedPort {
  protocol: Protocol;
  use: Text;
  /** Opened in a browser as `localhost`, which may mean ::1: there, too, nobody else may answer. */
  opened?: true;
}

function relayed(kind: 'audio' | 'video'): Text {
  return {
    en: `${kind} RTP, relay to FFmpeg`,
    es: `RTP de ${kind}, del relé a FFmpeg`,
  };
}

/** The range that Janus picks from (`iceFirst` to `iceLast`) is no fixed port: it skips what is taken. */
const fixedPorts: Readonly<Partial<Record<PortName, FixedPort>>> = {
  site: { protocol: 'tcp', use: { en: 'site', es: 'sitio' }, opened: true },
  origin: { protocol: 'tcp', use: { en: 'HLS origin', es: 'origen HLS' }, opened: true },
  janusWebSocket: { protocol: 'tcp', use: command('Janus WebSocket') },
  janusAdmin: { protocol: 'tcp', use: command('Janus Admin API') },
  rtpAudio: { protocol: 'udp', use: { en: 'audio RTP', es: 'RTP de audio' } },
  rtcpAudio: { protocol: 'udp', use: { en: 'audio RTCP', es: 'RTCP de audio' } },
  rtpVideo: { protocol: 'udp', use: { en: 'video RTP', es: 'RTP de video' } },
  rtcpVideo: { protocol: 'udp', use: { en: 'video RTCP', es: 'RTCP de video' } },
  relayedAudioA: { protocol: 'udp', use: relayed('audio') },
  relayedVideoA: { protocol: 'udp', use: relayed('video') },
  relayedAudioB: { protocol: 'udp', use: relayed('audio') },
  relayedVideoB: { protocol: 'udp', use: relayed('video') },
  weather: { protocol: 'tcp', use: { en: 'weather', es: 'clima' } },
};

/** @param supervisor the workshop that runs at this offset: its ports are taken rightly. */
export const checkPorts = (
  portOffset: number,
  supervisor: SupervisorRecord | null,
): Promise<Finding[]> =>
  Promise.all(
    Object.entries(fixedPorts).map(([name, fixed]) =>
      checkPort(`port-${name}`, fixed, basePorts[name as PortName] + portOffset, supervisor),
    ),
  );

async function checkPort(
  id: string,
  { protocol, use, opened }: FixedPort,
  port: number,
  supervisor: SupervisorRecord | null,
): Promise<Finding> {
  const label = `${protocol.toUpperCase()} ${port}`;
  if (await isFree(protocol, port, opened ? ['127.0.0.1', '::1'] : ['127.0.0.1'])) {
    return ok(id, {
      en: `Port ${label} (${use.en}) is free`,
      es: `El puerto ${label} (${use.es}) está libre`,
    });
  }
  const holder = await findPortHolder(protocol, port);
  if (holder && supervisor && (await processAncestry(holder.pid)).includes(supervisor.pid)) {
    return ok(id, {
      en: `Port ${label} (${use.en}) is in use by this workshop (${nameHolder(holder).en})`,
      es: `El puerto ${label} (${use.es}) lo usa este mismo taller (${nameHolder(holder).es})`,
    });
  }
  return broken(
    id,
    {
      en: `Port ${label} (${use.en}) is in use by ${nameHolder(holder).en}.`,
      es: `El puerto ${label} (${use.es}) lo está usando ${nameHolder(holder).es}.`,
    },
    await freeingRemedy(holder),
  );
}

/** Asks the system itself, because only it knows what two sockets may share. */
async function isFree(protocol: Protocol, port: number, addresses: string[]): Promise<boolean> {
  const results = await Promise.all(addresses.map((address) => canBind(protocol, port, address)));
  return !results.includes(false);
}

async function canBind(protocol: Protocol, port: number, address: string): Promise<boolean> {
  const socket = protocol === 'tcp' ? createServer() : createSocket('udp4');
  const bound = once(socket, 'listening');
  if ('listen' in socket) socket.listen({ port, host: address });
  else socket.bind(port, address);
  try {
    await bound;
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Without IPv6 nobody can answer at ::1.
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return true;
    if (code === 'EADDRINUSE') return false;
    throw error;
  }
}

const nameHolder = (holder: Process | null): Text =>
  holder
    ? command(`${holder.name}, pid ${holder.pid}`)
    : { en: 'a program of another user', es: 'un programa de otro usuario' };

async function freeingRemedy(holder: Process | null): Promise<Text> {
  const service = holder && (await distributionService(holder.pid));
  if (service) return command(`sudo systemctl disable --now ${service}`);
  const otherPorts = 'WORKSHOP_PORT_OFFSET=100 npm start';
  if (!holder) {
    return {
      en: `Use other ports: ${otherPorts} (sudo npm run doctor names the program)`,
      es: `Usa otros puertos: ${otherPorts} (sudo npm run doctor dice qué programa es)`,
    };
  }
  return {
    en: `End it with: kill ${holder.pid}   or use other ports: ${otherPorts}`,
    es: `Termínalo con: kill ${holder.pid}   o usa otros puertos: ${otherPorts}`,
  };
}

/** `janus` or `nginx` when the process is the service that the distribution's package started. */
async function distributionService(pid: number): Promise<string | null> {
  const groups = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '');
  return /\/system\.slice\/(janus|nginx)\.service/.exec(groups)?.[1] ?? null;
}

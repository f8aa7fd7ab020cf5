/**
 * Which ports are taken on this machine, and by whom: read from Linux's /proc, because a
 * minimal container has neither ss nor lsof.
 * Format: proc_net_tcp(5) and the kernel's Documentation/networking/proc_net_tcp.rst.
 */
import { readdir, readFile, readlink } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type Protocol = 'tcp' | 'udp';

export interface BoundSocket {
  protocol: Protocol;
  /** IPv4 in dotted form; IPv6 as eight groups without leading zeros (`0:0:0:0:0:0:0:1`). */
  address: string;
  port: number;
  /** The socket's inode: what links it to the process that holds it. */
  inode: number;
}

export interface Process {
  pid: number;
  /** The program's name, such as `janus`. */
  name: string;
}

/** Kernel state TCP_LISTEN (include/net/tcp_states.h). UDP has no such state: bound is bound. */
const tcpListen = '0A';

/** Every listening TCP socket and every bound UDP socket of this network namespace. */
export async function listBoundSockets(): Promise<BoundSocket[]> {
  const tables = await Promise.all(
    (['tcp', 'udp'] as const).flatMap((protocol) =>
      [protocol, `${protocol}6`].map(async (file) =>
        parseSocketTable(protocol, await readIfPresent(`/proc/net/${file}`)),
      ),
    ),
  );
  return tables.flat();
}

/** Reads one table of /proc/net (exported for its unit test). */
export function parseSocketTable(protocol: Protocol, table: string): BoundSocket[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 10 && (protocol === 'udp' || fields[3] === tcpListen))
    .map((fields) => {
      const [address = '', port = ''] = (fields[1] ?? '').split(':');
      return {
        protocol,
        address: decodeAddress(address),
        port: Number.parseInt(port, 16),
        inode: Number(fields[9]),
      };
    });
}

/** The kernel prints addresses as 32-bit words in the machine's own byte order. */
function decodeAddress(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  if (endianness() === 'LE') bytes.swap32();
  if (bytes.length === 4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, group) => bytes.readUInt16BE(group * 2).toString(16)).join(
    ':',
  );
}

/**
 * The process that holds a port, whatever address it is bound to.
 * @returns null when the port is free, or when its holder belongs to another user (only root
 *   may look into other users' processes).
 */
export async function findPortHolder(protocol: Protocol, port: number): Promise<Process | null> {
  const sockets = await listBoundSockets();
  const inodes = new Set(
    sockets.filter((s) => s.protocol === protocol && s.port === port).map((s) => s.inode),
  );
  if (inodes.size === 0) return null;
  const entries = await readdir('/proc');
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const holders = await Promise.all(
    pids.map(async (pid) => ((await holdsAny(pid, inodes)) ? pid : null)),
  );
  const pid = holders.find((holder) => holder !== null);
  return pid === undefined ? null : { pid, name: await processName(pid) };
}

export interface UdpPortWait {
  port: number;
  /** The process that should bind it. */
  pid: number;
  timeoutMilliseconds: number;
  signal?: AbortSignal;
}

/**
 * Waits until a process has bound a UDP port, so that no packet is sent before someone listens.
 * @returns `bound`; `exited` when the process ended first; `timeout` when it did neither in time.
 * @throws the signal's reason when it is aborted.
 */
export async function waitForUdpPort(wait: UdpPortWait): Promise<'bound' | 'exited' | 'timeout'> {
  const { port, pid, timeoutMilliseconds, signal } = wait;
  const deadline = performance.now() + timeoutMilliseconds;
  for (;;) {
    signal?.throwIfAborted();
    if (await isUdpPortBoundBy(port, pid)) return 'bound';
    if (!(await isRunning(pid))) return 'exited';
    if (performance.now() >= deadline) return 'timeout';
    await delay(10);
  }
}

async function isUdpPortBoundBy(port: number, pid: number): Promise<boolean> {
  const sockets = await listBoundSockets();
  const inodes = sockets.filter((s) => s.protocol === 'udp' && s.port === port).map((s) => s.inode);
  return inodes.length > 0 && holdsAny(pid, new Set(inodes));
}

/** True while the process exists and is not a zombie that only waits to be reaped. */
export async function isRunning(pid: number): Promise<boolean> {
  const [state] = await processState(pid);
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** The fields of proc_pid_stat(5) from the third on: state, parent, …; empty when it is gone. */
async function processState(pid: number): Promise<string[]> {
  const stat = await readIfPresent(`/proc/${pid}/stat`);
  // The second field, the name in parentheses, may itself hold spaces and parentheses.
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/**
 * The program's name, or an empty string when the process is gone. The executable's name comes
 * first, because threads rename themselves (Node 24 calls its own `MainThread`); of another
 * user's process only the name the kernel keeps can be read.
 */
export async function processName(pid: number): Promise<string> {
  const executable = await readlink(`/proc/${pid}/exe`).catch(() => '');
  const name = basename(executable.replace(/ \(deleted\)$/, ''));
  return name || (await readIfPresent(`/proc/${pid}/comm`)).trim();
}

/** The process itself, its parent, its parent's parent and so on, up to the first. */
export async function processAncestry(pid: number): Promise<number[]> {
  const ancestry: number[] = [];
  for (let current = pid; current > 0; ) {
    ancestry.push(current);
    const [, parent] = await processState(current);
    current = Number(parent ?? 0);
  }
  return ancestry;
}

async function holdsAny(pid: number, inodes: ReadonlySet<number>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    descriptors.map((descriptor) => readlink(`${folder}/${descriptor}`).catch(() => '')),
  );
  return targets.some((target) => inodes.has(Number(/^socket:\[(\d+)\]$/.exec(target)?.[1])));
}

/** Processes end while we look, and IPv6 may be off: then there is nothing to read. */
async function readIfPresent(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}

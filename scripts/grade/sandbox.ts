/**
 * The sandbox in which one submission is graded: bubblewrap(1), with namespaces of its own for
 * processes, network and files. It sees the system and the workshop read-only, its own submission,
 * and a home in memory that is gone with it; of other submissions and of the results it sees nothing.
 */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runMark } from '../labs/marked-processes.ts';
import { programNames, programTable } from '../system/program-table.ts';
import { isCommand } from '../system/programs.ts';
import { run } from '../system/run.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { sandboxPaths, stageSandbox } from './inside/stage-sandbox.ts';
import { systemMounts } from './system-mounts.ts';

/** What a submission may use, all its programs together unless said otherwise. */
export const limits = {
  homeMebibytes: 1_024,
  /** Threads count, too, and the pages of Chromium have many. */
  processes: 2_048,
  /** Of one file, against logs without an end. */
  fileMebibytes: 256,
};

/** The first of the users of the sandboxes: no system gives these numbers to people. */
const firstUserId = 61_000;

const isRoot = process.getuid?.() === 0;

export interface SandboxOptions {
  /** Of the sandboxes that run at one time each has its own, from 0. */
  job: number;
  /** Laid out by the grader; seen read-only inside (absolute). */
  submission: string;
}

/**
 * A network of its own, in which only it is. WebRTC wants an address that is not loopback; `veth`
 * is in every kernel that runs containers. Then it gives up every right it had for that.
 */
const networkScript = [
  'ip link set lo up',
  'ip link add net0 type veth peer name net1',
  'ip addr add 192.0.2.1/24 dev net0',
  'ip link set net0 up && ip link set net1 up',
  'exec "$@"',
].join(' && ');

const mebibyte = 1_024 * 1_024;

/** @returns the command line that runs `program` in a sandbox. */
export function sandboxed(
  { job, submission }: SandboxOptions,
  program: readonly string[],
): string[] {
  const user = String(isRoot ? firstUserId + job : process.getuid?.());
  // Whoever is not root is somebody in a user namespace of his own, and may there make interfaces.
  const namespaces = [
    ...(isRoot ? [] : ['--unshare-user', '--uid', user, '--gid', user]),
    ...['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
  ];
  const rights = ['NET_ADMIN', 'SETUID', 'SETGID', 'SETPCAP'].flatMap((right) => [
    '--cap-add',
    `CAP_${right}`,
  ]);
  const become = isRoot ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
  return [
    ...['bwrap', '--die-with-parent', '--new-session', ...namespaces, ...rights],
    ...systemMounts(),
    ...['--ro-bind', repositoryRoot, sandboxPaths.workshop],
    // What a running workshop, and the tests, keep there is nobody's business.
    ...['--perms', '0777', '--tmpfs', join(sandboxPaths.workshop, '.workshop')],
    ...['--ro-bind', submission, sandboxPaths.submission],
    ...['--perms', '0777', '--size', String(limits.homeMebibytes * mebibyte)],
    ...['--tmpfs', sandboxPaths.home, '--chdir', sandboxPaths.workshop],
    ...['--clearenv', ...environment()],
    ...['--', 'sh', '-c', networkScript, 'sh', 'setpriv', ...become],
    ...['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'],
    ...['prlimit', `--nproc=${limits.processes}`, `--fsize=${limits.fileMebibytes * mebibyte}`],
    ...['--core=0', ...program],
  ];
}

function environment(): string[] {
  const variables: NodeJS.ProcessEnv = {
    PATH: [...new Set([dirname(process.execPath), ...standardFolders])].join(':'),
    HOME: sandboxPaths.home,
    TMPDIR: sandboxPaths.home,
    LANG: 'C.UTF-8',
    ...runMark(),
  };
  for (const name of programNames) {
    const { variable } = programTable[name];
    const path = variable && process.env[variable];
    if (variable && path) variables[variable] = path;
  }
  return Object.entries(variables).flatMap(([name, value = '']) => ['--setenv', name, value]);
}

const standardFolders = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** Whether this system lets us make such sandboxes, and in them those of the stages. */
export async function hasNamespaces(): Promise<boolean> {
  const tools = await Promise.all(
    ['bwrap', 'ip', 'setpriv', 'prlimit'].map((name) => isCommand(name)),
  );
  if (tools.includes(false)) return false;
  const submission = join(realpathSync(repositoryRoot), 'labs');
  const [program = '', ...args] = sandboxed({ job: 0, submission }, [...stageSandbox, 'true']);
  return (await run(program, args)).exitCode === 0;
}

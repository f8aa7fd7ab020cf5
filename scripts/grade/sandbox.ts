/**
 * The sandbox in which one submission is graded: bubblewrap(1), with namespaces of its own for
 * processes, network and files. It sees the system and what of the workshop it needs, read-only, its
 * own submission, and a home in memory that is gone with it; of other submissions and of the results,
 * which may lie in the workshop's folder, it sees nothing.
 */
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runMark } from '../labs/marked-processes.ts';
import { programNames, programTable } from '../system/program-table.ts';
import { isCommand } from '../system/programs.ts';
import { run } from '../system/run.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { sandboxPaths, stageSandbox } from './inside/stage-sandbox.ts';
import { memoryFolder } from './memory-folder.ts';
import { systemMounts } from './system-mounts.ts';

/** What a submission may use, all its programs together unless said otherwise. */
export const limits = {
  homeMebibytes: 1_024,
  /** Of each process: what a page of Chromium, or FFmpeg with any filter, has to itself. */
  dataMebibytes: 2_048,
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

/** Not git's: what a solution was is in there, and a remote's address may hold a password. */
const neededOfWorkshop = [
  ...['labs', 'scripts', 'solutions', 'node_modules', 'package.json', 'tsconfig.json'],
];

/** Where a submission's programs can write. */
const writable = [
  ...[sandboxPaths.home, join(sandboxPaths.workshop, '.workshop')],
  ...['/tmp', '/var/tmp', '/dev/shm', '/dev', '/var', '/run'],
];

/**
 * A network of its own, in which only it is. WebRTC wants an address that is not loopback; `veth`
 * is in every kernel that runs containers. And what was written there is no program: a Janus or an
 * nginx could load it as a plugin, and FFmpeg writes whatever a student says. bubblewrap has no
 * option for that. Then it gives up every right it had for this.
 */
const setUpScript = [
  'ip link set lo up',
  'ip link add net0 type veth peer name net1',
  'ip addr add 192.0.2.1/24 dev net0',
  'ip link set net0 up && ip link set net1 up',
  ...writable.map((folder) => `mount -o remount,noexec,nosuid,nodev ${folder}`),
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
  const rights = ['NET_ADMIN', 'SYS_ADMIN', 'SETUID', 'SETGID', 'SETPCAP'].flatMap((right) => [
    '--cap-add',
    `CAP_${right}`,
  ]);
  const become = isRoot ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
  return [
    ...['bwrap', '--die-with-parent', '--new-session', ...namespaces, ...rights],
    ...systemMounts(),
    ...['--perms', '0755', '--dir', sandboxPaths.workshop],
    ...neededOfWorkshop.flatMap((name) => [
      ...['--ro-bind', join(repositoryRoot, name), join(sandboxPaths.workshop, name)],
    ]),
    ...memoryFolder(join(sandboxPaths.workshop, '.workshop'), 64, '0777'),
    ...['--ro-bind', submission, sandboxPaths.submission],
    ...memoryFolder(sandboxPaths.home, limits.homeMebibytes, '0777'),
    // Of the folders above all these, and those between.
    ...['--remount-ro', '/', '--chdir', sandboxPaths.workshop],
    ...['--clearenv', ...environment()],
    ...['--', 'sh', '-c', setUpScript, 'sh', 'setpriv', ...become],
    ...['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'],
    ...['prlimit', `--nproc=${limits.processes}`, `--fsize=${limits.fileMebibytes * mebibyte}`],
    ...[`--data=${limits.dataMebibytes * mebibyte}`, '--core=0', ...program],
  ];
}

function environment(): string[] {
  const variables: NodeJS.ProcessEnv = {
    PATH: [...new Set([dirname(process.execPath), ...standardFolders])].join(':'),
    HOME: sandboxPaths.home,
    TMPDIR: sandboxPaths.home,
    LANG: 'C.UTF-8',
    // It would lie in the home, and what FFmpeg writes there is not to be loaded.
    TSX_DISABLE_CACHE: '1',
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
    ['bwrap', 'ip', 'mount', 'setpriv', 'prlimit'].map((name) => isCommand(name)),
  );
  if (tools.includes(false)) return false;
  const submission = join(realpathSync(repositoryRoot), 'labs');
  const node = [process.execPath, '--version'];
  const [program = '', ...args] = sandboxed({ job: 0, submission }, [...stageSandbox, ...node]);
  return (await run(program, args)).exitCode === 0;
}

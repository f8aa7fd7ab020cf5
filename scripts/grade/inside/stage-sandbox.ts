/**
 * The sandbox within the sandbox: the process that runs a student's stage 02 to 05 and 07. It has no
 * network at all, and cannot see, stop or speak to whoever grades it: its process ids are of another
 * namespace, and the kernel lets nobody look into a process of an outer user namespace
 * (ptrace(2), "Ptrace access mode checking"), so not into the pipe with the results, either.
 */
import { memoryFolder } from '../memory-folder.ts';

/** Where things lie in the sandbox of a submission. */
export const sandboxPaths = {
  workshop: '/workshop',
  submission: '/submission',
  home: '/home/student',
};

/**
 * Threads count, too: Node and the compiler of tsx have some thirty.
 * Heap, and whatever else a process has to itself: buffers are outside of Node's heap.
 */
const limits = { processes: 128, dataMebibytes: 768 };

/** Put in front of the stage's command line. `/proc` is the outer one: a new one is not allowed here. */
export const stageSandbox: readonly string[] = [
  ...['bwrap', '--die-with-parent', '--unshare-user', '--unshare-pid', '--unshare-net'],
  ...['--unshare-ipc', '--ro-bind', '/', '/', '--dev', '/dev'],
  // What the other stages and the grading itself write, and the answers. Only these: Node may lie
  // below `/home`, too.
  ...memoryFolder(sandboxPaths.home, 64),
  ...memoryFolder(`${sandboxPaths.workshop}/solutions`, 1),
  ...['--setenv', 'TMPDIR', sandboxPaths.home, '--chdir', '/'],
  ...[
    '--',
    'prlimit',
    `--nproc=${limits.processes}`,
    `--data=${limits.dataMebibytes * 1_024 ** 2}`,
  ],
];

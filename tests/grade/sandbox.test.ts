/** What a program in the sandbox of a submission can do, asked of the sandbox itself. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { limits, sandboxed } from '../../scripts/grade/sandbox.ts';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

const submission = join(repositoryRoot, 'labs');

/** Runs a line of sh(1) in there. */
async function inSandbox(line: string) {
  const [program = '', ...args] = sandboxed({ job: 0, submission }, ['sh', '-c', line]);
  return run(program, args);
}

/** As in fstab(5): device, folder, type, options. Devices and `/proc` are the kernel's own. */
const isKernels = ([, folder = '', type = '']: readonly string[]) =>
  type === 'proc' || /^\/dev\/(null|zero|full|random|urandom|tty)$/.test(folder);

test('what can be written cannot be run, and has a size', async () => {
  const { output } = await inSandbox('cat /proc/self/mounts');
  const mounts = output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
  const writable = mounts.filter(([, , , options = '']) => options.split(',').includes('rw'));
  const files = writable.filter((mount) => !isKernels(mount));
  expect(files.map(([, folder]) => folder)).toContain('/home/student');
  for (const [, folder, type, options = ''] of files) {
    expect({ folder, type, options }).toEqual({
      ...{ folder, type: 'tmpfs' },
      options: expect.stringMatching(/noexec.*size=\d/),
    });
  }
});

test('a program that was put there does not start', async () => {
  const { output, exitCode } = await inSandbox('cp /bin/true ~/tool && ~/tool');
  expect(output).toContain('Permission denied');
  expect(exitCode).toBe(126);
});

test('nobody is there but itself, without rights, and in a network of its own', async () => {
  const { output } = await inSandbox(
    'cat /proc/self/status; for p in /proc/[0-9]*; do echo pid $p; done; ip -o link',
  );
  expect(output).toMatch(/CapEff:\s+0{16}\n/);
  expect(output).toMatch(/CapBnd:\s+0{16}\n/);
  expect(output).toMatch(/NoNewPrivs:\s+1\n/);
  // bubblewrap's, and the shell with what it runs.
  expect(output.match(/^pid /gm)?.length).toBeLessThan(6);
  const links = [...output.matchAll(/^\d+: ([\w.-]+)/gm)].map(([, name]) => name);
  expect(links.toSorted()).toEqual(['lo', 'net0', 'net1']);
});

test('one process gets so much memory, and no more', async () => {
  const take = (mebibytes: number) =>
    inSandbox(`node -e 'console.log(Buffer.alloc(${mebibytes} * 1024 ** 2, 1).length)'`);
  expect((await take(limits.dataMebibytes / 4)).exitCode).toBe(0);
  expect((await take(limits.dataMebibytes)).exitCode).not.toBe(0);
});

test('of the variables of whoever grades, none comes in', async () => {
  process.env.WORKSHOP_TEST_SECRET = 'nobody’s business';
  const { output } = await inSandbox('env');
  delete process.env.WORKSHOP_TEST_SECRET;
  expect(output).not.toContain('WORKSHOP_TEST_SECRET');
  expect(output).toContain('HOME=/home/student');
});

test('of the workshop there is what grading needs, and no history, no results', async () => {
  const { output } = await inSandbox('ls -A /workshop');
  expect(output.trim().split('\n').toSorted()).toEqual([
    ...['.workshop', 'labs', 'node_modules', 'package.json', 'scripts', 'solutions'],
    'tsconfig.json',
  ]);
});

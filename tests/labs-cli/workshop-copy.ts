/**
 * A copy of the workshop in a folder of its own, where a test may edit a student's files. Unless it
 * is whole, its catalog has two labs: the one made for tests, and lab 05.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { labSchema } from '../../labs/lab.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { cutAnswer, cutStarter } from '../../scripts/labs/cut.ts';
import type { Language } from '../../scripts/language/text.ts';
import { settlesWithin } from '../../scripts/system/settles-within.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { greeting } from './greeting/lab.ts';

/** What the command line needs; the rest of the repository stays where it is. */
const copied = ['labs', 'solutions', 'scripts', 'package.json', 'tsconfig.json'];
/** Quick on a quiet machine; on a busy one each program takes its time to load. */
const answerLimitMilliseconds = 90_000;
const endLimitMilliseconds = 5_000;

export class WorkshopCopy {
  readonly root: string;
  readonly #started: LabProcess[] = [];
  #solution = '';

  private constructor(root: string) {
    this.root = root;
  }

  /** @param atEnd hands over how to remove it: `onTestFinished`. */
  static async make(atEnd: (remove: () => Promise<void>) => void): Promise<WorkshopCopy> {
    const copy = await WorkshopCopy.makeWhole(atEnd);
    await copy.#putGreeting();
    return copy;
  }

  /** With the workshop's own catalog. */
  static async makeWhole(atEnd: (remove: () => Promise<void>) => void): Promise<WorkshopCopy> {
    const copy = new WorkshopCopy(await mkdtemp(join(tmpdir(), 'workshop-copy-')));
    atEnd(() => copy.#remove());
    for (const name of copied) {
      await cp(join(repositoryRoot, name), copy.path(name), { recursive: true });
    }
    await symlink(join(repositoryRoot, 'node_modules'), copy.path('node_modules'));
    return copy;
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** The student's file of the lab that is made for tests. */
  get greetingFile(): string {
    return this.path('labs/01-greeting/greeting.ts');
  }

  /** What it begins with, in a language. */
  greetingStarter(language: Language): string {
    return cutStarter(labSchema.parse(greeting), this.#solution, language);
  }

  /** Its solution, as it would stand in the student's file. */
  greetingAnswer(language: Language): string {
    return cutAnswer(labSchema.parse(greeting), this.#solution, language);
  }

  read(path: string): Promise<string> {
    return readFile(this.path(path), 'utf8');
  }

  /** Starts `npm run lab -- …args` without npm around it, which would hide exit code and pid. */
  start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): LabProcess {
    return this.startProgram('scripts/lab.ts', args, environment);
  }

  /** Starts a program of the copy. */
  startProgram(
    file: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ): LabProcess {
    return this.#spawn(process.execPath, ['--import', 'tsx', file, ...args], environment);
  }

  /** The same in a terminal of its own, by script(1); afterwards stty(1) says how it was left. */
  startInTerminal(args: readonly string[]): LabProcess {
    const line = `${process.execPath} --import tsx scripts/lab.ts ${args.join(' ')}; stty -a`;
    return this.#spawn('script', ['-qfc', line, '/dev/null'], {});
  }

  /** Runs to the end. */
  async run(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const process = this.start(args, environment);
    const exitCode = await process.exited;
    return { exitCode, output: process.output, complaints: process.complaints };
  }

  async #remove(): Promise<void> {
    const exited = Promise.all(this.#started.map(({ exited }) => exited));
    // One that serves a site has a folder of its own, and ports, to give back.
    for (const { child } of this.#started) child.kill('SIGTERM');
    if (!(await settlesWithin(exited, endLimitMilliseconds))) {
      for (const { child } of this.#started) child.kill('SIGKILL');
    }
    await exited;
    await rm(this.root, { recursive: true, force: true });
  }

  #spawn(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): LabProcess {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', WORKSHOP_LANG: '', ...environment };
    const child = spawn(command, args, { cwd: this.root, env });
    const started = new LabProcess(child);
    this.#started.push(started);
    return started;
  }

  async #putGreeting(): Promise<void> {
    const source = join(repositoryRoot, 'tests/labs-cli/greeting');
    const text = async (name: string) =>
      (await readFile(join(source, name), 'utf8'))
        .replaceAll("'../../../scripts/", "'../../scripts/")
        .replaceAll("'../../../labs/", "'../");
    const solution = await text('solution.ts');
    await mkdir(this.path('labs/01-greeting'));
    await mkdir(this.path('solutions/01-greeting'));
    await writeFile(this.path('labs/01-greeting/lab.ts'), await text('lab.ts'));
    await writeFile(this.path('labs/01-greeting/checks.ts'), await text('checks.ts'));
    await writeFile(this.path('solutions/01-greeting/greeting.ts'), solution);
    this.#solution = solution;
    await writeFile(this.greetingFile, this.greetingStarter('en'));
    await this.#shortenCatalog();
  }

  async #shortenCatalog(): Promise<void> {
    const catalog = await this.read('labs/catalog.ts');
    const shortened = catalog
      .replace(/^import \{ \w+ \} from '\.\/\d\d-[^\n]+\n/gm, '')
      .replace(
        /catalogSchema\.parse\(\[[^\]]*\]\)/,
        'catalogSchema.parse([greeting, { ...nginx, after: [] }])',
      );
    const imports = [
      "import { greeting } from './01-greeting/lab.ts';",
      "import { nginx } from './05-nginx/lab.ts';",
    ];
    await writeFile(this.path('labs/catalog.ts'), `${imports.join('\n')}\n${shortened}`);
  }
}

export class LabProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  #output = '';
  #complaints = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.exited = once(child, 'close').then(([code]) => code as number | null);
    child.stdout.on('data', (chunk: Buffer) => {
      this.#output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#complaints += chunk.toString();
    });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Standard output, colours and all. */
  get output(): string {
    return this.#output;
  }

  /** Standard error. */
  get complaints(): string {
    return this.#complaints;
  }

  /** How often a text was printed. */
  count(text: string): number {
    return stripVTControlCharacters(this.#output).split(text).length - 1;
  }

  /** Waits until a text was printed so many times. */
  async says(text: string, times = 1): Promise<void> {
    await waitUntil(
      `"${text}" ${times} times`,
      () => this.count(text) >= times || (this.child.exitCode !== null && this.#failed(text)),
      answerLimitMilliseconds,
      { everyMilliseconds: 5 },
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.#output}\n${this.#complaints}`);
    });
  }

  press(keys: string): void {
    this.child.stdin.write(keys);
  }

  #failed(text: string): never {
    throw new Error(`It ended with ${this.child.exitCode} before it said "${text}"`);
  }
}

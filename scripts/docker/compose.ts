/** Docker Compose on this machine: which one there is, and how it is called. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WorkshopError } from '../language/workshop-error.ts';
import { run } from '../system/run.ts';
import { repositoryRoot } from '../system/work-directory.ts';

export const composeFile = join(repositoryRoot, 'docker/compose.yaml');

/** The first is today's, a part of `docker`; the second is Debian 12's. */
const candidates = [['docker', 'compose'], ['docker-compose']] as const;

export class Compose {
  readonly #command: readonly string[];
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(command: readonly string[], environment: NodeJS.ProcessEnv) {
    this.#command = command;
    this.#environment = environment;
  }

  /**
   * @param project by which the containers of one stack are told from those of another.
   * @param variables what compose.yaml reads.
   * @throws {WorkshopError} when there is no Compose, or no engine answers.
   */
  static async find(project: string, variables: NodeJS.ProcessEnv): Promise<Compose> {
    const environment: NodeJS.ProcessEnv = { ...process.env, ...variables };
    for (const [program, ...args] of candidates) {
      const { exitCode } = await run(program, [...args, 'version'], { environment });
      if (exitCode !== 0) continue;
      const engine = await run('docker', ['version', '--format', '{{.Server.Version}}'], {
        environment,
      });
      if (engine.exitCode !== 0) throw noEngine(engine.output);
      const command = [program, ...args, '--file', composeFile, '--project-name', project];
      // For what this process and the containers tell a reader to type.
      process.env.WORKSHOP_COMPOSE = [program, ...args].join(' ');
      environment.WORKSHOP_COMPOSE = process.env.WORKSHOP_COMPOSE;
      return new Compose(command, environment);
    }
    throw noCompose;
  }

  /** With the terminal: what it says is for the reader. @throws {WorkshopError} when it fails. */
  async run(...args: readonly string[]): Promise<void> {
    const [program = '', ...first] = this.#command;
    // A process group of its own: Ctrl-C in the terminal is ours to act on.
    const child = spawn(program, [...first, ...args], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: this.#environment,
    });
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    if (exitCode !== 0) throw hasFailed([...this.#command, ...args].join(' '));
  }
}

const noCompose = new WorkshopError(
  {
    en: 'There is no Docker Compose on this machine.',
    es: 'En esta máquina no hay Docker Compose.',
  },
  {
    en: 'https://docs.docker.com/compose/install/  (Debian: sudo apt-get install docker.io docker-compose)',
    es: 'https://docs.docker.com/compose/install/  (Debian: sudo apt-get install docker.io docker-compose)',
  },
);

const noEngine = (output: string): WorkshopError => {
  const words = output.trim().split('\n').at(-1) ?? '';
  return new WorkshopError(
    { en: `No Docker engine answers: ${words}`, es: `Ningún motor de Docker responde: ${words}` },
    {
      en: 'Start Docker Desktop, or: sudo systemctl start docker',
      es: 'Inicia Docker Desktop, o: sudo systemctl start docker',
    },
  );
};

const hasFailed = (line: string): WorkshopError =>
  new WorkshopError(
    {
      en: 'Docker Compose has failed; above it says why.',
      es: 'Docker Compose falló; arriba dice por qué.',
    },
    { en: line, es: line },
  );

/** The site of a copy of the workshop, and what its labs tell a page. */
import { cp } from 'node:fs/promises';
import { type ClientRequest, get } from 'node:http';
import { join } from 'node:path';
import { type Answer, ask, type Question } from '../../scripts/checks/ask.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type LabState, type RunRequest, tokenHeader } from '../../scripts/site/api-types.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import type { LabProcess, WorkshopCopy } from '../labs-cli/workshop-copy.ts';

const limitMilliseconds = 60_000;

export class LabSite {
  readonly process: LabProcess;
  readonly port: number;
  readonly token: string;

  private constructor(process: LabProcess, port: number, token: string) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /**
   * Starts the site; it ends with the copy, if not before.
   * @param options.janus start a Janus too, for publishers.
   */
  static async start(
    copy: WorkshopCopy,
    { janus = false, environment }: { janus?: boolean; environment?: NodeJS.ProcessEnv } = {},
  ): Promise<LabSite> {
    await cp(join(repositoryRoot, 'tests/support'), copy.path('tests/support'), {
      recursive: true,
    });
    const process = copy.startProgram(
      'tests/support/serve-site.ts',
      janus ? ['janus'] : [],
      environment,
    );
    await process.says('"token"');
    const { port, token } = JSON.parse(process.output) as { port: number; token: string };
    return new LabSite(process, port, token);
  }

  get host(): string {
    return `localhost:${this.port}`;
  }

  /** Calls the API as a page of the site does. */
  call(path: string, question: Question = {}): Promise<Answer> {
    const headers = {
      host: this.host,
      origin: `http://${this.host}`,
      'content-type': 'application/json',
      [tokenHeader]: this.token,
      ...question.headers,
    };
    return ask(this.port, path, { ...question, headers });
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  run(folder: string, request: Partial<RunRequest> = {}): Promise<Answer> {
    return this.post(`/api/labs/${folder}/run`, { watch: false, language: 'en', ...request });
  }

  cancel(folder: string): Promise<Answer> {
    return this.call(`/api/labs/${folder}/run`, { method: 'DELETE' });
  }

  listen(): LabListener {
    return new LabListener(this.port);
  }
}

/** A page that listens, and remembers what it heard. */
export class LabListener {
  /** Everything that was said of any lab, oldest first. */
  readonly heard: LabState[] = [];
  readonly #request: ClientRequest;

  constructor(port: number) {
    this.#request = get({ host: '127.0.0.1', port, path: '/api/events' });
    let text = '';
    this.#request.on('response', (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const events = (text + chunk).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) this.#take(event);
      });
    });
    this.#request.on('error', () => {});
  }

  /** What was said last of a lab. */
  latest(folder: string): LabState | undefined {
    return this.heard.findLast((state) => state.folder === folder);
  }

  /** Waits until what was said last of a lab fits. @returns that. */
  async until(folder: string, what: string, fits: (state: LabState) => unknown): Promise<LabState> {
    const look = () => {
      const state = this.latest(folder);
      return state && fits(state) ? state : null;
    };
    return waitUntil(what, look, limitMilliseconds).catch((error: Error) => {
      throw new Error(`${error.message}\n${JSON.stringify(this.latest(folder), null, 2)}`);
    });
  }

  leave(): void {
    this.#request.destroy();
  }

  #take(event: string): void {
    const [, data] = /^event: lab\ndata: (.*)$/.exec(event) ?? [];
    if (data !== undefined) this.heard.push(JSON.parse(data) as LabState);
  }
}

/** What the edge asks its origin for, as the origin's nginx writes it down. */
import { readFile } from 'node:fs/promises';

export interface OriginRequests {
  count: number;
  /** Sent, heads included. */
  bytes: number;
}

const format = 'origin';

/**
 * Stage 05's configuration, with a log: one line for each request.
 * @see https://nginx.org/en/docs/http/ngx_http_log_module.html
 */
export function withLog(config: string, file: string): string {
  const silent = 'access_log off;';
  if (!config.includes(silent)) throw new Error(`The configuration has no "${silent}"`);
  return config.replace(
    silent,
    `log_format ${format} '$bytes_sent $status $uri';\n  access_log ${file} ${format};`,
  );
}

export class OriginLog {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Of the stream's files, since the start; nothing else is a viewer's. */
  async requests(): Promise<OriginRequests> {
    const lines = (await readFile(this.#file, 'utf8')).split('\n');
    const own = lines.filter((line) => line.includes(' /live/'));
    const bytes = own.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0);
    return { count: own.length, bytes };
  }
}

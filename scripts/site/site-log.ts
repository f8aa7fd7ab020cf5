import { Console } from 'node:console';
import { createWriteStream } from 'node:fs';
import { createLogger, type Logger } from 'vite';

export interface SiteLog {
  /** Absolute. */
  readonly path: string;
  logger: Logger;
  close(): void;
}

/**
 * A file for what Vite has to say. The terminal belongs to the stack's status; a page that does
 * not compile says so itself.
 */
export function openSiteLog(path: string): SiteLog {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  const console = new Console({ stdout: file, colorMode: false });
  return {
    path,
    logger: createLogger('warn', { console, allowClearScreen: false }),
    close: () => file.end(),
  };
}

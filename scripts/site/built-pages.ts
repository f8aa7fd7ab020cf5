/**
 * The built pages of the site, as `npm start` serves them: the same files as anywhere else, but for
 * one line in the head, by which a page knows that the workshop runs behind it.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative } from 'node:path';
import sirv from 'sirv';
import type { Settings } from '../../labs/settings.ts';
import { liveMetaName } from './api-types.ts';
import { HttpError, pageHeaders } from './http.ts';
import { checkHost, isFromLoopback } from './request-checks.ts';
import { failedPage, waitingPage } from './waiting-page.ts';

export interface BuiltPagesOptions {
  settings: Settings;
  /** The token for what runs code, for readers on this machine. */
  pageToken: string;
  /** The folder of the built site; may take seconds. */
  folder: Promise<string>;
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

interface Site {
  /** By path: `/labs/05-nginx.html`. */
  pages: ReadonlyMap<string, string>;
  assets: Middleware;
}

const noPage = '/404.html';

export class BuiltPages {
  readonly #options: BuiltPagesOptions;
  #site: Site | undefined;
  #failure: Error | undefined;
  /** Settles when the pages are served, or never will be. */
  readonly ready: Promise<void>;

  constructor(options: BuiltPagesOptions) {
    this.#options = options;
    this.ready = options.folder.then(readSite).then(
      (site) => {
        this.#site = site;
      },
      (error: Error) => {
        this.#failure = error;
      },
    );
  }

  /** Connect middleware: the site's pages and what they load; leaves the rest to others. */
  readonly handle: Middleware = (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    if (!this.#site) {
      if (!isPage(pathname)) return next();
      const html = this.#failure ? failedPage(this.#failure) : waitingPage();
      return this.#send(request, response, 503, html);
    }
    const { pages, assets } = this.#site;
    const html = pages.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    if (html !== undefined) return this.#send(request, response, 200, html);
    const other = [`${pathname}.html`, `${pathname}/index.html`].find((path) => pages.has(path));
    if (other) {
      response.writeHead(302, { Location: other.replace(/index\.html$/, '') + search });
      response.end();
      return;
    }
    assets(request, response, () => {
      // In the site's own words that there is nothing.
      if (isPage(pathname)) this.#send(request, response, 404, pages.get(noPage) ?? '');
      else next();
    });
  };

  #send(request: IncomingMessage, response: ServerResponse, status: number, html: string): void {
    try {
      // A foreign name that points here must not get at the token (DNS rebinding).
      checkHost(request, this.#options.settings);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      response.writeHead(error.status, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`${error.text.en}\n${error.text.es}\n`);
      return;
    }
    const token = isFromLoopback(request) ? this.#options.pageToken : '';
    const body = html.replace('<head>', `<head><meta name="${liveMetaName}" content="${token}">`);
    response.writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      // The token is for this run of the workshop only.
      'Cache-Control': 'no-store',
      ...pageHeaders,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** Paths that a person types or follows; the rest is loaded by pages. */
const isPage = (path: string): boolean =>
  ['', '.html'].includes(extname(path)) && !/^\/@/.test(path);

async function readSite(folder: string): Promise<Site> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name));
  const pages = await Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      return [`/${relative(folder, file)}`, await readFile(file, 'utf8')];
    }),
  );
  const assets = sirv(folder, {
    etag: true,
    // Their names change with their content.
    setHeaders(response, path) {
      const keep = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      response.setHeader('Cache-Control', keep);
      response.setHeader('X-Content-Type-Options', 'nosniff');
    },
  });
  return { pages: new Map(pages), assets };
}

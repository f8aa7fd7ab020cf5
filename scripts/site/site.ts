/**
 * The site: a Vite development server with the plain pages and the live API. Vite compiles the
 * stage modules when a page asks for them, so an edited lab is in the page a second later.
 */
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import {
  createServer as createViteServer,
  type InlineConfig,
  type Logger,
  type Plugin,
} from 'vite';
import type { Settings } from '../../labs/settings.ts';
import { freshSite } from '../docs/fresh-site.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import type { Stages } from '../stack/stages.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { BuiltPages } from './built-pages.ts';
import { pageHeaders } from './http.ts';
import { LiveApi, type LiveApiOptions } from './live-api.ts';
import { pageStageModules, stageSavedPlugin } from './page-stages.ts';
import { ownHostNames } from './request-checks.ts';
import { openSiteLog } from './site-log.ts';

export interface SiteOptions extends LiveApiOptions {
  /** Whose stages the pages run. */
  sources: Stages['sources'];
  /** The folder of pages that are built already (absolute); without it, they are built where needed. */
  builtPages?: string;
}

export interface Site {
  /** Settles when the built pages are served, or never will be; all else is served before. */
  readonly pagesReady: Promise<void>;
  /** What a page of this site sends to be allowed to run code. */
  readonly pageToken: string;
  close(): Promise<void>;
}

/**
 * Starts the site on `settings.ports.site`.
 * @throws {WorkshopError} when the port is in use.
 */
export async function startSite(options: SiteOptions): Promise<Site> {
  const { settings } = options;
  const api = new LiveApi(options);
  // An HTTP server of our own: Vite's would end the whole process on SIGTERM, or when standard
  // input closes, before the supervisor has stopped its children.
  const server = createServer();
  const log = openSiteLog(join(settings.paths.logs, 'site.log'));
  const closing = new AbortController();
  const pages = new BuiltPages({
    settings,
    pageToken: api.pageToken,
    folder: options.builtPages
      ? Promise.resolve(options.builtPages)
      : freshSite({ keep: true, signal: closing.signal, log: log.path }),
  });
  const vite = await createViteServer(viteConfig(options, [api, pages], server, log.logger));
  server.on('request', vite.middlewares);
  try {
    await listen(server, settings);
  } catch (error) {
    closing.abort();
    await pages.ready;
    await vite.close();
    log.close();
    throw error;
  }
  return {
    pagesReady: pages.ready,
    pageToken: api.pageToken,
    async close() {
      closing.abort();
      await pages.ready;
      await api.close();
      const closed = new Promise((resolve) => server.close(resolve));
      await vite.close();
      server.closeAllConnections();
      await closed;
      log.close();
    },
  };
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(settings) : error),
    );
    server.listen(settings.ports.site, settings.listenAddress, resolve);
  });
}

/** What the pages share with the programs, below `scripts/`. */
const sharedModules = [
  'language/text.ts',
  'publisher/clock-blocks.ts',
  'publisher/picture-layout.ts',
  'site/api-types.ts',
];

function viteConfig(
  { settings, sources }: SiteOptions,
  handlers: readonly [LiveApi, BuiltPages],
  server: Server,
  logger: Logger,
): InlineConfig {
  const pages = join(repositoryRoot, 'scripts/pages');
  const stages = pageStageModules(sources);
  return {
    configFile: false,
    // .env files are not for the pages: whatever is in one stays there.
    envDir: false,
    root: pages,
    publicDir: false,
    appType: 'mpa',
    cacheDir: join(settings.paths.work, 'vite'),
    customLogger: logger,
    plugins: [pagesPlugin(handlers), stageSavedPlugin(stages)],
    resolve: { alias: stages },
    // Bundled before the first request, so that no page has to reload when one turns up.
    optimizeDeps: {
      noDiscovery: true,
      include: ['hls.js', 'janus-gateway', 'webrtc-adapter'],
    },
    server: {
      middlewareMode: { server },
      // Hot updates come over the same port.
      ws: { server },
      allowedHosts: ownHostNames(settings),
      cors: false,
      headers: pageHeaders,
      fs: {
        strict: true,
        // Only what the pages are made of. Above all not .workshop/, where the secrets lie.
        allow: [
          pages,
          ...Object.values(stages),
          join(repositoryRoot, 'labs/playback.ts'),
          ...sharedModules.map((file) => join(repositoryRoot, 'scripts', file)),
          join(repositoryRoot, 'node_modules/vite/dist/client'),
        ],
      },
    },
  };
}

/** The live API, the built pages, and `/publisher` for whoever forgets the slash. */
const pagesPlugin = ([api, pages]: readonly [LiveApi, BuiltPages]): Plugin => ({
  name: 'workshop-pages',
  configureServer({ middlewares }) {
    middlewares.use(api.handle);
    middlewares.use((request, response, next) => {
      const path = /^\/(?:publisher|viewer)(?=$|\?)/.exec(request.url ?? '')?.[0];
      if (!path) return next();
      response.writeHead(302, { Location: (request.url ?? '').replace(path, `${path}/`) });
      response.end();
    });
    middlewares.use((request, response, next) =>
      isPlainPage(request.url ?? '') ? next() : pages.handle(request, response, next),
    );
  },
});

/** Vite's own: these are compiled when they are asked for. */
const isPlainPage = (path: string): boolean => /^\/(publisher|viewer)\//.test(path);

const portInUse = ({ ports }: Settings): WorkshopError =>
  new WorkshopError(
    {
      en: `Port ${ports.site}, where the site should be, is in use.`,
      es: `El puerto ${ports.site}, donde iría el sitio, está ocupado.`,
    },
    {
      en: 'npm run doctor will tell you by which program. Or move the whole stack: WORKSHOP_PORT_OFFSET=100 npm start',
      es: 'npm run doctor te dirá por qué programa. O mueve todo el sistema: WORKSHOP_PORT_OFFSET=100 npm start',
    },
  );

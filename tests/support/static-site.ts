/** The built site on a web server that knows nothing of the workshop: as hosted anywhere. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { freshSite } from '../../scripts/docs/fresh-site.ts';

export interface StaticSite {
  /** Without a slash at its end. */
  url: string;
  folder: string;
  /** Every page, such as `/es/labs/05-nginx.html`. */
  pages: string[];
  close(): Promise<void>;
}

export async function startStaticSite(): Promise<StaticSite> {
  const folder = await freshSite();
  const files = sirv(folder);
  const server = createServer((request, response) =>
    files(request, response, () => {
      response.writeHead(404).end();
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const names = await readdir(folder, { recursive: true });
  return {
    url: `http://localhost:${port}`,
    folder,
    pages: names
      .filter((name) => name.endsWith('.html'))
      .map((name) => `/${name}`)
      .toSorted(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

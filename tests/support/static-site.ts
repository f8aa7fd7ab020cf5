/** The built site on a web server that knows nothing of the workshop: as hosted anywhere. */
import { readdir } from 'node:fs/promises';
import { freshSite } from '../../scripts/docs/fresh-site.ts';
import { type ServedFolder, serveFolder } from '../../scripts/docs/serve-folder.ts';

export interface StaticSite extends ServedFolder {
  folder: string;
  /** Every page, such as `/es/labs/05-nginx.html`. */
  pages: string[];
}

export async function startStaticSite(): Promise<StaticSite> {
  const folder = await freshSite();
  const names = await readdir(folder, { recursive: true });
  return {
    ...(await serveFolder(folder)),
    folder,
    pages: names
      .filter((name) => name.endsWith('.html'))
      .map((name) => `/${name}`)
      .toSorted(),
  };
}

/**
 * Looks at the built pages as a reader's browser would: every link within the site must lead to a
 * page that exists and, after a `#`, to a place that exists on it. VitePress itself looks at pages only.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

interface BuiltPage {
  /** From the site's root: `es/labs/05-nginx.html`. */
  path: string;
  html: string;
}

/** Pages that `npm start` compiles, not VitePress. */
const plainPages = ['publisher/index.html', 'viewer/index.html'];

/** @throws {Error} with every dead link. */
export async function checkLinks(outDirectory: string, base: string): Promise<void> {
  const files = await readdir(outDirectory, { recursive: true });
  const paths = files.filter((file) => file.endsWith('.html'));
  const pages = await Promise.all(
    paths.map(async (path) => ({ path, html: await readFile(join(outDirectory, path), 'utf8') })),
  );
  const dead = deadLinks(pages, base);
  if (dead.length > 0) throw new Error(`${dead.length} dead links:\n${dead.join('\n')}`);
}

/** Exported for its unit test. @returns a line for each, with the page it stands on. */
export function deadLinks(pages: readonly BuiltPage[], base: string): string[] {
  const anchors = new Map(pages.map(({ path, html }) => [path, idsIn(html)]));
  return pages.flatMap(({ path, html }) =>
    linksIn(html).flatMap((link) => {
      const [target = '', anchor = ''] = link.split('#');
      const page = target === '' ? path : pageOf(target, path, base);
      if (page === null || plainPages.includes(page)) return [];
      const ids = anchors.get(page);
      if (!ids) return [`${path}: ${link} leads to no page`];
      const isThere = anchor === '' || ids.has(decodeURIComponent(anchor));
      return isThere ? [] : [`${path}: ${link} leads to no heading`];
    }),
  );
}

/** The page a link leads to, from the site's root; null for what is no page of the site. */
function pageOf(target: string, from: string, base: string): string | null {
  const path = target.replace(/\?.*$/, '');
  if (/^[a-z]+:/i.test(path)) return null;
  if (path.startsWith('/') && !path.startsWith(base)) return null;
  const absolute = path.startsWith('/')
    ? path.slice(base.length)
    : posix.join('/', posix.dirname(from), path).slice(1);
  const page = absolute === '' || absolute.endsWith('/') ? `${absolute}index.html` : absolute;
  return page.endsWith('.html') ? page : null;
}

const idsIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => unescaped(id)));

const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href = '']) => unescaped(href));

const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

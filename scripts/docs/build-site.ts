/** Builds the site: static files that any web server can serve. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../system/work-directory.ts';

const docs = join(repositoryRoot, 'docs');

export interface BuildOptions {
  /** Where the files go (absolute); it is emptied first. */
  outDirectory: string;
  /** The path below which they will be hosted; begins and ends with a slash. */
  base: string;
}

/** @throws {Error} what VitePress says; dead links and missing anchors included. */
export async function buildSite({ outDirectory, base }: BuildOptions): Promise<void> {
  await mkdir(outDirectory, { recursive: true });
  const { build } = await import('vitepress');
  await build(docs, {
    outDir: outDirectory,
    base,
    onAfterConfigResolve(config) {
      // Two builds at once must not meet in one folder. Inside the project: packages are found from there.
      config.tempDir = join(docs, '.vitepress', `parts-${process.pid}`);
    },
  });
}

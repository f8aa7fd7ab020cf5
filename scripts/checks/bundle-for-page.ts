/** Makes one script for a page of a TypeScript file and all it imports: built with Vite, kept in memory. */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

export interface PageBundle {
  code: string;
  /** The names it exports. */
  exports: readonly string[];
  /** Where a place in the script comes from; undefined when from no file. Lines and columns from 1. */
  origin(line: number, column: number): { file: string; line: number } | undefined;
}

const hlsFile = fileURLToPath(new URL('in-page/hls.ts', import.meta.url));
const watchedHls: Plugin = {
  name: 'watched-hls',
  enforce: 'pre',
  resolveId: (name, importer) => (name === 'hls.js' && importer !== hlsFile ? hlsFile : undefined),
};

/** @throws {Error} what Vite says of a file that cannot be bundled. */
export async function bundleForPage(file: string): Promise<PageBundle> {
  const outputs = (await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    root: dirname(file),
    logLevel: 'silent',
    plugins: [watchedHls],
    build: {
      write: false,
      minify: false,
      sourcemap: true,
      target: 'esnext',
      lib: { entry: file, formats: ['es'], fileName: 'script' },
      // What is imported on demand, too: a page that is given one script cannot ask for others.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput[];
  const script = outputs[0]?.output[0];
  if (!script?.map) throw new Error(`Vite made nothing of ${file}`);
  // Vite would have written to this folder, and the map's paths begin there.
  const folder = resolve(dirname(file), 'dist');
  const map = new SourceMap(JSON.parse(script.map.toString()) as SourceMapPayload);
  return {
    code: script.code,
    exports: script.exports,
    origin(line, column) {
      const entry = map.findEntry(line - 1, column - 1);
      if (!('originalSource' in entry)) return undefined;
      return { file: resolve(folder, entry.originalSource), line: entry.originalLine + 1 };
    },
  };
}

/** The arguments that let a Node process of ours run TypeScript, wherever it runs. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Not import.meta.resolve: what vitest runs before its tests does not have it.
const loader = createRequire(import.meta.url).resolve('tsx');

export const tsxArguments: readonly string[] = ['--import', pathToFileURL(loader).href];

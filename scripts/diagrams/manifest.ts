/** Remembers what each rendered file was made from, so that a stale one is found without a browser. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { repositoryRoot } from '../system/work-directory.ts';
import { type DiagramSource, renderedFolder, sourceFolder } from './catalog.ts';
import { standaloneStyle } from './style.ts';

const hash = z.string().length(64);
const manifestSchema = z.record(
  z.string().describe('`name.language`'),
  z.object({
    madeFrom: hash.describe('The source, the style, the code that draws, and mermaid’s version.'),
    files: z.record(z.string(), hash),
  }),
);
export type Manifest = z.infer<typeof manifestSchema>;

const manifestFile = `${sourceFolder}/rendered.json`;

export const sha256 = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

export function readManifest(): Manifest {
  if (!existsSync(manifestFile)) return {};
  return manifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
}

export function writeManifest(manifest: Manifest): void {
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(manifestFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

export const manifestKey = ({ name, language }: DiagramSource): string => `${name}.${language}`;

/** What the rendered files depend on. */
export const madeFrom = ({ text }: DiagramSource): string => sha256(`${text}\0${drawnWith()}`);

let drawnWithOnce: string | null = null;
function drawnWith(): string {
  drawnWithOnce ??= [standaloneStyle(), mermaidVersion(), ...drawingCode()].join('\0');
  return drawnWithOnce;
}

export function mermaidVersion(): string {
  const file = `${repositoryRoot}/node_modules/mermaid/package.json`;
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** Only what shapes the drawing: how files are kept or put into a page changes no line in them. */
function drawingCode(): string[] {
  const folder = `${repositoryRoot}/scripts/diagrams`;
  const names = ['in-page', 'svg'].flatMap((part) =>
    readdirSync(`${folder}/${part}`).map((file) => `${part}/${file}`),
  );
  return [...names, 'letter-sizes.ts', 'drawing-page.ts']
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}

/** Why a diagram must be rendered, in a few words; null when its files are up to date. */
export function staleness(source: DiagramSource, manifest: Manifest): string | null {
  const entry = manifest[manifestKey(source)];
  if (!entry) return 'was never rendered';
  if (entry.madeFrom !== madeFrom(source)) return 'was rendered from something else';
  for (const [file, hash] of Object.entries(entry.files)) {
    const path = `${renderedFolder}/${file}`;
    if (!existsSync(path)) return `${file} is missing`;
    if (hash !== sha256(readFileSync(path))) return `${file} was changed by hand`;
  }
  return null;
}

/** Holds objects to types, as the compiler does for a literal: unknown fields are errors, too. */
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

export interface Typed {
  module: string;
  type: string;
  value: unknown;
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

/** @returns what the compiler says, each with the object's own words. */
export function typeErrors(objects: readonly Typed[]): string[] {
  // Never written: it only has to lie where the packages are found.
  const path = join(repositoryRoot, 'tests/units/docker/literals.ts');
  const text = objects
    .map(({ module, type, value }, index) => {
      const literal = JSON.stringify(value, null, 1);
      return `import type { ${type} as Type${index} } from '${module}';\nexport const value${index}: Type${index} = ${literal};\n`;
    })
    .join('');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists(name);
  host.readFile = (name) => (name === path ? text : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === path
      ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([path], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, start = 0 }) => {
    const words = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${words} at ${text.slice(start, start + 60).split('\n')[0]}`;
  });
}

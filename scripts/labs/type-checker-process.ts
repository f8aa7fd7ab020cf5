/** The process of the type checker: one TypeScript program, grown from check to check. */
import { createRequire } from 'node:module';
import type ts from 'typescript';
import { repositoryRoot } from '../system/work-directory.ts';
import type { TypeAnswer, TypeOrder, TypeProblem } from './type-checker.ts';

/** Required, not imported: of a CommonJS module that is imported Node first scans all 9 MB for names. */
const typescript = createRequire(import.meta.url)('typescript') as typeof ts;

/** Not wrong, only untidy: a student who has not finished yet need not hear of it. */
const options: ts.CompilerOptions = {
  ...projectOptions(),
  noUnusedLocals: false,
  noUnusedParameters: false,
};

function projectOptions(): ts.CompilerOptions {
  const { config, error } = typescript.readConfigFile(
    `${repositoryRoot}/tsconfig.json`,
    typescript.sys.readFile,
  );
  if (error) throw new Error(typescript.flattenDiagnosticMessageText(error.messageText, '\n'));
  return typescript.parseJsonConfigFileContent(
    { ...config, include: [], files: ['labs/stages.ts'] },
    typescript.sys,
    repositoryRoot,
  ).options;
}

/** Parsed files by name, as long as their text is the same: parsing the DOM's types takes longest. */
const parsed = new Map<string, ts.SourceFile>();
const host = typescript.createCompilerHost(options);
const parse = host.getSourceFile;
host.getSourceFile = (fileName, languageVersion) => {
  const known = parsed.get(fileName);
  // What lies in node_modules does not change while we run; the rest may.
  if (known && fileName.includes('/node_modules/')) return known;
  const text = host.readFile(fileName);
  if (known && known.text === text) return known;
  const file = parse(fileName, languageVersion);
  if (file) parsed.set(fileName, file);
  return file;
};
let program: ts.Program | undefined;

function check(file: string): TypeProblem[] {
  program = typescript.createProgram({
    rootNames: [file],
    options,
    host,
    ...(program && { oldProgram: program }),
  });
  const source = program.getSourceFile(file);
  const syntax = program.getSyntacticDiagnostics(source);
  if (syntax.length > 0) return syntax.map((diagnostic) => describe('syntax', diagnostic));
  return program.getSemanticDiagnostics(source).map((diagnostic) => describe('type', diagnostic));
}

function describe(
  kind: TypeProblem['kind'],
  { file, start, messageText }: ts.Diagnostic,
): TypeProblem {
  const message = typescript.flattenDiagnosticMessageText(messageText, '\n');
  if (!file || start === undefined) return { kind, line: 0, message, excerpt: '' };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const text = file.text.split('\n')[line] ?? '';
  return { kind, line: line + 1, message, excerpt: `${text}\n${' '.repeat(character)}^` };
}

process.on('message', ({ id, file }: TypeOrder) => {
  const answer = (message: TypeAnswer) => process.send?.(message);
  try {
    answer({ id, problems: check(file) });
  } catch (error) {
    answer({ id, error: String(error) });
  }
});
// The workshop is gone, however it ended: so is this.
process.once('disconnect', () => process.exit());
// Load what every check needs before the first one is asked for.
check(`${repositoryRoot}/labs/stages.ts`);

/** `@[code](path#Name,Other)`: declarations of a file of the project, found by their names. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';
import { folderOf, labs } from '../../../labs/catalog.ts';
import { cutStarter } from '../../../scripts/labs/cut.ts';
import type { Language } from '../../../scripts/language/text.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';
import { codeFigure } from './code-figure.ts';

export function importedCode(argument: string, language: Language): string {
  const [path = '', names] = argument.split('#');
  const text = textOf(path, language);
  const code = names ? declarations(path, text, names.split(',')) : text.trimEnd();
  return codeFigure(path, extname(path).slice(1), code);
}

/** A student's file is shown as it was before they began, in the page's language. */
function textOf(path: string, language: Language): string {
  const lab = labs.find((one) => path === `labs/${folderOf(one)}/${one.file}`);
  const read = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');
  return lab ? cutStarter(lab, read(path.replace(/^labs/, 'solutions')), language) : read(path);
}

/** The named top-level declarations, each with the comment above it, in the order they are asked for. */
function declarations(path: string, text: string, names: readonly string[]): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return names
    .map((name) => {
      const found = source.statements.find((statement) => namesOf(statement).includes(name));
      if (!found) throw new Error(`${path} declares no "${name}"`);
      return text
        .slice(found.getFullStart(), found.getEnd())
        .replace(/^\s*\n/, '')
        .replace(/^\s*\/\/ lab:(begin|starter|end).*\n/gm, '');
    })
    .join('\n\n');
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { name?: ts.Node };
  return name ? [name.getText()] : [];
}

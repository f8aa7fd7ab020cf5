/**
 * Cuts a starter from a solution. The solution marks what the student writes:
 *
 *     // lab:begin <step of the catalog, or "context">
 *     …the answer…
 *     // lab:starter <a line the starter has in its place>
 *     // lab:end
 *
 * In the starter a region becomes the catalog's words, as a comment, and its `lab:starter` lines.
 * Everything else is the same in both.
 */
import type { Lab, LabStep } from '../../labs/lab.ts';
import type { Language } from '../language/text.ts';
import { wrapItems } from '../language/wrap.ts';

const marker = /^(?<indent>\s*)\/\/ lab:(?<kind>begin|starter|end)(?: (?<rest>.*))?$/;
// As wide as a box of code on a page of the site.
const commentColumns = 76;

/**
 * What a student begins with.
 * @param solution the text of the reference's file.
 * @throws {Error} when regions and steps differ, or a marker is out of place.
 */
export const cutStarter = (lab: Lab, solution: string, language: Language): string =>
  cut(lab, solution, language, 'starter');

/** The solution as a student would have written it: the starter with an answer in each place. */
export const cutAnswer = (lab: Lab, solution: string, language: Language): string =>
  cut(lab, solution, language, 'answer');

function cut(lab: Lab, solution: string, language: Language, wanted: 'starter' | 'answer'): string {
  const lines: string[] = [];
  const seen: string[] = [];
  let region: string | undefined;
  for (const [index, line] of solution.split('\n').entries()) {
    const { indent = '', kind, rest = '' } = marker.exec(line)?.groups ?? {};
    const complain = (message: string) => {
      throw new Error(`solution of lab ${lab.slug}, line ${index + 1}: ${message}`);
    };
    if (kind === 'begin') {
      if (region !== undefined) complain(`"${rest}" begins inside "${region}"`);
      region = rest;
      seen.push(rest);
      if (wanted === 'starter' || region === 'context') {
        lines.push(...comment(lab, region, indent, language, complain));
      }
    } else if (kind === 'end') {
      if (region === undefined) complain('ends a region that never began');
      region = undefined;
    } else if (kind === 'starter') {
      if (region === undefined) complain('lab:starter outside of a region');
      if (wanted === 'starter') lines.push(rest === '' ? '' : indent + rest);
    } else if (region === undefined || (wanted === 'answer' && region !== 'context')) {
      lines.push(line);
    }
  }
  if (region !== undefined) throw new Error(`solution of lab ${lab.slug}: "${region}" never ends`);
  const steps = lab.steps.map(({ id }) => id);
  if (seen.filter((id) => id !== 'context').join() !== steps.join()) {
    throw new Error(
      `lab ${lab.slug}: its solution has the regions ${seen}, its steps are ${steps}`,
    );
  }
  if (!seen.includes('context'))
    throw new Error(`solution of lab ${lab.slug}: no region "context"`);
  // A starter lies beside the contracts.
  return lines
    .join('\n')
    .replaceAll("'../../labs/", "'../")
    .replace(/\n{3,}/g, '\n\n');
}

function comment(
  lab: Lab,
  id: string,
  indent: string,
  language: Language,
  complain: (message: string) => void,
): string[] {
  const wrap = (text: string, mark: string) =>
    wrapItems(text.split(' '), ' ', commentColumns - indent.length - mark.length).map(
      (line) => `${indent}${mark}${line}`,
    );
  if (id === 'context') {
    return ['/**', ...wrap(lab.context[language], ' * '), ' */'];
  }
  const index = lab.steps.findIndex((step) => step.id === id);
  const step = lab.steps[index];
  if (!step) complain(`"${id}" is no step of the catalog`);
  const { todo, see } = step as LabStep;
  return [
    ...wrap(`TODO ${index + 1}. ${todo[language]}`, '// '),
    ...see.map((address) => `${indent}// ${address}`),
  ];
}

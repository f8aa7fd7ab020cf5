import type { Text } from '../language/text.ts';

/** What a check wanted to see, and what it saw. */
export interface Finding {
  expected: Text;
  seen: Text;
}

/** Thrown by a check that the student's stage does not pass yet. */
export class NotYet extends Error {
  /** Names the mistake, for the catalog and for tests; people read `finding`. */
  readonly reason: string;
  readonly finding: Finding;

  constructor(reason: string, finding: Finding) {
    super(`${reason}: expected ${finding.expected.en} Seen: ${finding.seen.en}`);
    this.name = 'NotYet';
    this.reason = reason;
    this.finding = finding;
  }
}

/**
 * Ends a check.
 * @param reason names the mistake, in kebab case: `wrong-payload-type`.
 * @param expected,seen whole sentences, with the values that were found in them.
 * @throws {NotYet} always.
 */
export function notYet(reason: string, finding: Finding): never {
  throw new NotYet(reason, finding);
}

/** What is quoted, a log or an answer, reads the same in every language. */
export const verbatim = (text: string): Text => ({ en: text, es: text });

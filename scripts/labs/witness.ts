/**
 * Somebody who looks at what a run leaves behind before it is given back. Runs do not depend on it;
 * the grader keeps what it sees as evidence.
 */
import type { Page } from 'playwright-core';
import type { Settings } from '../../labs/settings.ts';

export interface Witness {
  /** Whatever was written below the folders of these settings is about to be removed. */
  workFolder(settings: Settings): Promise<void>;
  /** What a student's function returned. */
  answer(name: string, value: unknown): void;
  /** These pages are about to be closed. */
  pages(pages: readonly Page[]): Promise<void>;
}

let present: Witness | undefined;

export const callWitness = (witness: Witness): void => {
  present = witness;
};

/** The one who was called; nobody, usually. */
export const witness = (): Witness | undefined => present;

/** What a submission is graded in: the catalog's labs and the capstone, in one form. */
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab, LabCheck } from '../../labs/lab.ts';
import type { Text } from '../language/text.ts';
import { capstoneChecks, capstoneTitle } from './capstone/catalog.ts';
import { capstoneFolder } from './inside/protocol.ts';

export interface LabEntry {
  /** `05-nginx`, or `capstone`. */
  folder: string;
  title: Text;
  checks: readonly LabCheck[];
  /** Undefined: all of them. */
  lab: Lab | undefined;
}

export const labEntries: readonly LabEntry[] = [
  ...labs.map((lab) => ({ folder: folderOf(lab), title: lab.title, checks: lab.checks, lab })),
  { folder: capstoneFolder, title: capstoneTitle, checks: capstoneChecks, lab: undefined },
];

export const possiblePoints = ({ checks }: LabEntry): number =>
  checks.reduce((sum, { points }) => sum + points, 0);

/** For starting programs, opening the bench and giving all back, on a busy machine. */
const spareSeconds = 60;

/** How long a lab may take: a check that waits for its limit is no reason to end it from outside. */
export const limitSecondsOf = ({ checks }: LabEntry): number =>
  checks.reduce((sum, { limitSeconds }) => sum + limitSeconds, spareSeconds);

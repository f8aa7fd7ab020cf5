/** Read when the site is built: what each lab checks, so that a page can show what is still to come. */
import { folderOf, labs } from '../../../../labs/catalog.ts';
import { typesCheckId, typesCheckTitle } from '../../../../scripts/labs/types-check.ts';
import type { Text } from '../../../../scripts/language/text.ts';

export interface CheckTitle {
  id: string;
  title: Text;
}

/** By folder, in the order in which they are run. */
export type CheckTitles = Readonly<Record<string, readonly CheckTitle[]>>;

export declare const data: CheckTitles;

export default {
  load: (): CheckTitles => Object.fromEntries(labs.map((lab) => [folderOf(lab), titles(lab)])),
};

const titles = ({ checks }: (typeof labs)[number]): CheckTitle[] => [
  { id: typesCheckId, title: typesCheckTitle },
  ...checks.map(({ id, title }) => ({ id, title })),
];

import type { Language } from '../../language/text.ts';
import type { LabResult } from '../results.ts';
import { words } from './markdown.ts';
import { labNumber } from './standing.ts';

/** `05 · Serve it to the world` */
export const labTitle = (lab: LabResult, language: Language): string =>
  [labNumber(lab), words(lab.title[language])].filter((part) => part !== null).join(' · ');

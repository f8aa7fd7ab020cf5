/** What one check of the doctor found. */
import type { Text } from '../language/text.ts';

/** What the machine is being looked at for: a running stack, the tests, grading, measuring, or a general look. */
export type Purpose = 'start' | 'test' | 'grade' | 'bench' | 'doctor';

export interface Finding {
  id: string;
  /** A warning stands in nobody's way now. */
  state: 'ok' | 'broken' | 'warning';
  /** One sentence. */
  finding: Text;
  /** What to do or to run; null when nothing is to be done. */
  remedy: Text | null;
  /** The Debian packages that mend it; empty when apt cannot. */
  packages: readonly string[];
}

export const ok = (id: string, finding: Text): Finding => ({
  id,
  state: 'ok',
  finding,
  remedy: null,
  packages: [],
});

export const broken = (id: string, finding: Text, remedy: Text): Finding => ({
  id,
  state: 'broken',
  finding,
  remedy,
  packages: [],
});

/** A command reads the same in every language. */
export const command = (line: string): Text => ({ en: line, es: line });

/** Where figures come from: the machine, the day and the command. */
import type { Language } from '../../language/text.ts';
import type { BenchName, BenchResult, Machine, Results } from '../results.ts';
import { bytes, day } from './numbers.ts';

/** `npm run bench -- latency --quick` */
export const commandOf = (name: BenchName, { run }: BenchResult): string =>
  `npm run bench -- ${name}${run.isQuick ? ' --quick' : ''}`;

/** `Intel Xeon, 2 cores, 24 GB, Debian GNU/Linux 12 (bookworm)` */
export function machineLine(machine: Machine, language: Language): string {
  const { processor, cores, memoryBytes, operatingSystem } = machine;
  const count = {
    en: cores === 1 ? '1 core' : `${cores} cores`,
    es: cores === 1 ? '1 núcleo' : `${cores} núcleos`,
  };
  return [processor, count[language], bytes(memoryBytes, language), operatingSystem].join(', ');
}

export interface Source {
  /** Machine, day and number of repetitions. */
  words: string;
  command: string;
}

/** @throws {Error} when that bench did not run. */
export function sourceOf(results: Results, name: BenchName, language: Language): Source {
  const result = results[name];
  if (!result) throw new Error(`Nothing was measured for "${name}"`);
  const { measuredAt, repetitions } = result.run;
  const often = {
    en: repetitions === 1 ? '1 repetition' : `${repetitions} repetitions`,
    es: repetitions === 1 ? '1 repetición' : `${repetitions} repeticiones`,
  };
  const words = [
    machineLine(results.machine, language),
    day(measuredAt, language),
    often[language],
  ];
  return { words: words.join(' · '), command: commandOf(name, result) };
}

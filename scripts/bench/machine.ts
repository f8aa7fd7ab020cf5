/** What the figures are figures of: absolute values hold for this machine only. */
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { programVersions } from '../system/program-versions.ts';
import type { Machine } from './results.ts';

export async function describeMachine(): Promise<Machine> {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() || process.arch,
    cores: processors.length,
    memoryBytes: totalmem(),
    operatingSystem: await operatingSystem(),
    kernel: `${type()} ${release()}`,
    programs: await programVersions(),
  };
}

/** @see os-release(5) */
async function operatingSystem(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(text)?.[1] ?? type();
}

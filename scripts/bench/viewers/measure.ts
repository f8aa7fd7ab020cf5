/** What a server and its load cost over a period. */
import { setTimeout as delay } from 'node:timers/promises';
import { costOf, costOfAll } from '../process-cost.ts';

export interface MeasuredCost {
  seconds: number;
  /** Processor seconds per second. */
  serverCores: number;
  generatorCores: number;
  serverMemoryBytes: number;
}

/** @throws {Error} when a process ends meanwhile; the signal's reason. */
export async function measureCost(
  serverPid: number,
  generatorPids: readonly number[],
  seconds: number,
  signal: AbortSignal,
): Promise<MeasuredCost> {
  const look = () => ({
    at: performance.now(),
    server: costOf(serverPid),
    generator: costOfAll(generatorPids),
  });
  const before = look();
  await delay(seconds * 1_000, undefined, { signal });
  const after = look();
  const passed = (after.at - before.at) / 1_000;
  return {
    seconds: passed,
    serverCores: (after.server.cpuSeconds - before.server.cpuSeconds) / passed,
    generatorCores: (after.generator.cpuSeconds - before.generator.cpuSeconds) / passed,
    serverMemoryBytes: after.server.memoryBytes,
  };
}

/** What a server and its load cost over a period. */
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { costOf, costOfAll } from '../process-cost.ts';

export interface MeasuredCost {
  seconds: number;
  /** Processor seconds per second. */
  serverCores: number;
  generatorCores: number;
  serverMemoryBytes: number;
  /** Of the whole machine, whoever used them. */
  busyCores: number;
}

/** @throws {Error} when a process ends meanwhile; the signal's reason. */
export async function measureCost(
  serverPid: number,
  generatorPids: readonly number[],
  seconds: number,
  signal: AbortSignal,
): Promise<MeasuredCost> {
  const look = async () => {
    const at = performance.now();
    const [server, generator] = await Promise.all([costOf(serverPid), costOfAll(generatorPids)]);
    return { at, server, generator, busySeconds: busySeconds() };
  };
  const before = await look();
  await delay(seconds * 1_000, undefined, { signal });
  const after = await look();
  const passed = (after.at - before.at) / 1_000;
  return {
    seconds: passed,
    serverCores: (after.server.cpuSeconds - before.server.cpuSeconds) / passed,
    generatorCores: (after.generator.cpuSeconds - before.generator.cpuSeconds) / passed,
    serverMemoryBytes: after.server.memoryBytes,
    busyCores: (after.busySeconds - before.busySeconds) / passed,
  };
}

/** Of all processors, since the machine started. */
const busySeconds = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) /
  1_000;

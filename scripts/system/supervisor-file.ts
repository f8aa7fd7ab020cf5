/** Which stack runs at a port offset: the supervisor writes a file while it runs. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from './parse-json.ts';
import { isRunning } from './sockets.ts';
import { supervisorFile } from './work-directory.ts';

export const supervisorRecordSchema = z.object({
  pid: z.int().positive(),
  /** ISO 8601. */
  startedAt: z.string(),
  portOffset: z.int().min(0),
});
export type SupervisorRecord = z.infer<typeof supervisorRecordSchema>;

/**
 * The supervisor that runs at this offset.
 * @returns null when there is none: no file, an unreadable one, or one that a power cut left behind.
 */
export async function runningSupervisor(portOffset: number): Promise<SupervisorRecord | null> {
  const text = await readFile(supervisorFile(portOffset), 'utf8').catch(() => 'null');
  const record = supervisorRecordSchema.safeParse(parseJson(text)).data;
  return record && (await isSupervisor(record.pid)) ? record : null;
}

/** After a restart of the machine the same pid may belong to anything else. */
async function isSupervisor(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /\bstart\.ts\0/.test(`${commandLine}\0`) && (await isRunning(pid));
}

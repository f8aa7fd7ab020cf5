/** What an engine changes on this machine and does not change back: bridges, firewall, forwarding. */
import { readFile, writeFile } from 'node:fs/promises';
import { run } from '../../../scripts/system/run.ts';
import { must } from './must.ts';

const forwarding = '/proc/sys/net/ipv4/ip_forward';

/** @param file for what the firewall was (absolute). @returns puts it back. */
export async function keepNetworkState(file: string): Promise<() => Promise<void>> {
  const rules = await must('iptables-save', []);
  await writeFile(file, rules);
  const forwardedBefore = await readFile(forwarding, 'utf8');
  return async () => {
    await run('ip', ['link', 'delete', 'docker0']);
    await must('iptables-restore', [file]);
    await writeFile(forwarding, forwardedBefore);
  };
}

/**
 * The synthetic publisher's process. It reads its orders as one line of JSON on standard
 * input, for they hold secrets, and logs to standard error. It ends with code 0 on SIGTERM
 * and SIGINT, with code 1 and one sentence when it cannot go on; the supervisor starts it again.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { runProgram } from '../language/command-line.ts';
import { publisherOrdersSchema, runSyntheticPublisher } from './synthetic-publisher.ts';

await runProgram(async () => {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  const orders = publisherOrdersSchema.parse(JSON.parse(await firstLine()));
  await runSyntheticPublisher(orders, stop.signal, (line) => process.stderr.write(`${line}\n`));
  return 0;
});

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  const [line] = await once(lines, 'line');
  lines.close();
  return line;
}

/** What is told of a stack whose teller has fallen silent: not what was true before. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { RemoteStack } from '../../../scripts/containers/remote-stack.ts';
import { exampleStatus } from '../../support/example-status.ts';

it.each([
  ['transcoder', 'ffmpeg', 'The transcoder does not answer.'],
  ['workshop', null, 'docker compose -f docker/compose.yaml -p workshop-100 restart workshop'],
] as const)('a silent %s is told after seconds, with what mends it', async (teller, hop, words) => {
  const server = createServer((_, response) => response.end(JSON.stringify(exampleStatus)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stack = new RemoteStack(`http://127.0.0.1:${port}`, teller, 100);
  const over = new AbortController();
  onTestFinished(() => over.abort());
  await stack.follow(over.signal);
  expect(stack.current()).toEqual(exampleStatus);

  server.close();
  server.closeAllConnections();

  await waitUntil(
    'another status',
    () => stack.current().verdict.sentence.en !== exampleStatus.verdict.sentence.en,
    10_000,
  );
  const { verdict, hops, at } = stack.current();
  expect(verdict.firstBrokenHop).toBe(hop);
  expect(verdict.sentence.en).toContain(words);
  expect(hops.publisher).toMatchObject({ state: 'waiting', figures: { kilobitsPerSecond: null } });
  expect(Date.parse(at)).toBeGreaterThan(Date.parse(exampleStatus.at));
  if (hop) expect(hops[hop].nextStep?.en).toMatch(/-p workshop-100 restart transcoder$/);
});

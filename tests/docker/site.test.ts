/** The site in its container: labs, what the pages tell of the session, and faults on purpose. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, ask } from '../../scripts/checks/ask.ts';
import { liveMetaName, tokenHeader } from '../../scripts/site/api-types.ts';
import { isOk } from '../support/test-stack.ts';
import { type ContainerStack, openContainerStack } from './support/container-stack.ts';
import { bringUp } from './support/playlist.ts';

let stack: ContainerStack;
beforeAll(async () => {
  stack = await openContainerStack();
  await bringUp(stack);
});
afterAll(() => stack?.end());

/** As a page of the site asks. */
async function askAsPage(method: string, path: string, body?: unknown): Promise<Answer> {
  const { site } = stack.settings.ports;
  const host = `localhost:${site}`;
  const page = await fetch(`http://${host}/`).then((answer) => answer.text());
  const token = new RegExp(`name="${liveMetaName}" content="([^"]+)"`).exec(page)?.[1] ?? '';
  const headers = {
    ...{ host, origin: `http://${host}`, 'content-type': 'application/json' },
    [tokenHeader]: token,
  };
  return ask(site, path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

test.each([1, 2, 3, 4, 5, 6])('lab %i: the solution passes its checks in there', async (lab) => {
  const [container = ''] = await stack.containers('workshop');
  const command = ['node', '--import', 'tsx', 'scripts/lab.ts', String(lab)];
  await stack.docker('exec', container, ...command, '--solution', '--once');
});

test('the pages hear what the session is made of', async () => {
  await stack.waitForStatus('a session', isOk('ffmpeg', 'playlist'));
  const codecs = await askAsPage('GET', '/api/session/codecs');
  expect(JSON.parse(codecs.text)).toMatchObject({
    audio: { before: { codec: 'Opus' }, after: { codec: 'AAC' } },
    video: { before: { codec: 'H.264' }, after: { codec: 'H.264' } },
  });
  const descriptions = await askAsPage('GET', '/api/session/descriptions');
  expect(descriptions.text).toContain('m=video');
});

test.each(['forward', 'ffmpeg'] as const)('%s breaks on purpose, and comes back', async (hop) => {
  await stack.waitForStatus('every hop is well', isOk('forward', 'ffmpeg', 'playlist'));
  expect(await askAsPage('POST', `/api/faults/${hop}`)).toMatchObject({ status: 204 });
  await stack.waitForStatus(
    `the verdict names ${hop}`,
    ({ verdict, faults }) => verdict.firstBrokenHop === hop && faults.includes(hop),
  );
  expect(await askAsPage('DELETE', `/api/faults/${hop}`)).toMatchObject({ status: 204 });
  await stack.waitForStatus(
    `${hop} is back`,
    (status) => status.faults.length === 0 && isOk('forward', 'ffmpeg', 'playlist')(status),
  );
});

test.each([
  ['publisher', 'publisher'],
  ['janus', 'janus'],
  ['nginx', 'origin'],
])('%s is not its to break: it says the command', async (hop, service) => {
  const { status, text } = await askAsPage('POST', `/api/faults/${hop}`);
  expect([status, text]).toEqual([
    409,
    expect.stringMatching(`compose -f .* pause ${service} .* unpause ${service}`),
  ]);
});

test('a page starts a check, in Spanish too, though labs/ is not its to write', async () => {
  const path = '/api/labs/05-nginx/run';
  const { status, text } = await askAsPage('POST', path, { watch: false, language: 'es' });
  expect([status, text]).toEqual([200, expect.anything()]);
  await askAsPage('DELETE', path);
});

test('an editor is not its to open: it says which file', async () => {
  const file = 'labs/05-nginx/nginx.ts';
  const { status, text } = await askAsPage('POST', '/api/editor', { file });
  expect([status, text]).toEqual([503, expect.stringContaining(file)]);
});

test.each([
  ['origin', 'nginx', 'origin'],
  ['edge', 'nginx', 'edge front'],
  ['front', 'nginx', 'edge front'],
  ['transcoder', 'ffmpeg', 'transcoder'],
  ['janus', 'janus', 'janus'],
  ['publisher', 'publisher', 'publisher'],
] as const)(
  '%s stands still: %s is named, with the command that mends it: restart %s',
  async (service, hop, restarted) => {
    const [container = ''] = await stack.containers(service);
    await stack.docker('pause', container);
    try {
      const { hops } = await stack.waitForStatus(
        `the verdict names ${hop}`,
        ({ verdict }) => verdict.firstBrokenHop === hop,
      );
      expect(hops[hop].nextStep?.en).toMatch(new RegExp(`compose.* -p \\S+ restart ${restarted}$`));
    } finally {
      await stack.docker('unpause', container);
    }
    await stack.waitForStatus('all is well', isOk('publisher', 'ffmpeg', 'playlist', 'nginx'));
  },
);

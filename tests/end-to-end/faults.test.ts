/** "Break it": each hop is stopped on purpose, named by the verdict, brought back, and the stream flows again. */
import { expect, test } from 'vitest';
import { ask } from '../../scripts/checks/ask.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type BreakableHop, breakableHops } from '../../scripts/probes/breakable-hops.ts';
import { tokenHeader } from '../../scripts/site/api-types.ts';
import { hopIds, type Status } from '../../scripts/stack/status.ts';
import { isRunning } from '../../scripts/system/sockets.ts';
import { Weather } from '../../scripts/weather/weather.ts';
import { descendants } from '../support/descendants.ts';
import { untilTestEnds } from '../support/test-keeper.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

const verdictLimitSeconds = 5;
/**
 * The longest way back is the publisher's: a new process, a new session, a first segment. With both
 * cores to itself it takes 6 s; the encoder of a busy machine loses a segment or two on the way.
 */
const backLimitSeconds = 20;
const stopLimitMilliseconds = 4_000;
/** A viewer may be there or not. */
const streamHops = hopIds.filter((hop) => hop !== 'viewer');

test.each([2, 15])(
  'each hop is broken for %i s, named, and comes back',
  {
    timeout: 240_000,
  },
  async (seconds) => {
    const stack = await startTestStack({ profile: 'balanced' });
    await stack.waitForStatus('a stream', isOk(...streamHops));
    for (const hop of breakableHops) {
      const brokenAt = Date.now();
      const named = stack.waitForStatus(
        `the verdict names ${hop}`,
        ({ verdict }) => verdict.firstBrokenHop !== null,
        verdictLimitSeconds,
      );
      await expectAnswer(stack, 'POST', hop, 204);
      await stack.waitForStatus('the fault is told', ({ faults }) => faults.includes(hop), 1);
      const { at, verdict } = await named;
      expect(verdict, `first broken hop while ${hop} is stopped`).toMatchObject({
        firstBrokenHop: hop,
      });
      await stack.waitForStatus('the class has looked', isAfter(brokenAt + seconds * 1_000), 20);
      const { verdict: later } = stack.status.current();
      expect(later, `${seconds} s later`).toMatchObject({ firstBrokenHop: hop });

      const backAt = Date.now();
      const before = playlistEnd(stack.status.current());
      await expectAnswer(stack, 'DELETE', hop, 204);
      await stack.waitForStatus(
        `all is well after ${hop} is back`,
        (status) =>
          isAfter(backAt + 1)(status) &&
          status.faults.length === 0 &&
          isOk(...streamHops)(status) &&
          playlistEnd(status) > before,
        backLimitSeconds,
      );
      const namedSeconds = (Date.parse(at) - brokenAt) / 1_000;
      const backSeconds = (Date.now() - backAt) / 1_000;
      console.log(
        `${hop}, ${seconds} s: named after ${namedSeconds.toFixed(1)} s, well ${backSeconds.toFixed(1)} s after it was brought back`,
      );
    }
  },
);

test('an FFmpeg that is stopped stays the one that is on air, whatever the weather', {
  timeout: 120_000,
}, async () => {
  const stack = await startTestStack({ profile: 'low', picture: 'auto', publisher: 'none' });
  const weather = await Weather.start(stack.settings, { seed: 9 });
  untilTestEnds.defer(() => weather.close());
  await startTestPublisher(stack.settings, 'behind the weather', { url: weather.url });
  await stack.waitForStatus('a stream', isOk(...streamHops));
  const { pid } = stack.status.current().hops.ffmpeg.figures;

  await expectAnswer(stack, 'POST', 'ffmpeg', 204);
  const brokenAt = Date.now();
  // So much is lost that another FFmpeg, which encodes, would take over within seconds.
  weather.set({ lossPercent: 10 });
  await stack.waitForStatus('the class has looked', isAfter(brokenAt + 15_000), 20);
  const { verdict, hops } = stack.status.current();
  expect(verdict.firstBrokenHop).toBe('ffmpeg');
  expect(hops.ffmpeg.figures).toMatchObject({ pid, picture: 'copy' });

  await expectAnswer(stack, 'DELETE', 'ffmpeg', 204);
  const isEncoded = ({ hops: { ffmpeg } }: Status) =>
    ffmpeg.state === 'ok' && ffmpeg.figures.picture === 'encode';
  await stack.waitForStatus('another FFmpeg takes over again', isEncoded, 60);
});

test('what cannot be stopped now is refused, in words', { timeout: 120_000 }, async () => {
  const stack = await startTestStack({ profile: 'balanced', publisher: 'none' });
  for (const hop of ['publisher', 'forward', 'ffmpeg'] as const) {
    expect(await expectAnswer(stack, 'POST', hop, 409), hop).toMatch(/Nobody is on air/);
  }
  await startTestPublisher(stack.settings, 'somebody');
  await stack.waitForStatus('a stream', isOk('ffmpeg'));
  expect(await expectAnswer(stack, 'POST', 'publisher', 409)).toMatch(/press Stop/);
  await expectAnswer(stack, 'DELETE', 'publisher', 204);

  // Only Janus can take a forward back, and give it again.
  await expectAnswer(stack, 'POST', 'forward', 204);
  await expectAnswer(stack, 'POST', 'janus', 204);
  await expectAnswer(stack, 'POST', 'janus', 204);
  await stack.waitForStatus('Janus is broken', ({ hops }) => hops.janus.state === 'broken');
  expect(stack.status.current().faults).toEqual(['janus', 'forward']);
  expect(await expectAnswer(stack, 'DELETE', 'forward', 409)).toMatch(/Janus does not answer/);

  // Who is killed is gone, and so is what was done to it and to its sessions.
  process.kill(stack.status.current().hops.janus.figures.pid ?? Number.NaN, 'SIGKILL');
  await stack.waitForStatus('no fault is left', ({ faults }) => faults.length === 0);
});

test('a stack that is stopped while hops are broken leaves nothing behind', {
  timeout: 60_000,
}, async () => {
  const stack = await startTestStack({ profile: 'balanced' });
  await stack.waitForStatus('a stream', isOk(...streamHops));
  const family = await descendants(process.pid);
  for (const hop of breakableHops.toReversed()) await expectAnswer(stack, 'POST', hop, 204);
  await stack.waitForStatus(
    'all are broken',
    ({ faults, hops }) => faults.length === breakableHops.length && hops.janus.state === 'broken',
  );
  const stopBegan = performance.now();
  await stack.stop();
  const stopMilliseconds = performance.now() - stopBegan;
  console.log(`stopped in ${(stopMilliseconds / 1_000).toFixed(1)} s while all were broken`);
  expect(stopMilliseconds).toBeLessThan(stopLimitMilliseconds);
  const isOver = async () => !(await Promise.all(family.map(isRunning))).includes(true);
  await waitUntil('a process is left', isOver, 1_000);
});

/** @returns what the answer says in English; empty when it says nothing. */
async function expectAnswer(
  { settings, pageToken }: TestStack,
  method: 'POST' | 'DELETE',
  hop: BreakableHop,
  wanted: number,
): Promise<string> {
  const headers = { host: `localhost:${settings.ports.site}`, [tokenHeader]: pageToken };
  const { status, text } = await ask(settings.ports.site, `/api/faults/${hop}`, {
    method,
    headers,
  });
  expect(status, `${method} ${hop}: ${text}`).toBe(wanted);
  return text && JSON.parse(text).error.en;
}

/** Grows with every segment that is listed. */
const playlistEnd = ({ hops }: Status): number =>
  (hops.playlist.figures.mediaSequence ?? 0) + (hops.playlist.figures.segments ?? 0);

const isAfter =
  (milliseconds: number) =>
  ({ at }: Status): boolean =>
    Date.parse(at) >= milliseconds;

/** The synthetic publisher's process in a room of a real Janus. */
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { syntheticDisplayName } from '../../scripts/publisher/display-name.ts';
import { logFile } from '../../scripts/stack/daemons.ts';
import { MediaTap } from '../../scripts/stack/media-tap.ts';
import type { RunningProcess } from '../../scripts/stack/process.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { openTestRoom } from '../support/test-room.ts';

/** Asks for a keyframe every 4 s: enough quiet to see one that is asked for. */
const quiet = 'classic';

test('it publishes H.264 and Opus, and answers PLI with a keyframe', async () => {
  const room = await openTestRoom(quiet);
  await startTestPublisher(room.settings, syntheticDisplayName, { yieldsToOthers: true });
  const publisher = await room.publishing(syntheticDisplayName);
  expect(publisher.streams.map(({ type, codec }) => `${type} ${codec}`).toSorted()).toEqual([
    'audio opus',
    'video h264',
  ]);

  const tap = await MediaTap.open(room.settings, publisher, room.observer);
  onTestFinished(() => tap.close({ publisherIsThere: true }));
  await waitUntil('sound', () => tap.audio.packets > 0);
  for (let asked = 1; asked <= 3; asked++) {
    // A keyframe on its way already would be no answer.
    await waitUntil('a keyframe, and then none for half a second', () => {
      return tap.lastKeyframeAt !== null && Date.now() - tap.lastKeyframeAt > 500;
    });
    const before = tap.lastKeyframeAt;
    const askedAt = Date.now();
    tap.requestKeyframe();
    await waitUntil(`keyframe ${asked}`, () => tap.lastKeyframeAt !== before, 1_000, {
      everyMilliseconds: 5,
    });
    console.log(`PLI to keyframe: ${(tap.lastKeyframeAt ?? 0) - askedAt} ms`);
  }
});

test('it yields to another publisher and comes back; SIGTERM ends it with code 0', async () => {
  const room = await openTestRoom(quiet);
  const synthetic = await startTestPublisher(room.settings, syntheticDisplayName, {
    yieldsToOthers: true,
  });
  await room.publishing(syntheticDisplayName);

  const other = await startTestPublisher(room.settings, 'other');
  await room.publishing('other');
  await waitUntil('it yields', () => room.publishers.size === 1);
  await waitUntil('its FFmpeg ends', async () => (await children(synthetic)).length === 0);

  await other.stop();
  await room.publishing(syntheticDisplayName);
  const { began, ceased } = room.changedAt;
  console.log(`back on air after ${(began - ceased).toFixed(0)} ms`);
  expect(began - ceased).toBeLessThan(2_000);

  const [ffmpeg = 0] = await children(synthetic);
  expect(await synthetic.stop()).toEqual({ code: 0, signal: null });
  expect(await isAlive(ffmpeg)).toBe(false);
});

test('who joins without publishing does not make it yield, and kill -9 leaves no FFmpeg', async () => {
  const room = await openTestRoom(quiet); // The observer has joined, and does not publish.
  const synthetic = await startTestPublisher(room.settings, syntheticDisplayName, {
    yieldsToOthers: true,
  });
  await room.publishing(syntheticDisplayName);
  const [ffmpeg = 0] = await children(synthetic);
  expect(await isAlive(ffmpeg)).toBe(true);
  process.kill(synthetic.pid, 'SIGKILL');
  await waitUntil('FFmpeg ends with it', async () => !(await isAlive(ffmpeg)), 2_000);
});

test('it ends with code 1 and one sentence when Janus dies, and when Janus is not there', async () => {
  const room = await openTestRoom(quiet);
  const log = () => readFile(logFile(room.settings, syntheticDisplayName), 'utf8');
  const synthetic = await startTestPublisher(room.settings, syntheticDisplayName, {
    yieldsToOthers: true,
  });
  await room.publishing(syntheticDisplayName);
  process.kill(room.pid, 'SIGKILL');
  expect(await synthetic.exited).toEqual({ code: 1, signal: null });
  expect((await log()).trim().split('\n').at(-1)).toMatch(/^Janus is gone/);

  const { settings, remove } = await ownSettings();
  onTestFinished(remove);
  const lonely = await startTestPublisher(settings, 'lonely');
  expect(await lonely.exited).toEqual({ code: 1, signal: null });
  const complaint = await readFile(logFile(settings, 'lonely'), 'utf8');
  expect(complaint.trim().split('\n')).toHaveLength(1);
  expect(complaint).toContain('does not reach Janus');
});

/** Process ids of a process's children that run FFmpeg. */
async function children({ pid }: RunningProcess): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const pids = list.trim().split(' ').filter(Boolean).map(Number);
  const commands = await Promise.all(
    pids.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => commands[index]?.includes('ffmpeg'));
}

/** A zombie, whose parent has not yet asked for its end, is not alive. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return status !== '' && !/\) Z /.test(status);
}

/** The publisher page and stage 01, with a real Janus and a real Chromium and its fake camera. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import type { JanusConnection, Publish, PublisherDescription } from '../../labs/stages.ts';
import { type OwnSettings, ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { JanusClient } from '../../scripts/janus/janus-client.ts';
import { RoomObserver } from '../../scripts/janus/video-room.ts';
import { janusDaemon } from '../../scripts/stack/daemons.ts';
import type { Daemon } from '../../scripts/stack/keep-running.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { janusConfig } from '../../solutions/02-janus-config/janus.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { exampleStatus } from '../support/example-status.ts';
import { programPath } from '../support/program.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

/** Where the page finds the stage module, outside of the page's own folder. */
const stageUrl = `/@fs${repositoryRoot}/solutions/01-publisher/publisher.ts`;

let settings: Settings;
let remove: OwnSettings['remove'];
let janus: Daemon;
let site: TestSite;
let browser: TestBrowser;
let client: JanusClient;
/** Who publishes now, as Janus tells an observer. */
const publishers = new Map<number, PublisherDescription>();

beforeAll(async () => {
  ({ settings, remove } = await ownSettings());
  janus = await janusDaemon(settings, { janusConfig }, await programPath('janus'), () => {});
  await janus.start();
  site = await startTestSite(settings, exampleStatus);
  browser = await launchBrowser();
  await observe();
});

async function observe(): Promise<void> {
  const { ports, room, secrets } = settings;
  client = await JanusClient.connect(`ws://127.0.0.1:${ports.janusWebSocket}`, {
    apiSecret: secrets.api,
  });
  publishers.clear();
  await RoomObserver.join(
    client,
    {
      id: room.id,
      secret: secrets.room,
      forwardKey: secrets.forward,
      pin: secrets.pin,
      displayName: 'observer',
    },
    {
      published: (publisher) => publishers.set(publisher.id, publisher),
      unpublished: (id) => publishers.delete(id),
    },
  );
}

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await client?.close();
  await janus?.stop();
  await remove?.();
});

const state = () => document.body.dataset.state;

async function openPublishing() {
  const page = await browser.open(`${site.url}/publisher/`);
  await page.getByRole('button', { name: 'Start publishing' }).click();
  await waitUntil('the page does not say that it publishes', async () => {
    const now = await page.evaluate(state);
    if (now === 'failed') throw new Error((await page.locator('#state').textContent()) ?? '');
    return now === 'publishing';
  });
  return page;
}

describe('the publisher page', () => {
  it('publishes H.264 and Opus, capped, and gives everything back on stop', async () => {
    const page = await openPublishing();
    const publisher = await waitUntil('Janus has no publisher with two streams', () =>
      [...publishers.values()].find(({ streams }) => streams.length === 2),
    );
    expect(Object.fromEntries(publisher.streams.map(({ type, codec }) => [type, codec]))).toEqual({
      audio: 'opus',
      video: 'h264',
    });

    const sent = await page.evaluate(() => {
      const connection = window.workshopPublisher?.publication()?.peerConnection;
      const video = connection?.getSenders().find(({ track }) => track?.kind === 'video');
      return {
        offer: connection?.localDescription?.sdp ?? '',
        parameters: video?.getParameters(),
      };
    });
    const codecs = [...sent.offer.matchAll(/^a=rtpmap:\d+ (\S+)/gm)].map(([, codec]) => codec);
    expect(codecs).toContain('H264/90000');
    expect(codecs, 'without RTX, Chromium pads with empty H.264 packets').toContain('rtx/90000');
    expect(codecs).not.toContain('VP8/90000');
    const [best] = sent.offer.match(/^a=fmtp:.*profile-level-id=.*$/m) ?? [];
    expect(best).toMatch(/packetization-mode=1;profile-level-id=42e0/);
    expect(sent.parameters?.encodings.map(({ maxBitrate }) => maxBitrate)).toEqual([
      settings.room.maximumBitrateBitsPerSecond,
    ]);
    expect(sent.parameters?.degradationPreference).toBe('maintain-resolution');

    await waitUntil('the page shows no figures', async () => {
      const text = (await page.locator('.figures').textContent()) ?? '';
      return /H\.264,\sOpus/.test(text) && /1280\s×\s720/.test(text) && /bit\/s/.test(text);
    });

    const tracks = await page.evaluateHandle(() => {
      const preview = document.querySelector('video')?.srcObject;
      return preview instanceof MediaStream ? preview.getTracks() : [];
    });
    expect(await tracks.evaluate((all) => all.length)).toBe(2);
    await page.getByRole('button', { name: 'Stop' }).click();
    await waitUntil('the publisher is still in the room', () => publishers.size === 0);
    await waitUntil('the page is not idle', async () => (await page.evaluate(state)) === 'idle');
    expect(await tracks.evaluate((all) => all.map(({ readyState }) => readyState))).toEqual([
      'ended',
      'ended',
    ]);
    expect(browser.pageErrors).toEqual([]);
    await page.close();
  });

  it('leaves the room when its tab is closed', async () => {
    const page = await openPublishing();
    await waitUntil('Janus has no publisher', () => publishers.size === 1);
    await page.close({ runBeforeUnload: true });
    await waitUntil('the publisher is still in the room', () => publishers.size === 0, 5_000);
  });

  it('says in words that Janus is gone, and publishes again when it is back', async () => {
    const page = await openPublishing();
    process.kill(janus.pid ?? 0, 'SIGKILL');
    await waitUntil('the page did not notice', async () => {
      const words = await page.locator('#state').textContent();
      return (await page.evaluate(state)) === 'failed' && words?.includes('Janus went away');
    });
    await waitUntil('Janus is not back', () => janus.restarts > 0 && janus.state === 'running');
    await observe();
    await page.getByRole('button', { name: 'Start publishing' }).click();
    await waitUntil('Janus has no publisher', () => publishers.size === 1);
    await page.close();
  });
});

describe('publish', () => {
  /** Calls stage 01 in the page, with its fake camera; resolves with why it was refused. */
  async function refusal(change: Partial<JanusConnection>, prepare = '') {
    const page = await browser.open(`${site.url}/publisher/`);
    await page.evaluate(prepare);
    const { ports, room, secrets } = settings;
    const connection: JanusConnection = {
      url: `ws://127.0.0.1:${ports.janusWebSocket}`,
      apiSecret: secrets.api,
      roomId: room.id,
      pin: secrets.pin,
      displayName: 'test',
      maximumBitrateBitsPerSecond: room.maximumBitrateBitsPerSecond,
      ...change,
    };
    // Not `import()` in the function below: vitest would rewrite that into its own.
    await page.addScriptTag({
      type: 'module',
      content: `import { publish } from '${stageUrl}'; window.publish = publish;`,
    });
    await page.waitForFunction(() => 'publish' in window);
    const result = await page.evaluate(async (to) => {
      const { publish } = window as unknown as { publish: Publish };
      const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
      const states: string[] = [];
      const error = await publish(stream, to, { onState: (state) => states.push(state) }).then(
        () => 'published',
        ({ message }: Error) => message,
      );
      return { error, states, camera: stream.getVideoTracks()[0]?.readyState };
    }, connection);
    await page.close();
    return result;
  }

  it('rejects a wrong pin, and leaves the camera to its owner', async () => {
    const { error, states, camera } = await refusal({ pin: 'wrong' });
    expect(error).toMatch(/^Janus refused: .*\(433\)$/);
    expect(states).toEqual(['connecting', 'closed']);
    expect(camera).toBe('live');
  });

  it('rejects a wrong API secret', async () => {
    expect((await refusal({ apiSecret: 'wrong' })).error).toMatch(/^Janus cannot be reached: Un/);
  });

  it('rejects when nobody listens', async () => {
    expect((await refusal({ url: 'ws://127.0.0.1:9' })).error).toMatch(/^Janus cannot be reached/);
  });

  it('rejects when janus.js refuses before its constructor has returned', async () => {
    const { error, states } = await refusal({ url: '' });
    expect(error).toBe('Janus cannot be reached: Invalid server url');
    expect(states).toEqual(['connecting', 'closed']);
  });

  it('rejects at once in a browser without H.264', async () => {
    const { error, states } = await refusal(
      {},
      `RTCRtpSender.getCapabilities = () => ({ codecs: [{ mimeType: 'video/VP8', clockRate: 90000 }] })`,
    );
    expect(error).toBe('This browser cannot send H.264.');
    expect(states).toEqual([]);
  });
});

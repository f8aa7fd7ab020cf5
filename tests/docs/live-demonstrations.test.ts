/** The demonstrations on the presenter's slides, in a page of a running stack. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { Demonstration } from '../../docs/diagrams/presentation/step.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

declare global {
  interface Window {
    /** Every one that the page has made so far. */
    peerConnections: RTCPeerConnection[];
  }
}

const limitMilliseconds = 30_000;

/** @param inPage runs in every page and frame before its own scripts. */
async function openSlide(
  path: string,
  inPage = () => {},
): Promise<{ stack: TestStack; page: Page }> {
  const stack = await startTestStack({ profile: 'low' });
  await stack.pagesReady;
  await stack.waitForStatus('the stream flows', isOk('publisher', 'ffmpeg', 'playlist', 'nginx'));
  const browser = await launchBrowser({ viewport: { width: 1280, height: 720 } });
  onTestFinished(() => browser.close());
  await browser.context.addInitScript(() => {
    window.peerConnections = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        window.peerConnections.push(this);
      }
    };
  });
  await browser.context.addInitScript(inPage);
  const page = await browser.open(`http://localhost:${stack.settings.ports.site}${path}`);
  onTestFinished(() => expect(browser.pageErrors).toEqual([]));
  return { stack, page };
}

const demonstration = (page: Page, name: Demonstration) =>
  page.locator(`[data-demonstration="${name}"]`);
const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);

/** @returns the number that stands there, once it is one. */
async function number(page: Page, name: string): Promise<number> {
  const read = async () =>
    Number.parseFloat((await figure(page, name).innerText()).replace(',', ''));
  await waitUntil(
    `the figure ${name} is a number`,
    async () => !Number.isNaN(await read()),
    limitMilliseconds,
  );
  return read();
}

const openConnections = (page: Page) =>
  page.evaluate(
    () => window.peerConnections.filter((each) => each.connectionState !== 'closed').length,
  );

test('1: the publisher’s picture moves, and its connection ends with the slide', async () => {
  const { stack, page } = await openSlide('/present/#publisher');
  const sockets: string[] = [];
  page.on('websocket', (socket) => {
    if (!socket.url().includes(String(stack.settings.ports.janusWebSocket))) return;
    sockets.push(socket.url());
    socket.on('close', () => sockets.pop());
  });
  await page.reload();
  const frames = () =>
    demonstration(page, 'picture')
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  await waitUntil('30 frames were shown', async () => (await frames()) > 30, limitMilliseconds);
  expect(await number(page, 'bitrate')).toBeGreaterThan(100);
  expect(await openConnections(page)).toBe(1);
  expect(sockets).toHaveLength(1);
  expect(await seriousViolations(page)).toEqual([]);

  await page.keyboard.press('ArrowRight');
  await demonstration(page, 'session').waitFor();
  await waitUntil('its connections are closed', async () => {
    return (await openConnections(page)) === 0 && sockets.length === 0;
  });
  await page.keyboard.press('ArrowLeft');
  await waitUntil('it begins anew', async () => (await openConnections(page)) === 1);
});

test('2: offer and answer of the session, and the packets that Janus hands on', async () => {
  const { stack, page } = await openSlide('/es/present/#janus');
  const lines = async (side: 'offer' | 'answer') =>
    demonstration(page, 'session').locator(`[data-side="${side}"] .code`).allInnerTexts();
  await waitUntil('the offer is shown', async () => (await lines('offer')).length > 0);
  expect(await lines('offer')).toContain('a=sendonly');
  expect(await lines('answer')).toContain('a=recvonly');
  expect((await lines('offer'))[0]).toMatch(/^m=video … \d+$/);
  expect((await lines('offer'))[0]).toBe((await lines('answer'))[0]);
  expect(await number(page, 'Video-packets')).toBeGreaterThan(20);
  expect(await number(page, 'Audio-packets')).toBeGreaterThan(20);
  const words = await demonstration(page, 'session').innerText();
  expect(words).toContain(`UDP ${stack.settings.ports.rtpVideo}`);
  expect(words).not.toContain('ice-pwd');
  expect(await seriousViolations(page)).toEqual([]);
});

test('3: a segment is born, and stands in the playlist', async () => {
  const { page } = await openSlide('/present/#transcoder');
  const root = demonstration(page, 'segments');
  const newest = () => root.locator('[data-segment]').last().getAttribute('data-segment');
  await root.locator('[data-segment]').first().waitFor();
  const before = await newest();
  await waitUntil('another segment is there', async () => (await newest()) !== before);
  // The session's part of the name is folded.
  const name = (await newest())?.replace(/^.*-segment/, 'segment') ?? '';
  expect(name).toMatch(/^segment-\d+\.ts$/);
  const playlist = () => root.locator('.playlist').innerText();
  // The playlist of a stack that has just begun starts with segment 0, and says nothing of it.
  await waitUntil('the media sequence is shown, and grows', async () =>
    /\+ ?#EXT-X-MEDIA-SEQUENCE:\d+/.test(await playlist()),
  );
  expect(await playlist()).toMatch(/\+.*segment-\d+\.ts/);
  // A name leaves the list where the class can see it.
  const oldest = async () => /MEDIA-SEQUENCE:\d+\s+…segment-(\d+)\.ts\s+…\n/.exec(await playlist());
  await waitUntil('the oldest name is shown', async () => (await oldest()) !== null);
  const leaving = (await oldest())?.[1];
  await waitUntil('it leaves', async () => ![undefined, leaving].includes((await oldest())?.[1]));
  const isWhole = await root
    .locator('.playlist')
    .evaluate((panel) => panel.scrollHeight <= panel.clientHeight);
  expect(isWhole, 'the playlist is inside its card').toBe(true);
  await waitUntil('the codecs are known', async () => {
    return /Opus → AAC[\s\S]*H\.264 = H\.264[\s\S]*untouched/.test(await root.innerText());
  });
  expect(await seriousViolations(page)).toEqual([]);
});

test('4: the class guesses first; the second time, the browser’s own cache answers', async () => {
  const { page } = await openSlide('/present/');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  /** Of the segments that were asked for: whether the browser took it from its cache. */
  const fromCache = new Map<string, boolean>();
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.url.endsWith('.ts')) return;
    fromCache.set(requestId, response.fromDiskCache ?? false);
  });
  network.on('Network.requestServedFromCache', ({ requestId }) => fromCache.set(requestId, true));
  await page.evaluate(() => {
    location.hash = '#delivery';
  });
  const root = demonstration(page, 'cached');
  await root.getByText('who answers the second time?').waitFor();
  // Nothing is asked by itself.
  await page.waitForTimeout(3_000);
  expect(fromCache.size).toBe(0);
  expect(await root.locator('[data-answer]').count()).toBe(0);
  expect(await seriousViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ask twice' }).click();
  const begun = await page.waitForFunction(() => {
    const [first, second] = ['first', 'second'].map((which) =>
      document.querySelector(`[data-answer="${which}"][data-server]`),
    );
    if (!first) return null;
    return second ? 'both at once' : 'the first alone';
  });
  expect(await begun.jsonValue()).toBe('the first alone');

  const server = (which: string) =>
    demonstration(page, 'cached').locator(`[data-answer="${which}"]`).getAttribute('data-server');
  const date = (which: string) =>
    demonstration(page, 'cached')
      .locator(`[data-answer="${which}"] [data-field="date"]`)
      .innerText();
  await waitUntil(
    'the second answer is there',
    async () => (await server('second')) !== null,
    limitMilliseconds,
  );
  expect([await server('first'), await server('second')]).toEqual(['origin', 'browser']);
  expect(await date('second')).toBe(await date('first'));
  expect([...fromCache.values()]).toEqual([false, true]);
  expect(await seriousViolations(page)).toEqual([]);

  // Another time: nginx writes another Date.
  const firstDate = await date('first');
  await page.getByRole('button', { name: 'Ask twice' }).click();
  await waitUntil('it was asked twice again', async () => fromCache.size === 4, limitMilliseconds);
  await waitUntil('it is shown', async () => (await server('second')) === 'browser');
  expect([...fromCache.values()]).toEqual([false, true, false, true]);
  expect(await date('first')).not.toBe(firstDate);
});

test('5: both latencies, and what HLS takes longer', async () => {
  const { stack, page } = await openSlide('/present/#viewer');
  const webrtc = await number(page, 'webrtc');
  const hls = await number(page, 'hls');
  const difference = await number(page, 'difference');
  console.log(`WebRTC ${webrtc} s, HLS ${hls} s, ${difference} s later`);
  expect(webrtc).toBeLessThan(1);
  expect(difference).toBeGreaterThan(2);
  expect(difference).toBeLessThan(10);
  // The diagram above says the same of this viewer, and its short buffer is no trouble.
  const { hops } = await stack.waitForStatus(
    'the viewer tells how old its picture is',
    ({ hops }) => Number.isFinite(hops.viewer.figures.glassToGlassSeconds ?? Number.NaN),
  );
  expect(hops.viewer.figures.glassToGlassSeconds).toBeGreaterThan(difference - 1);
  expect(hops.viewer.figures.glassToGlassSeconds).toBeLessThan(hls + 1);
  const buffers: number[] = [];
  const unsubscribe = stack.status.subscribe(({ hops }) => {
    buffers.push(hops.viewer.figures.bufferSeconds ?? 0);
  });
  await waitUntil('it was looked at for ten seconds', () => buffers.length >= 10);
  unsubscribe();
  console.log(`in the buffer: ${buffers.map((seconds) => seconds.toFixed(1)).join(', ')} s`);
  expect(stack.status.current().hops.viewer.state).toBe('ok');
  const frame = page.frameLocator('[data-demonstration="latency"] iframe');
  expect(await frame.locator('button').first().isVisible()).toBe(false);

  await page.keyboard.press('ArrowRight');
  await waitUntil('the connection is closed', async () => (await openConnections(page)) === 0);
  expect(await page.locator('iframe').count()).toBe(0);
});

test('5: of a picture without a clock, the player’s own figure and no dash', async () => {
  const { page } = await openSlide('/present/#viewer', () => {
    // No frame reaches the reader of the clock: as with a camera's picture, there is none.
    OffscreenCanvasRenderingContext2D.prototype.drawImage = () => {};
  });
  const root = demonstration(page, 'latency');
  await root.getByText('This picture carries no clock').waitFor({ timeout: limitMilliseconds });
  await root.getByText('at once').waitFor();
  expect(await root.innerText()).toMatch(/\d\.\d s\s+behind the live edge/);
  expect(await root.innerText()).not.toContain('–');
});

test('says calmly that there is no picture, and shows it again by itself', async () => {
  const { stack, page } = await openSlide('/present/#publisher');
  await waitUntil('it is joined', async () => (await openConnections(page)) === 1);
  const { janus } = stack.status.current().hops;
  // The supervisor starts Janus again, and the synthetic publisher comes back: another session.
  process.kill(janus.figures.pid ?? Number.NaN, 'SIGKILL');
  await demonstration(page, 'picture').locator('.calm-notice').waitFor();
  await waitUntil(
    'the picture is back',
    async () => (await demonstration(page, 'picture').locator('.calm-notice').count()) === 0,
    limitMilliseconds,
  );
  expect(await openConnections(page)).toBe(1);
});

import { expect, test } from 'vitest';
import {
  assumptions,
  type InputField,
  readNumber,
  writtenNumber,
} from '../../../docs/.vitepress/theme/bench/million-inputs.ts';
import {
  bitrate,
  finding,
  hitRatio,
  money,
  volume,
} from '../../../docs/.vitepress/theme/bench/million-texts.ts';
import { type EventInputs, toAMillion } from '../../../docs/.vitepress/theme/bench/to-a-million.ts';

const event = (changes: Partial<EventInputs> = {}): EventInputs => ({
  ...assumptions,
  ...{ megabitsPerSecond: 1.4, hlsViewersPerCore: 20_000, webrtcViewersPerCore: 200 },
  ...changes,
});

test('a million viewers for an hour, by HLS', () => {
  const { hls } = toAMillion(event());
  expect(hls.viewerBitsPerSecond).toBeCloseTo(1.4e12);
  expect(hls.viewerBytes).toBeCloseTo(630e12);
  // A playlist and a segment every two seconds.
  expect(hls.requestsPerSecond).toBeCloseTo(1e6);
  // 200 edges: a segment every two seconds, the playlist once a second.
  expect(hls.ownRequestsPerSecond).toBeCloseTo(300);
  expect(hls.ownBitsPerSecond).toBeCloseTo(280e6);
  expect(hls.hitRatio).toBeCloseTo(0.9998, 10);
  expect([hls.ownCores, hls.cdnCores]).toEqual([1, 50]);
  expect(hls.usd.cdnTraffic).toBeCloseTo(12_600);
  expect(hls.usd.cdnRequests).toBeCloseTo(3_600);
  expect(hls.usd.ownTraffic).toBeCloseTo(6.3);
  expect(hls.usd.ownCores).toBeCloseTo(0.04);
  expect(hls.totalUsd).toBeCloseTo(16_206.34);
});

test('a million viewers for an hour, by WebRTC', () => {
  const { webrtc } = toAMillion(event());
  expect(webrtc.ownBitsPerSecond).toBeCloseTo(1.4e12);
  expect([webrtc.requestsPerSecond, webrtc.hitRatio]).toEqual([0, 0]);
  expect([webrtc.ownCores, webrtc.cdnCores]).toEqual([5_000, 0]);
  expect(webrtc.usd).toEqual({
    cdnTraffic: 0,
    cdnRequests: 0,
    ownTraffic: expect.closeTo(31_500),
    ownCores: expect.closeTo(200),
  });
  expect(webrtc.totalUsd).toBeCloseTo(31_700);
});

test('at the even price both cost the same', () => {
  const { evenUsdPerGigabyte } = toAMillion(event());
  const { hls, webrtc } = toAMillion(
    event({ ownUsdPerGigabyte: evenUsdPerGigabyte ?? Number.NaN }),
  );
  expect(hls.totalUsd).toBeCloseTo(webrtc.totalUsd);
  // Cores so dear that no price of the traffic makes up for them, and edges that spare nothing.
  expect(toAMillion(event({ usdPerCoreHour: 10 })).evenUsdPerGigabyte).toBeNull();
  expect(toAMillion(event({ viewers: 100, edges: 200 })).evenUsdPerGigabyte).toBeNull();
});

test('an edge without a viewer fetches nothing, and one with few asks for the playlist as they do', () => {
  const { hls } = toAMillion(event({ viewers: 100, edges: 200 }));
  expect(hls.hitRatio).toBe(0);
  expect(hls.ownBitsPerSecond).toBeCloseTo(hls.viewerBitsPerSecond);
  expect(hls.ownRequestsPerSecond).toBeCloseTo(hls.requestsPerSecond);
});

const price: InputField = {
  name: 'cdnUsdPerGigabyte',
  ...{ label: { en: '', es: '' }, unit: { en: '', es: '' }, least: 0, most: 10 },
};
const viewers: InputField = { ...price, name: 'viewers', least: 1, most: 1e10, isWhole: true };

test.each([
  ['1000000', viewers, 1e6],
  ['1,000,000', viewers, 1e6],
  [' 1 000 000 ', viewers, 1e6],
  ['0.02', price, 0.02],
  ['0,02', price, 0.02],
  ['0,020', price, 0.02],
  ['.5', price, 0.5],
  ['0', price, 0],
  ['', price, undefined],
  ['many', price, undefined],
  ['-1', price, undefined],
  ['1e3', price, undefined],
  ['1,2,3', price, undefined],
  ['11', price, undefined],
  ['0', viewers, undefined],
  ['1.5', viewers, undefined],
])('"%s" is read as people write it', (text, field, value) => {
  expect(readNumber(text, field)).toBe(value);
});

test('what stands in a box at first is read back', () => {
  for (const value of Object.values(assumptions)) {
    const field = { ...price, most: 1e10 };
    expect(readNumber(writtenNumber(value, 'es'), field)).toBe(value);
  }
});

test('writes figures with as much as they are worth', () => {
  expect(bitrate(280e6, 'en')).toBe('280 Mbit/s');
  expect(bitrate(1.4e12, 'es')).toBe('1.4 Tbit/s');
  expect(volume(630e12, 'en')).toBe('630 TB');
  expect([0.9998, 0.999998, 0.985, 0, 1].map((ratio) => hitRatio(ratio, 'en'))).toEqual([
    '99.98 %',
    '99.9998 %',
    '98.5 %',
    '0 %',
    '100 %',
  ]);
  expect([16_206, 6.3, 0.001, 0].map((usd) => money(usd, 'es'))).toEqual([
    ...['16,200', '6.30', '< 0.01', '–'],
  ]);
});

test('says in words what the table says', () => {
  // Between a number and its unit no line ends.
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const said = finding(toAMillion(event()));
  const [en, es] = [plain(said.en), plain(said.es)];
  expect(en).toContain('HLS needs 1 core and 280 Mbit/s of your own');
  expect(en).toContain('WebRTC 5000 cores and 1.4 Tbit/s');
  expect(en).toContain('both would cost the same at 0.025 USD');
  expect(es).toContain('1 núcleo y 280 Mbit/s; WebRTC, 5000 núcleos');
  const dear = finding(toAMillion(event({ usdPerCoreHour: 10 })));
  expect(plain(dear.en)).toMatch(/WebRTC 81,500 USD\.$/);
});

/**
 * Which lines of an SDP a slide shows. werift's and Chromium's offers and Janus' answer were
 * recorded; Firefox's is written by hand, for what it does differently: fingerprint and a direction
 * for all media above the first of them, and attributes in the order of the alphabet.
 */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compareDescriptions } from '../../../docs/.vitepress/theme/present/demonstrations/sdp-lines.ts';

const read = (name: string) => readFile(new URL(`sdp/${name}.sdp`, import.meta.url), 'utf8');
const answer = await read('janus-answer');

const shown = async (publisher: string, janus = answer) => {
  const { rows } = compareDescriptions(await read(`${publisher}-offer`), janus);
  return Object.fromEntries(rows.map((row) => [row.topic, [row.offer, row.answer]]));
};

/** Janus answers with the publisher's own number. */
const answerWith = (payloadType: number) => answer.replaceAll(/\b97\b/g, String(payloadType));

test('shows werift’s offer beside Janus’ answer', async () => {
  expect(await shown('werift')).toEqual({
    picture: ['m=video … 97', 'm=video … 97'],
    codec: ['a=rtpmap … H264', 'a=rtpmap … H264'],
    profile: ['a=fmtp … 42e01f', 'a=fmtp … 42e01f'],
    direction: ['a=sendonly', 'a=recvonly'],
    setup: ['a=setup:active', 'a=setup:passive'],
    fingerprint: ['a=fingerprint … 7D', 'a=fingerprint … D4'],
    candidate: ['a=candidate … 35227', 'a=candidate … 22241'],
  });
});

test('of the many codecs Chromium offers, shows the one that Janus took', async () => {
  expect(await shown('chromium', answerWith(108))).toEqual({
    picture: ['m=video … 108', 'm=video … 108'],
    codec: ['a=rtpmap … H264', 'a=rtpmap … H264'],
    profile: ['a=fmtp … 42e01f', 'a=fmtp … 42e01f'],
    direction: ['a=sendonly', 'a=recvonly'],
    setup: ['a=setup:actpass', 'a=setup:passive'],
    fingerprint: ['a=fingerprint … 8E', 'a=fingerprint … D4'],
    // Its candidates follow one by one, after the offer (RFC 8838).
    candidate: [null, 'a=candidate … 22241'],
  });
});

test('says of a candidate that it is sent later, of all else that it is not said', async () => {
  const { rows } = compareDescriptions(await read('chromium-offer'), answerWith(108));
  const missing = Object.fromEntries(rows.map((row) => [row.topic, row.missing.en]));
  expect(missing).toMatchObject({ candidate: '(sent later)', setup: '(not in it)' });
});

test('finds what Firefox writes once for all media, and its own direction of the video', async () => {
  expect(await shown('firefox', answerWith(126))).toMatchObject({
    picture: ['m=video … 126', 'm=video … 126'],
    profile: ['a=fmtp … 42e01f', 'a=fmtp … 42e01f'],
    direction: ['a=sendonly', 'a=recvonly'],
    fingerprint: ['a=fingerprint … 2B', 'a=fingerprint … D4'],
  });
});

test('counts what is folded, and each line fits the slide', async () => {
  const { rows, folded } = compareDescriptions(await read('werift-offer'), answer);
  expect(folded).toEqual({ offer: 44 - 7, answer: 44 - 7 });
  for (const { offer, answer, meaning } of rows) {
    for (const line of [offer, answer]) expect(line?.length ?? 0, line ?? '').toBeLessThan(21);
    for (const words of Object.values(meaning)) {
      expect(words.length, words).toBeLessThan(22);
      expect(words.split(' ').length, words).toBeLessThan(5);
    }
  }
});

test.each([
  ['a room of another codec', answer.replaceAll('H264', 'VP8')],
  ['Windows line ends', answer.replaceAll('\n', '\r\n')],
])('has the picture’s line of %s', async (_, sdp) => {
  expect((await shown('werift', sdp)).picture).toEqual(['m=video … 97', 'm=video … 97']);
});

test('shows nothing of what is no SDP, or has no video', () => {
  expect(compareDescriptions('', '').rows).toEqual([]);
  const soundOnly = 'v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 96\na=sendonly\n';
  expect(compareDescriptions(soundOnly, soundOnly).rows).toEqual([]);
});

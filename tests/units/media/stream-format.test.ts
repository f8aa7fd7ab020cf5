import { expect, it } from 'vitest';
import { agreedFormat, h264Profile, segmentFormats } from '../../../scripts/media/stream-format.ts';

const sdp = `v=0
m=audio 9 UDP/TLS/RTP/SAVPF 111
a=rtpmap:111 opus/48000/2
m=video 9 UDP/TLS/RTP/SAVPF 106 107
a=rtpmap:107 rtx/90000
a=rtpmap:106 H264/90000
a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
`.replaceAll('\n', '\r\n');

it('reads the first format of a media section', () => {
  expect(agreedFormat(sdp, 'video', null)).toEqual({
    codec: 'H.264',
    detail: 'Constrained Baseline 3.1',
  });
  expect(agreedFormat(sdp.replace(/m=video[\s\S]*/, ''), 'video', null)).toBeNull();
});

it('believes the sound, not the SDP, about its channels', () => {
  const details = [true, false, null].map((stereo) => agreedFormat(sdp, 'audio', stereo)?.detail);
  expect(details).toEqual(['48 kHz · stereo', '48 kHz · mono', '48 kHz']);
});

it('names what is not known as it names itself', () =>
  expect(
    agreedFormat(sdp.replaceAll('H264', 'VP8').replace(/a=fmtp.*\r\n/, ''), 'video', null),
  ).toEqual({
    codec: 'VP8',
    detail: '',
  }));

it.each([
  ['42001e', 'Baseline 3.0'],
  ['42e01f', 'Constrained Baseline 3.1'],
  ['4d0028', 'Main 4.0'],
  ['640033', 'High 5.1'],
  ['640c1f', 'Constrained High 3.1'],
  ['f4001f', 'Profile 244 3.1'],
])('reads %s as %s', (hex, words) => expect(h264Profile(Buffer.from(hex, 'hex'))).toBe(words));

it('reads what FFmpeg says of a segment', () => {
  const report = `
  Stream #0:0[0x100]: Video: h264 (Main) ([27][0][0][0] / 0x001B), yuv420p(progressive), 1280x720 [SAR 1:1 DAR 16:9], 30 fps
  Stream #0:1[0x101](eng): Audio: aac (LC) ([15][0][0][0] / 0x000F), 44100 Hz, mono, fltp, 63 kb/s`;
  expect(segmentFormats(report, Buffer.from('674d0028', 'hex'))).toEqual({
    audio: { codec: 'AAC', detail: '44.1 kHz · mono' },
    video: { codec: 'H.264', detail: 'Main 4.0 · 1280 × 720' },
  });
  expect(segmentFormats('', undefined)).toEqual({ audio: null, video: null });
});

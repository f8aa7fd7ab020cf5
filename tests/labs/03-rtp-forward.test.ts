import { testLab } from './lab-tests.ts';

testLab('rtp-forward', {
  rightAnswers: ['loops-and-own-targets', 'first-of-each-kind'],
  wrongAnswers: {
    'no forwarding key': {
      edits: [['  admin_key: secrets.forward,\n', '']],
      fails: ['accepted', 'janus-refuses'],
    },
    'the Admin API’s secret as forwarding key': {
      edits: [['secrets.forward', 'secrets.admin']],
      fails: ['accepted', 'janus-refuses'],
    },
    'the secrets of the first call, kept': {
      edits: [
        [
          'const credentials = ({ secrets }',
          'let kept: Credentials;\nconst credentials = ({ secrets }',
        ],
        ['=> ({\n  secret: secrets.room,', '=> (kept ??= {\n  secret: secrets.room,'],
      ],
      fails: ['secrets', 'secret-from-elsewhere'],
    },
    'sound and picture on each other’s ports': {
      edits: [["type === 'audio' ? sound : picture", "type === 'video' ? sound : picture"]],
      fails: ['arrives', 'wrong-port'],
    },
    'the ports written out': {
      edits: [['port: ports.rtpVideo, pt', 'port: 5004, pt']],
      fails: ['arrives', 'wrong-port'],
    },
    'the kind in place of the mid': {
      edits: [['=> ({ mid, ...(', '=> ({ mid: `${mid}-${type}`, ...(']],
      fails: ['arrives', 'not-forwarded'],
    },
    'another address': {
      edits: [['host: settings.mediaAddress', "host: '127.0.0.2'"]],
      fails: ['arrives', 'nothing-arrives'],
    },
    'no streams': {
      edits: [
        [
          "return media.map(({ mid, type }) => ({ mid, ...(type === 'audio' ? sound : picture) }));",
          'return media.slice(2).map(({ mid }) => ({ mid, ...sound, ...picture }));',
        ],
      ],
      fails: ['arrives', 'no-streams'],
    },
    'no payload type': {
      edits: [['port: ports.rtpVideo, pt: video.payloadType', 'port: ports.rtpVideo']],
      fails: ['arrives', 'wrong-payload-type'],
    },
    'the mids counted, not read': {
      edits: [
        ['.map(({ mid, type }) => ({ mid,', '.map(({ type }, index) => ({ mid: String(index),'],
      ],
      fails: ['mids', 'wrong-port'],
    },
    'the mids written out': {
      edits: [['({ mid, ...(', "({ mid: type === 'audio' ? '0' : '1', ...("]],
      fails: ['mids', 'mid-not-from-list'],
    },
    'data channels forwarded too': {
      edits: [["publisher.streams.filter(({ type }) => type !== 'data')", 'publisher.streams']],
      fails: ['mids', 'data-channel-forwarded'],
    },
    'loops in sessionDescription': {
      edits: [["    's=Janus to FFmpeg',", '    ((): string => { for (;;); })(),']],
      fails: ['sdp', 'never-returns'],
      expected: /`sessionDescription`/,
    },
    'both media sections on one port': {
      edits: [['`m=video ${ports.rtpVideo}', '`m=video ${ports.rtpAudio}']],
      fails: ['sdp', 'sdp-refused'],
    },
    'the SDP’s ports written out': {
      edits: [['`m=video ${ports.rtpVideo}', '`m=video 5004']],
      fails: ['sdp', 'not-listening'],
    },
    'no video section': {
      edits: [['    ...videoSection(settings),\n', '']],
      fails: ['sdp', 'not-listening'],
    },
    'no rtpmap for the picture': {
      edits: [['  `a=rtpmap:${video.payloadType} H264/${video.clockRateHz}`,\n', '']],
      fails: ['readable', 'wrong-codec'],
    },
    'Opus without its channels': {
      edits: [['opus/${audio.clockRateHz}/${audio.channels}', 'opus/${audio.clockRateHz}']],
      fails: ['readable', 'wrong-channels'],
    },
    'the sound’s clock for the picture': {
      edits: [['H264/${video.clockRateHz}', 'H264/48000']],
      fails: ['readable', 'wrong-clock-rate'],
    },
    'another payload type in the SDP than in the packets': {
      edits: [
        ['RTP/AVP ${video.payloadType}', 'RTP/AVP 96'],
        ['`a=rtpmap:${video.payloadType}', '`a=rtpmap:96'],
        ['`a=fmtp:${video.payloadType}', '`a=fmtp:96'],
      ],
      fails: ['readable', 'no-picture'],
    },
  },
});

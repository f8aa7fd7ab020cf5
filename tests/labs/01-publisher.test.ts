import { testLab } from './lab-tests.ts';

const tracks = `    type: track.kind === 'video' ? 'video' : 'audio',
    capture: track,
    recv: false,
    dontStop: true, // The camera is the caller's: hanging up must not switch it off.`;

testLab('publisher', {
  // Each is a browser that encodes or decodes.
  atOnce: 2,
  rightAnswers: ['join-then-publish', 'without-janus-js'],
  // Endless loops, floods of words and a missing export are the same in every page: lab 06 tries them.
  wrongAnswers: {
    'the camera without the microphone': {
      edits: [['stream.getTracks().map', 'stream.getVideoTracks().map']],
      fails: ['codecs', 'no-audio'],
    },
    'a camera that hanging up switches off': {
      edits: [[tracks, tracks.replace('dontStop: true', 'dontStop: false')]],
      fails: ['stops', 'camera-switched-off'],
    },
    'the codecs as the browser prefers them': {
      edits: [
        [
          "return [...h264, ...codecs.filter(({ mimeType }) => mimeType === 'video/rtx')];",
          'return codecs;',
        ],
      ],
      fails: ['codecs', 'prefers-another-codec'],
    },
    'H.264 without RTX': {
      edits: [
        [
          "return [...h264, ...codecs.filter(({ mimeType }) => mimeType === 'video/rtx')];",
          'return h264;',
        ],
      ],
      fails: ['codecs', 'no-rtx'],
    },
    'H.264 that may not span packets': {
      edits: [
        [
          "sdpFmtpLine?.includes('packetization-mode=1')",
          "sdpFmtpLine?.includes('packetization-mode=0')",
        ],
      ],
      fails: ['codecs', 'wrong-packetization-mode'],
    },
    'H.264 with the profile for old players last': {
      edits: [
        [
          'Number(isBaseline(b)) - Number(isBaseline(a))',
          'Number(isBaseline(a)) - Number(isBaseline(b))',
        ],
      ],
      fails: ['codecs', 'wrong-profile'],
    },
    'no PIN': {
      edits: [['  pin: connection.pin,\n', '']],
      fails: ['publishes', 'rejected'],
    },
    'a name of its own': {
      edits: [['display: connection.displayName', "display: 'camera'"]],
      fails: ['publishes', 'not-under-its-name'],
    },
    'the answer not given to the browser': {
      edits: [
        [
          'else if (jsep) handle.handleRemoteJsep({ jsep, error: (error) => close(String(error)) });',
          'else if (jsep) console.log(handle.id);',
        ],
      ],
      fails: ['publishes', 'answer-not-taken'],
    },
    'deaf to a refusal': {
      edits: [
        [
          'if (event.error) close(`Janus refused: ${event.error} (${event.error_code})`);\n  else if',
          'if',
        ],
      ],
      fails: ['refused', 'never-rejects'],
    },
    'an encoder without a limit': {
      edits: [
        ['  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;\n', ''],
      ],
      fails: ['encoder', 'bitrate-not-limited'],
    },
    'a picture that may shrink': {
      edits: [["'maintain-resolution'", "'maintain-framerate'"]],
      fails: ['encoder', 'resolution-not-kept'],
    },
    'a peer connection that is left open': {
      edits: [['cleanupHandles: true, ', '']],
      fails: ['stops', 'connection-left-open'],
    },
    'a session that is never ended': {
      edits: [
        [
          'janus.destroy({ cleanupHandles: true, success: resolve, error: () => resolve() });',
          'resolve();',
        ],
      ],
      fails: ['stops', 'session-left-open'],
    },
    'a stop that never resolves': {
      edits: [
        ['setTimeout(resolve, 2000);', ''],
        ['success: resolve, error: () => resolve()', ''],
      ],
      fails: ['stops', 'stop-never-resolves'],
    },
    'a mistake in a callback': {
      edits: [['  if (event.error) close(', '  if ((event.error as string).length > 0) close(']],
      fails: ['publishes', 'throws'],
    },
    'leaves the page': {
      edits: [
        [
          'const parameters = sender.getParameters();',
          "const parameters = sender.getParameters();\n  location.href = 'about:blank';",
        ],
      ],
      fails: ['publishes', 'leaves-page'],
    },
    'throws when it is loaded': {
      edits: [
        [
          'const connectLimitSeconds = 15;',
          "const connectLimitSeconds = 15;\nthrow new Error('too early');",
        ],
      ],
      fails: ['publishes', 'does-not-load'],
    },
  },
});

import { testLab } from './lab-tests.ts';

const onError = `if (!fatal) return; // hls.js goes on by itself.
      if (type === ErrorTypes.NETWORK_ERROR) retries.network(details, remedies.network);
      else retries.media(details, remedies.media);`;
const remedy = `if (hls.levels.length === 0) hls.loadSource(playlistUrl);
      else hls.startLoad();`;
const mediaRemedy = `if (!again) return hls.recoverMediaError();
      // The gentle way did not last: a new Hls, a new MediaSource, at the live edge.
      hls.destroy();
      start();`;
const unused = 'void [ErrorTypes, type, details, fatal, remedies];';

testLab('viewer', {
  // Each is a browser that encodes or decodes.
  atOnce: 3,
  rightAnswers: ['anew-after-every-error', 'own-backoff'],
  wrongAnswers: {
    'no source': {
      edits: [
        ['hls.loadSource(playlistUrl);\n    hls.attachMedia(video);', 'hls.attachMedia(video);'],
      ],
      fails: ['plays', 'nothing-asked-for'],
    },
    'nobody presses play': {
      edits: [['hls.on(Events.MEDIA_ATTACHED, () => playhead.resume());', '']],
      fails: ['plays', 'does-not-play'],
    },
    'always three segments behind': {
      edits: [['options.liveSyncSegments ?? 3', '3']],
      fails: ['distance', 'distance-not-chosen'],
    },
    'no ear for errors': {
      edits: [[onError, unused]],
      fails: ['no-stream-yet', 'gives-up-at-start'],
    },
    'tries once': {
      edits: [
        [
          'const retries = new Retries(onEvent);',
          'const retries = new Retries(onEvent);\n  let tries = 0;',
        ],
        ['if (!fatal) return; //', 'if (!fatal || ++tries > 1) return; //'],
      ],
      fails: ['no-stream-yet', 'gives-up-at-start'],
    },
    'only the beginning is tried again': {
      edits: [[remedy, 'if (hls.levels.length === 0) hls.loadSource(playlistUrl);']],
      fails: ['restart', 'gives-up-after-restart'],
    },
    'alarmed by what hls.js gets over': {
      edits: [['if (!fatal) return; //', "if (!fatal && !details.startsWith('frag')) return; //"]],
      fails: ['gap', 'recovers-without-need'],
    },
    'no remedy for media': {
      edits: [[mediaRemedy, 'void again;']],
      fails: ['damage', 'gives-up-at-damage'],
    },
    'a remedy for media that is tried once': {
      edits: [[mediaRemedy, 'if (!again) hls.recoverMediaError();']],
      fails: ['damage', 'gives-up-at-damage'],
    },
    'presses play once': {
      edits: [['hls.on(Events.MEDIA_ATTACHED', 'hls.once(Events.MEDIA_ATTACHED']],
      fails: ['damage', 'gives-up-at-damage'],
    },
    'an error handler that throws': {
      edits: [['if (!fatal) return; // hls.js goes on by itself.', "JSON.parse('fatal');"]],
      fails: ['no-stream-yet', 'throws'],
    },
    'stops loading, holds the media': {
      edits: [
        ['playhead.stop();\n      hls.destroy();', 'playhead.stop();\n      hls.stopLoad();'],
      ],
      fails: ['stops', 'still-holds'],
    },
    'forgets the try that is to come': {
      edits: [
        ['      retries.cancel();\n', ''],
        [remedy, 'hls.destroy();\n      start();'],
      ],
      fails: ['stops', 'still-asks'],
    },
    'leaves the try that is to come': {
      edits: [['      retries.cancel();\n', '']],
      fails: ['stops', 'timer-left'],
    },
    'goes on watching the picture': {
      edits: [['      playhead.stop();\n', '']],
      fails: ['stops', 'timer-left'],
    },
    'a latency before there is one': {
      edits: [['hls.latency > 0 ? hls.latency : null', 'hls.latency']],
      fails: ['latency', 'latency-too-early'],
    },
    'no latency': {
      edits: [['hls.latency > 0 ? hls.latency : null', 'hls.latency > 0 ? null : null']],
      fails: ['latency', 'latency-unknown'],
    },
    'the latency that was aimed at': {
      edits: [['hls.latency > 0 ? hls.latency : null', 'hls.targetLatency']],
      fails: ['latency', 'latency-does-not-follow'],
    },
    'the place of the live edge': {
      edits: [['hls.latency > 0 ? hls.latency : null', 'hls.liveSyncPosition']],
      fails: ['latency', 'wrong-latency'],
    },
    'throws when asked': {
      edits: [['hls.latency > 0 ? hls.latency : null', "JSON.parse('hls.latency')"]],
      fails: ['plays', 'throws'],
    },
    'a loop without an end': {
      edits: [
        [
          'const retries = new Retries(onEvent);',
          'const retries = new Retries(onEvent);\n  for (;;);',
        ],
      ],
      fails: ['plays', 'never-returns'],
    },
    'prints without end': {
      edits: [
        [
          'const retries = new Retries(onEvent);',
          "const retries = new Retries(onEvent);\n  for (;;) console.log('x'.repeat(1000));",
        ],
      ],
      fails: ['plays', 'prints-without-end'],
    },
    'another name for the function': {
      edits: [['export const play:', 'export const playLive:']],
      fails: ['plays', 'no-export'],
    },
  },
});

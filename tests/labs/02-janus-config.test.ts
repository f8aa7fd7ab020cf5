import { testLab } from './lab-tests.ts';

testLab('janus-config', {
  rightAnswers: ['rendered-from-objects', 'private-room-by-interface'],
  wrongAnswers: {
    'a group without its colon': {
      edits: [['room-${settings.room.id}: {', 'room-${settings.room.id} {']],
      fails: ['starts', 'file-not-read'],
    },
    'a text without quotes': {
      edits: [['"${settings.room.description}"', '${settings.room.description}']],
      fails: ['starts', 'file-not-read'],
    },
    'a core that cannot be read': {
      edits: [['debug_colors = false', 'debug_colors = "false']],
      fails: ['starts', 'file-not-read'],
    },
    'a WebSocket transport that cannot be read': {
      edits: [['wss = false', 'wss = no']],
      fails: ['starts', 'file-not-read'],
    },
    'no WebSocket': {
      edits: [['  ws = true', '  ws = false']],
      fails: ['starts', 'janus-not-there'],
    },
    'an API secret of its own': {
      edits: [['api_secret = "${settings.secrets.api}"', 'api_secret = "secret"']],
      fails: ['starts', 'janus-not-there'],
    },
    'a WebSocket for everybody': {
      edits: [['  ws_ip = "${settings.janusListenAddress}"\n', '']],
      fails: ['loopback', 'open-to-network'],
    },
    'no Admin API': {
      edits: [['admin_http = true', 'admin_http = false']],
      fails: ['loopback', 'other-ports'],
    },
    'no API secret': {
      edits: [['api_secret =', 'apisecret =']],
      fails: ['api-secret', 'api-open'],
    },
    "Janus's own admin secret": {
      edits: [['"${settings.secrets.admin}"', '"janusoverlord"']],
      fails: ['admin-secret', 'other-admin-secret'],
    },
    'no admin secret': {
      edits: [['admin_secret =', 'adminsecret =']],
      fails: ['admin-secret', 'admin-open'],
    },
    'a site with a slash at its end': {
      edits: [['${settings.ports.site}"', '${settings.ports.site}/"']],
      fails: ['admin-secret', 'site-refused'],
    },
    'a room known by its number only': {
      edits: [['room-${settings.room.id}: {', 'workshop: {']],
      fails: ['room', 'no-room'],
    },
    'the number of the running workshop': {
      edits: [['room-${settings.room.id}: {', 'room-1234: {']],
      fails: ['room', 'no-room'],
    },
    'places by default': {
      edits: [['  publishers = ${settings.room.maximumPublishers}\n', '']],
      fails: ['room', 'wrong-places'],
    },
    'a room that records': {
      edits: [['record = false', 'record = true']],
      fails: ['room', 'records'],
    },
    'a PIN that is a number': {
      edits: [['pin = "${settings.secrets.pin}"', 'pin = ${settings.secrets.pin}']],
      fails: ['room', 'cannot-join'],
    },
    'a video codec by default': {
      edits: [['  videocodec = "h264"\n', '']],
      fails: ['codecs', 'wrong-codec'],
    },
    'a profile by default': {
      edits: [['  h264_profile = "${settings.video.profileLevelId}"\n', '']],
      fails: ['codecs', 'wrong-h264-profile'],
    },
    'another codec beside': {
      edits: [['videocodec = "h264"', 'videocodec = "h264,vp8"']],
      fails: ['codecs', 'other-codec-too'],
    },
    'no keyframes': {
      edits: [['fir_freq = ${settings.profile.keyframeIntervalSeconds}', '']],
      fails: ['keyframes', 'no-keyframes'],
    },
    'keyframes for another profile': {
      edits: [['${settings.profile.keyframeIntervalSeconds}', '4']],
      fails: ['keyframes', 'other-keyframe-interval'],
    },
    'a bitrate in kbit/s': {
      edits: [
        [
          '${settings.room.maximumBitrateBitsPerSecond}',
          '${settings.room.maximumBitrateBitsPerSecond / 1_000}',
        ],
      ],
      fails: ['bitrate', 'wrong-bitrate'],
    },
    'a bitrate that anyone may raise': {
      edits: [['  bitrate_cap = true\n', '']],
      fails: ['bitrate', 'bitrate-not-capped'],
    },
    'no PIN': {
      edits: [['  pin = "${settings.secrets.pin}"\n', '']],
      fails: ['pin', 'joins-without-pin'],
    },
    'no secret of the room': {
      edits: [['  secret = "${settings.secrets.room}"\n', '']],
      fails: ['room-secret', 'anyone-changes-room'],
    },
    'another secret of the room': {
      edits: [['secret = "${settings.secrets.room}"', 'secret = "${settings.secrets.api}"']],
      fails: ['room-secret', 'other-room-secret'],
    },
    'no key of the plugin': {
      edits: [['  admin_key = "${settings.secrets.forward}"\n', '']],
      fails: ['plugin-key', 'anyone-creates-rooms'],
    },
    'forwarding for who has the secret of the room': {
      edits: [['  lock_rtp_forward = true\n', '']],
      fails: ['forward-lock', 'forward-unlocked'],
    },
    'another key of the plugin': {
      edits: [['"${settings.secrets.forward}"', '"${settings.secrets.api}"']],
      fails: ['forward-lock', 'forward-refused'],
    },
    'an origin that is only announced': {
      edits: [['  enforce_cors = true\n', '']],
      fails: ['admin-origin', 'any-page-asks'],
    },
    'any server of this machine': {
      edits: [['"http://localhost:${settings.ports.site}"', '"http://localhost"']],
      fails: ['admin-origin', 'any-page-asks'],
    },
  },
});

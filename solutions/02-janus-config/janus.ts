import type { Settings } from '../../labs/settings.ts';
import type { JanusConfig } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 02: Janus's configuration. Janus is the doorman: it speaks ICE, DTLS and SRTP with
 * the browser, and knows one room.
 *
 * Janus's own samples listen on every interface without a password. Here every API stays on
 * loopback and asks for a secret, and a stranger can neither open rooms nor forward media.
 *
 * @see https://janus.conf.meetecho.com/docs/videoroom
 */
// lab:end
export const janusConfig: JanusConfig = (settings) => ({
  'janus.jcfg': `
general: {
  api_secret = "${settings.secrets.api}"
  admin_secret = "${settings.secrets.admin}"
  # 4 is "info": warnings and the life of every session, without a line per packet.
  debug_level = 4
  debug_timestamps = true
  debug_colors = false
  server_name = "hybrid-streaming-workshop"
}
media: {
  # A known range of UDP ports is one that a firewall can open.
  rtp_port_range = "${settings.ports.iceFirst}-${settings.ports.iceLast}"
  # Seconds without media before Janus says so: the default of 1 cries wolf on slow starts.
  no_media_timer = 3
}
nat: {
  # Only media needs to be reachable; an address here keeps it off the other interfaces.
  ${settings.iceAddress ? `ice_enforce_list = "${settings.iceAddress}"` : '# ice_enforce_list = ""'}
${natMapping(settings)}}
plugins: {
  # Only the VideoRoom is needed, over WebSocket and HTTP: the less runs, the less there is to attack.
  disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so"
}
transports: {
  disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so"
}
events: {
  # No event handler is told anything: the supervisor listens in the room itself.
  broadcast = false
}
`,

  'janus.transport.websockets.jcfg': `
general: {
  ws = true
  ws_ip = "${settings.janusListenAddress}"
  ws_port = ${settings.ports.janusWebSocket}
  wss = false
}
admin: {
  admin_ws = false
  admin_wss = false
}
`,

  'janus.transport.http.jcfg': `
general: {
  # Browsers use the WebSocket. Over HTTP only the Admin API answers: the supervisor's probe asks
  # it how a publisher's connection is doing.
  http = false
  https = false
}
admin: {
  admin_http = true
  admin_ip = "${settings.janusListenAddress}"
  admin_port = ${settings.ports.janusAdmin}
  admin_base_path = "/admin"
  admin_https = false
}
cors: {
${adminOrigin(settings)}}
`,

  'janus.plugin.videoroom.jcfg': `
general: {
${pluginKey(settings)}}
${room(settings)}`,
});

/** In a container Janus knows only the container's address; browsers outside need the host's. */
const natMapping = ({ natAddresses }: Settings): string =>
  natAddresses.length === 0
    ? ''
    : `  nat_1_1_mapping = "${natAddresses.join(',')}"
  # The container's own address stays a candidate: on Linux a browser on the host reaches it directly.
  keep_private_host = true
`;

// lab:begin room
// lab:starter const room = (settings: Settings): string => `
// lab:starter ${codecs(settings)}${keyframes(settings)}${bitrate(settings)}${roomSecrets(settings)}`;
const room = (settings: Settings): string => `
room-${settings.room.id}: {
  description = "${settings.room.description}"
  publishers = ${settings.room.maximumPublishers}
${codecs(settings)}${keyframes(settings)}${bitrate(settings)}${roomSecrets(settings)}  notify_joining = false
  record = false
}
`;
// lab:end

// lab:begin codecs
// lab:starter const codecs = (_settings: Settings): string => '';
const codecs = (settings: Settings): string => `
  # H.264 and Opus only: what FFmpeg can copy, and turn into AAC, for every HLS player.
  videocodec = "h264"
  h264_profile = "${settings.video.profileLevelId}"
  audiocodec = "opus"
`;
// lab:end

// lab:begin keyframes
// lab:starter const keyframes = (_settings: Settings): string => '';
const keyframes = (settings: Settings): string => `
  # Seconds. HLS cuts at keyframes and browsers send none by themselves: ask regularly.
  fir_freq = ${settings.profile.keyframeIntervalSeconds}
`;
// lab:end

// lab:begin bitrate
// lab:starter const bitrate = (_settings: Settings): string => '';
const bitrate = (settings: Settings): string => `
  # Bits per second. Browsers are told by REMB; the cap holds even if one asks for more.
  bitrate = ${settings.room.maximumBitrateBitsPerSecond}
  bitrate_cap = true
`;
// lab:end

// lab:begin room-secrets
// lab:starter const roomSecrets = (_settings: Settings): string => '';
const roomSecrets = (settings: Settings): string => `
  # Asked of whoever joins, and of whoever changes the room or takes media out of it.
  pin = "${settings.secrets.pin}"
  secret = "${settings.secrets.room}"
`;
// lab:end

// lab:begin plugin-key
// lab:starter const pluginKey = (_settings: Settings): string => '';
const pluginKey = (settings: Settings): string => `
  # Asked of whoever creates a room, and of whoever forwards RTP out of one.
  admin_key = "${settings.secrets.forward}"
  lock_rtp_forward = true
`;
// lab:end

// lab:begin admin-origin
// lab:starter const adminOrigin = (_settings: Settings): string => '';
const adminOrigin = (settings: Settings): string => `
  # Any web page that is open can send requests to loopback. A browser only hides the answer from
  # it; enforcing makes Janus refuse the request, unless its Origin is this workshop's site.
  allow_origin = "http://localhost:${settings.ports.site}"
  enforce_cors = true
`;
// lab:end

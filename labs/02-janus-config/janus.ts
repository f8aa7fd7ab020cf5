import type { Settings } from '../settings.ts';
import type { JanusConfig } from '../stages.ts';

/**
 * Stage 02: Janus's configuration. Janus is the doorman: it talks WebRTC
 * with the browser, and knows one room. Each of the four files below is in
 * libconfig's format: `name = value`, in groups `name: { … }`. The APIs are
 * locked already: they stay on loopback and ask for a secret. The room is
 * missing, and so is every lock on what can be done with rooms.
 */
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

// TODO 1. Put the four pieces below into a group named room-<number>, the
// number being settings.room.id. Give the room its description and its
// places: `publishers`, settings.room.maximumPublishers.
// https://janus.conf.meetecho.com/docs/videoroom
// https://hyperrealm.github.io/libconfig/libconfig_manual.html
const room = (settings: Settings): string => `
${codecs(settings)}${keyframes(settings)}${bitrate(settings)}${roomSecrets(settings)}`;

// TODO 2. Allow H.264 only, in the profile settings.video.profileLevelId,
// and Opus only.
// https://janus.conf.meetecho.com/docs/videoroom
// https://www.rfc-editor.org/rfc/rfc7742#section-5
// https://www.rfc-editor.org/rfc/rfc6184#section-8.1
const codecs = (_settings: Settings): string => '';

// TODO 3. Have Janus ask publishers for a keyframe every
// settings.profile.keyframeIntervalSeconds.
// https://janus.conf.meetecho.com/docs/videoroom
// https://www.rfc-editor.org/rfc/rfc8834#section-5.1.1
// https://www.rfc-editor.org/rfc/rfc5104#section-4.3.1
const keyframes = (_settings: Settings): string => '';

// TODO 4. Limit publishers to settings.room.maximumBitrateBitsPerSecond, so
// that nobody can raise the limit for itself.
// https://janus.conf.meetecho.com/docs/videoroom
// https://www.rfc-editor.org/rfc/rfc8834#section-7
const bitrate = (_settings: Settings): string => '';

// TODO 5. Ask whoever joins for settings.secrets.pin, and whoever changes
// the room for settings.secrets.room.
// https://janus.conf.meetecho.com/docs/videoroom
const roomSecrets = (_settings: Settings): string => '';

// TODO 6. Lock the plugin: ask whoever creates a room for its admin_key,
// settings.secrets.forward, and whoever forwards RTP out of a room, too.
// https://janus.conf.meetecho.com/docs/videoroom
// https://www.rfc-editor.org/rfc/rfc7675#section-1
const pluginKey = (_settings: Settings): string => '';

// TODO 7. Let the Admin API refuse what other sites' pages send: only
// http://localhost:<settings.ports.site> may ask it.
// https://janus.conf.meetecho.com/docs/rest
// https://www.rfc-editor.org/rfc/rfc6454#section-7
const adminOrigin = (_settings: Settings): string => '';

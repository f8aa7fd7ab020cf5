/** Objects rendered as libconfig, with nothing in them that is a default of Janus. */
import type { Settings } from '../../../../labs/settings.ts';
import type { JanusConfig } from '../../../../labs/stages.ts';

type Group = Readonly<Record<string, string | number | boolean>>;

function file(groups: Readonly<Record<string, Group>>): string {
  return Object.entries(groups)
    .map(([name, group]) => {
      const values = Object.entries(group).map(
        ([key, value]) => `${key}=${JSON.stringify(value)};`,
      );
      return `${name}:{${values.join('')}};`;
    })
    .join('\n');
}

const room = ({
  room: { maximumPublishers, maximumBitrateBitsPerSecond },
  ...settings
}: Settings) => ({
  secret: settings.secrets.room,
  pin: settings.secrets.pin,
  fir_freq: settings.profile.keyframeIntervalSeconds,
  bitrate_cap: true,
  bitrate: maximumBitrateBitsPerSecond,
  publishers: maximumPublishers,
  h264_profile: settings.video.profileLevelId,
  // Opus is the VideoRoom's own choice for audio.
  videocodec: settings.video.codec,
});

export const janusConfig: JanusConfig = (settings) => ({
  'janus.plugin.videoroom.jcfg': file({
    [`room-${settings.room.id}`]: room(settings),
    general: { lock_rtp_forward: true, admin_key: settings.secrets.forward },
  }),
  'janus.transport.http.jcfg': file({
    cors: { enforce_cors: true, allow_origin: `http://localhost:${settings.ports.site}` },
    admin: {
      admin_http: true,
      admin_ip: settings.janusListenAddress,
      admin_port: settings.ports.janusAdmin,
    },
    general: { http: false },
  }),
  'janus.transport.websockets.jcfg': file({
    general: {
      ws: true,
      ws_ip: settings.janusListenAddress,
      ws_port: settings.ports.janusWebSocket,
    },
  }),
  'janus.jcfg': file({
    general: { admin_secret: settings.secrets.admin, api_secret: settings.secrets.api },
    media: { rtp_port_range: `${settings.ports.iceFirst}-${settings.ports.iceLast}` },
  }),
});

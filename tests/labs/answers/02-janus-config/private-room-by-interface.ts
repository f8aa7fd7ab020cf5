/** Bound by interface instead of by address, a room that no list shows, and words for true. */
import type { JanusConfig } from '../../../../labs/stages.ts';

export const janusConfig: JanusConfig = ({ ports, profile, room, secrets, video }) => {
  const core = `// Both secrets, and little to read.
general : {
  debug_level : 2 ;
  api_secret : "${secrets.api}" ;
  admin_secret : "${secrets.admin}" ;
}
media : { rtp_port_range : "${ports.iceFirst}-${ports.iceLast}" ; }
plugins : { disable : "libjanus_streaming.so,libjanus_sip.so,libjanus_recordplay.so" ; }
`;
  const webSockets = `
general : { ws : "yes" ; ws_interface : "lo" ; ws_port : "${ports.janusWebSocket}" ; }
`;
  const http = `
general : { json : "compact" ; http : "no" ; }
admin : {
  admin_http : "yes" ;
  admin_interface : "lo" ;
  admin_port : ${ports.janusAdmin} ;
}
cors : {
  allow_origin : "http://localhost:${ports.site}" ;
  enforce_cors : "yes" ;
}
`;
  const videoRoom = `
general : { admin_key : "${secrets.forward}" ; lock_rtp_forward : "yes" ; }
room-${room.id} : {
  /* Only who knows its number, and the keys, finds it. */
  is_private : "yes" ;
  pin : "${secrets.pin}" ; secret : "${secrets.room}" ;
  require_pvtid : "yes" ;
  publishers : "${room.maximumPublishers}" ;
  bitrate : "${room.maximumBitrateBitsPerSecond}" ; bitrate_cap : "yes" ;
  audiocodec : "opus" ; opus_fec : "yes" ;
  videocodec : "h264" ; h264_profile : "${video.profileLevelId}" ;
  fir_freq : "${profile.keyframeIntervalSeconds}" ;
  lock_record : "yes" ;
}
`;
  return {
    'janus.jcfg': core,
    'janus.transport.websockets.jcfg': webSockets,
    'janus.transport.http.jcfg': http,
    'janus.plugin.videoroom.jcfg': videoRoom,
  };
};

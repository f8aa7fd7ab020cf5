import { isOpenToNetwork, type Settings } from '../../labs/settings.ts';
import type { NginxConfig } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 05: nginx.conf. Segments never change once written, the playlist changes with every
 * segment; everything else follows from that.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_map_module.html
 * @see https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
// lab:end
export const nginxConfig: NginxConfig = (settings) => `
daemon off;
pid ${settings.paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;
# Workers must be able to read the HLS folder, also below a home folder that is closed to others.
${settings.nginxUser ? `user ${settings.nginxUser};` : '# user is whoever started nginx'}

events {
  worker_connections 4096;
}

http {
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 30s;
  access_log off;
  client_body_temp_path ${settings.paths.nginx}/client-body;
  proxy_temp_path ${settings.paths.nginx}/proxy;
  fastcgi_temp_path ${settings.paths.nginx}/fastcgi;
  uwsgi_temp_path ${settings.paths.nginx}/uwsgi;
  scgi_temp_path ${settings.paths.nginx}/scgi;
${mediaTypes}${cachePolicy}
  server {
    listen ${bracketed(settings.listenAddress)}:${settings.ports.origin};
${corsHeaders}${allowedMethods}${liveFiles(settings)}
    location = /healthz {
      default_type text/plain;
      return 200 "ok\\n";
    }
    location = /nginx-status {
      stub_status;
      allow ${statusReaders(settings)};
      deny all;
    }
    location / {
      return 404;
    }
${leadsToJanus(settings) ? janusLocation(settings) : ''}  }
${leadsToJanus(settings) ? webSocketUpgradeMap : ''}}
`;

// lab:begin media-types
// lab:starter const mediaTypes = '';
const mediaTypes = `
  types {
    application/vnd.apple.mpegurl m3u8;
    video/mp2t                    ts;
  }
  default_type application/octet-stream;
`;
// lab:end

// lab:begin cache-policy
// lab:starter const cachePolicy = '';
/** The patterns see one string made of both, such as 200:/live/index.m3u8. An error is never cached: a segment that is missing now may be there in a second. */
const cachePolicy = `
  map "$status:$uri" $cache_control {
    # Browsers ask again every time; a CDN may answer a thousand of them with a one-second-old copy,
    # and for half a minute with the last one that it got, when nobody answers here (RFC 5861).
    "~^(200|206|304):.*\\.m3u8$" "public, max-age=0, s-maxage=1, stale-if-error=30";
    # Segment names are never used twice.
    "~^(200|206|304):.*\\.ts$"   "public, max-age=31536000, immutable";
    default                     "no-store";
  }
`;
// lab:end

// lab:begin cors
// lab:starter const corsHeaders = '';
/** Of every answer. "always" puts them on errors too, so that a player can read the status. */
const corsHeaders = `
    # HLS is public: any page on any site may play it (Fetch standard, CORS protocol).
    add_header Access-Control-Allow-Origin "*" always;
    add_header Access-Control-Allow-Methods "GET, HEAD, OPTIONS" always;
    add_header Access-Control-Allow-Headers "Range" always;
    add_header Access-Control-Expose-Headers "Content-Length, Content-Range, Date" always;
    add_header Access-Control-Max-Age "86400" always;
    add_header Cache-Control $cache_control always;
    add_header X-Content-Type-Options "nosniff" always;
`;
// lab:end

// lab:begin methods
// lab:starter const allowedMethods = '';
/** A preflight wants headers and no body; whoever wants to write is refused. */
const allowedMethods = `
    if ($request_method !~ "^(GET|HEAD|OPTIONS)$") {
      return 405;
    }
    if ($request_method = OPTIONS) {
      return 204;
    }
`;
// lab:end

// lab:begin live-files
// lab:starter const liveFiles = (_settings: Settings): string => '';
const liveFiles = (settings: Settings): string => `
    location /live/ {
      root ${settings.paths.web};
      autoindex off;

      location ~ /\\. {
        return 404;
      }
      location ~ \\.m3u8$ {
        # Validators have one-second steps: two playlists written within one second could look the same.
        etag off;
        if_modified_since off;
      }
    }
`;
// lab:end

/** In a container of its own nginx is reached by the other containers only: none of its ports is published. */
const statusReaders = ({ originHost }: Settings): string =>
  originHost === null ? '127.0.0.1' : 'all';

/** Between containers the front leads to Janus, and nginx starts whether or not Janus is there. */
const leadsToJanus = (settings: Settings): boolean =>
  isOpenToNetwork(settings) && settings.originHost === null;

/** The only way from another machine to Janus: its WebSocket, behind the room's PIN. */
const janusLocation = (settings: Settings): string => `
    location = /janus {
      proxy_pass http://${settings.janusHost}:${settings.ports.janusWebSocket};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_read_timeout 1h;
    }
`;

const webSocketUpgradeMap = `
  map $http_upgrade $connection_upgrade {
    default upgrade;
    ''      close;
  }
`;

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

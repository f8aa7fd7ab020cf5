import { isOpenToNetwork, type Settings } from '../settings.ts';
import type { NginxConfig } from '../stages.ts';

/**
 * Stage 05: nginx.conf. From here on the stream is only files. Segments
 * never change once they are written; the playlist changes with every
 * segment. Almost everything below follows from that.
 */
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

// TODO 1. Tell nginx the media types of .m3u8 and .ts files, and that
// anything else is application/octet-stream.
// https://nginx.org/en/docs/http/ngx_http_core_module.html#types
// https://www.rfc-editor.org/rfc/rfc8216#section-4
const mediaTypes = '';

// TODO 2. Choose the variable $cache_control by status and file: a browser
// asks for the playlist every time and a CDN keeps it for a second, or half
// a minute longer while you do not answer; a segment is kept for a year; an
// error is never kept. Nothing is sent yet: step 3 does that.
// https://nginx.org/en/docs/http/ngx_http_map_module.html
// https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2
// https://www.rfc-editor.org/rfc/rfc5861#section-4
const cachePolicy = '';

// TODO 3. Add Cache-Control and the CORS headers to every answer, errors
// included: any page may send GET, HEAD and OPTIONS, with the header Range,
// and may read the header Date.
// https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
// https://fetch.spec.whatwg.org/#http-cors-protocol
const corsHeaders = '';

// TODO 4. On the whole server, answer OPTIONS with 204, and whatever is not
// GET, HEAD or OPTIONS with 405.
// https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if
// https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
const allowedMethods = '';

// TODO 5. Serve /live/ from settings.paths.web: no listing, no hidden
// files. Never answer 304 for a playlist: nginx tells two of one second
// apart by their length only.
// https://nginx.org/en/docs/http/ngx_http_core_module.html#root
// https://nginx.org/en/docs/http/ngx_http_core_module.html#if_modified_since
// https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
const liveFiles = (_settings: Settings): string => '';

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

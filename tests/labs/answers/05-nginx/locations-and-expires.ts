/** One location per kind of file, `expires` instead of a map, and a named location for what is missing. */
import type { NginxConfig } from '../../../../labs/stages.ts';

const cors = `
      add_header Access-Control-Allow-Origin "*" always;
      add_header Access-Control-Allow-Headers "*" always;
      add_header Access-Control-Expose-Headers "*" always;
`;

const readOnly = `
      if ($request_method = OPTIONS) {
        return 204;
      }
      limit_except GET OPTIONS {
        deny all;
      }
`;

export const nginxConfig: NginxConfig = (settings) => {
  const { nginx, web } = settings.paths;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${nginx}/${name};`)
    .join('\n');
  return `daemon off;
pid ${nginx}/nginx.pid;
error_log stderr;
${settings.nginxUser === null ? '' : `user ${settings.nginxUser};`}
events {}
http {
  access_log off;
${temporary}
  server {
    listen ${settings.listenAddress}:${settings.ports.origin};
    root ${web};
    error_page 404 @missing;
    location @missing {
${cors}
      add_header Cache-Control "no-store" always;
      return 404;
    }
    location ~ "^/live/[^/.]+\\.m3u8$" {
      types {}
      default_type audio/mpegurl;
${readOnly}${cors}
      etag off;
      add_header Last-Modified "";
      if_modified_since off;
      expires epoch;
    }
    location ~ "^/live/[^/.]+\\.ts$" {
      types { video/MP2T ts; }
${readOnly}${cors}
      expires 1h;
    }
    location = /healthz {
${readOnly}
      try_files /nothing @healthy;
    }
    location @healthy {
      default_type text/plain;
      return 200 "ok\\n";
    }
    location / {
${readOnly}
      return 404;
    }
  }
}
`;
};

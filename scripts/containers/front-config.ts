/** nginx at the front: one address for however many edges there are. It keeps nothing. */
import type { Settings } from '../../labs/settings.ts';

export const frontConfig = ({ ports, paths }: Settings): string => `
daemon off;
pid ${paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;

events {
  worker_connections 8192;
}

http {
  server_tokens off;
  access_log off;
  client_body_temp_path ${paths.nginx}/client-body;
  proxy_temp_path ${paths.nginx}/proxy;
  fastcgi_temp_path ${paths.nginx}/fastcgi;
  uwsgi_temp_path ${paths.nginx}/uwsgi;
  scgi_temp_path ${paths.nginx}/scgi;
  # Docker's name server knows every edge by one name. Asked anew every 2 s, it tells of those that came and went.
  resolver 127.0.0.11 valid=2s ipv6=off;

  server {
    listen 0.0.0.0:${ports.origin};
    location /live/ {
      set $edge "http://edge:${ports.origin}";
      proxy_pass $edge;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_connect_timeout 500ms;
      # The next edge answers for one that is gone.
      proxy_next_upstream error timeout;
    }
    location = /healthz {
      default_type text/plain;
      return 200 "ok\\n";
    }
    location / {
      return 404;
    }
  }
}
`;

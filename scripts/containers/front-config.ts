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
  # Docker's name server knows every edge by one name; nginx asks it once, when it starts. A playlist
  # always comes from the same edge: two edges may be a second apart, and players must not see it go back.
  upstream edges {
    # Not "consistent": that one takes the three addresses of a name for one server.
    hash $uri;
    server edge:${ports.origin};
    keepalive 32;
  }

  server {
    listen 0.0.0.0:${ports.origin};
    location /live/ {
      proxy_pass http://edges;
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

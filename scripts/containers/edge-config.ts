/**
 * nginx as an edge: a cache before the origin, that asks it once for what a thousand viewers want.
 *
 * It decides nothing about what may be cached for how long: the origin's Cache-Control does.
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache
 */
import type { Settings } from '../../labs/settings.ts';
import { services } from './container-settings.ts';
import { dockerNameServer, type NameServer, proxyPass, resolver } from './other-servers.ts';

export const edgeConfig = (
  { ports, paths }: Settings,
  nameServer: NameServer = dockerNameServer,
): string => `
daemon off;
pid ${paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;

events {
  worker_connections 4096;
}

http {
  server_tokens off;
  sendfile on;
  tcp_nopush on;
  access_log off;
  client_body_temp_path ${paths.nginx}/client-body;
  proxy_temp_path ${paths.nginx}/proxy;
  fastcgi_temp_path ${paths.nginx}/fastcgi;
  uwsgi_temp_path ${paths.nginx}/uwsgi;
  scgi_temp_path ${paths.nginx}/scgi;
  proxy_cache_path ${paths.nginx}/cache keys_zone=live:1m max_size=256m inactive=1m use_temp_path=off;
${resolver(nameServer)}
  server {
    listen 0.0.0.0:${ports.origin};
    location /live/ {
      ${proxyPass(services.origin, ports.origin, nameServer)}
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_cache live;
      # One viewer fetches, the others wait for it.
      proxy_cache_lock on;
      # While one viewer fetches the next playlist, and while the origin is down, the last one does.
      # That one viewer waits for the fetch: an edge that nobody has asked for a while would answer
      # with what it had then.
      proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
      proxy_cache_background_update off;
      proxy_connect_timeout 1s;
      add_header X-Cache $upstream_cache_status always;
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

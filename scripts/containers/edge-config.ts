/**
 * nginx as an edge: a cache before the origin, that asks it once for what a thousand viewers want.
 *
 * It decides nothing about what may be cached for how long: the origin's Cache-Control does.
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache
 */
import type { Settings } from '../../labs/settings.ts';
import { services } from './container-settings.ts';
import { dockerNameServer, type NameServer, proxyPass, resolver } from './other-servers.ts';

/**
 * An edge's nginx.conf. Between containers the origin is named as in compose.yaml.
 *
 * Cached are playlist and segments of one minute, some 20 MB; the limit of 128 MB is far from that
 * and from the container's memory, in which the cache lies.
 */
export const edgeConfig = (
  { ports, paths, listenAddress, nginxUser }: Settings,
  nameServer: NameServer = dockerNameServer,
  originPort: number = ports.origin,
): string => `
daemon off;
pid ${paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;
# Whoever is still reading when this ends has so long, and whoever keeps a connection open.
worker_shutdown_timeout 5s;
${nginxUser ? `user ${nginxUser};` : '# user is whoever started nginx'}

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
  proxy_cache_path ${paths.nginx}/cache keys_zone=live:1m max_size=128m inactive=1m use_temp_path=off;
  # What is not cached waits in no file either: the files lie in memory.
  proxy_max_temp_file_size 0;
${resolver(nameServer)}  resolver_timeout 1s;

  # The edge speaks for itself only where the origin has said nothing: in its own errors.
  map $upstream_cache_status $cache_status {
    "" "NONE";
    default $upstream_cache_status;
  }
  map $upstream_http_access_control_allow_origin $own_allow_origin {
    "" "*";
  }
  map $upstream_http_cache_control $own_cache_control {
    "" "no-store";
  }

  server {
    listen ${listenAddress}:${ports.origin};
    add_header X-Cache $cache_status always;
    add_header Access-Control-Allow-Origin $own_allow_origin always;
    add_header Cache-Control $own_cache_control always;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_connect_timeout 1s;
    proxy_read_timeout 2s;
    # The path alone: with the query, whoever counts up ?x=1, ?x=2 … would reach the origin each time.
    proxy_cache_key $uri;
    # Two playlists of one second have the same date: "unchanged" may be wrong.
    if_modified_since off;

    location /live/ {
      ${proxyPass(services.origin, originPort, nameServer)}
      proxy_cache live;
      # One viewer fetches a new segment, the others wait for it.
      proxy_cache_lock on;
      # One viewer fetches the next playlist and waits for it, the others get the one before. In the
      # background, an edge that nobody has asked for a while would answer with what it had then.
      proxy_cache_use_stale updating;
      proxy_cache_background_update off;
      error_page 502 504 = @last;
    }
    # The origin is not there. For how long the last playlist may stand in for it, its stale-if-error
    # says. nginx looks for that only after it has failed to connect, not when it does not know the
    # name; so it connects to where nobody is.
    location @last {
      error_log stderr crit;
      proxy_pass http://127.0.0.1:1;
      proxy_cache live;
      # Then an error, for everyone: else whoever came while another one waits for the origin would
      # still get the old playlist.
      proxy_cache_valid 502 1s;
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

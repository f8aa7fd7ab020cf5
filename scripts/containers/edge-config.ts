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
 * The gate's own, which only this machine reaches: so no port is taken for it. At a socket in a file, an
 * nginx that was killed would keep its heir from starting.
 */
const gateAddress = '127.0.0.2';

/**
 * For how long, in milliseconds, a viewer waits for a file before nginx looks again. Each time twice as
 * long: nobody waits much longer than twice the time that the file takes.
 */
const waits = [20, 40, 80, 160, 320];

/**
 * An edge's nginx.conf. Between containers the origin is named as in compose.yaml.
 *
 * nginx looks at those who wait for `proxy_cache_lock` every 500 ms, and when their
 * `proxy_cache_lock_timeout` is over (ngx_http_file_cache.c): so that is short here. Whoever finds
 * nothing then would go to the origin: a thousand viewers, where the way there is long. Before it stands
 * a gate that lets one through for each file, and sends the others back to wait again.
 *
 * Cached are playlist and segments of one minute, some 20 MB; the limit of 128 MB is far from that
 * and from the container's memory, in which the cache lies.
 */
export const edgeConfig = (
  { ports, paths, listenAddress, nginxUser }: Settings,
  nameServer: NameServer = dockerNameServer,
  origin: { host: string; port: number } = { host: services.origin, port: ports.origin },
): string => {
  const gate = `${gateAddress}:${ports.origin}`;
  return `
daemon off;
pid ${paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;
# Whoever is still reading when this ends has so long, and whoever keeps a connection open.
worker_shutdown_timeout 5s;
${nginxUser ? `user ${nginxUser};` : '# user is whoever started nginx'}

events {
  # Two more for a viewer who is at the gate.
  worker_connections 16384;
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
  # Who waited longest is served by the gate: where that had the file already, nobody fetched it anew.
  map "$upstream_cache_status:$upstream_http_x_gate" $cache_status {
    "~^:" "NONE";
    "MISS:HIT" "HIT";
    default $upstream_cache_status;
  }
  map $upstream_http_access_control_allow_origin $own_allow_origin {
    "" "*";
  }
  map $upstream_http_cache_control $own_cache_control {
    "" "no-store";
  }

  # The path alone: with the query, whoever counts up ?x=1, ?x=2 … would reach the origin each time.
  proxy_cache_key $uri;
  # Two playlists of one second have the same date: "unchanged" may be wrong.
  if_modified_since off;

  # What the gate lets through one at a time: a preflight, for one, fetches no file.
  map $request_method $fetched_file {
    GET $uri;
  }
  limit_conn_zone $fetched_file zone=fetched:1m;
  # Who was on the way to the gate while a segment arrived finds it here. Not so the playlist: the one
  # before would stand in for it, without end, when the origin is not there.
  map $uri $gate_cache {
    ~\\.ts$ live;
  }

  server {
    listen ${listenAddress}:${ports.origin};
    add_header X-Cache $cache_status always;
    add_header Access-Control-Allow-Origin $own_allow_origin always;
    add_header Cache-Control $own_cache_control always;

    # The gate's own limits come first.
    proxy_read_timeout 5s;
    # One viewer fetches a new segment, the others wait for it.
    proxy_cache live;
    proxy_cache_lock on;
    # One viewer fetches the next playlist and waits for it, the others get the one before. In the
    # background, an edge that nobody has asked for a while would answer with what it had then.
    proxy_cache_use_stale updating;
    proxy_cache_background_update off;
    proxy_hide_header X-Gate;
    proxy_intercept_errors on;
    recursive_error_pages on;

    # What is still on its way is the gate's 503: wait again, twice as long.
${waits.map((milliseconds, turn) => waitingLocation(milliseconds, turn, gate)).join('')}    location @wait-${waits.length} {
      proxy_pass http://${gate};
      error_page 502 504 = @last;
    }
    # The origin is not there. For how long the last playlist may stand in for it, its stale-if-error
    # says. nginx looks for that only after it has failed to connect, not when it does not know the
    # name; so it connects to where nobody is.
    location @last {
      error_log stderr crit;
      proxy_pass http://127.0.0.1:1;
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

  # The gate before the origin: one at a time for each file.
  server {
    listen ${gate};
    limit_conn fetched 1;
    limit_conn_log_level info;
    add_header X-Gate $upstream_cache_status;
    proxy_cache $gate_cache;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_connect_timeout 1s;
    proxy_read_timeout 2s;
    location / {
      ${proxyPass(origin.host, origin.port, nameServer)}
    }
  }
}
`;
};

/** Viewers arrive at the first one. */
function waitingLocation(milliseconds: number, turn: number, gate: string): string {
  return `    location ${turn === 0 ? '/live/' : `@wait-${turn}`} {
      proxy_pass http://${gate};
      proxy_cache_lock_timeout ${milliseconds}ms;
      error_page 503 = @wait-${turn + 1};
      error_page 502 504 = @last;
    }
`;
}

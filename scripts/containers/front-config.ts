/** nginx at the front: one address for however many edges there are. It keeps nothing. */
import type { Settings } from '../../labs/settings.ts';
import { certificateFiles } from './certificate.ts';
import { certificateFolder, services } from './container-settings.ts';
import { dockerNameServer, type NameServer, proxyPass, resolver } from './other-servers.ts';

export const frontConfig = (
  settings: Settings,
  nameServer: NameServer = dockerNameServer,
): string => {
  const { ports, paths } = settings;
  return `
daemon off;
pid ${paths.nginx}/nginx.pid;
error_log stderr warn;
worker_processes 1;
# Whoever is still reading when this ends has so long, and whoever keeps a connection open.
worker_shutdown_timeout 5s;

events {
  worker_connections 8192;
}

http {
  server_tokens off;
  access_log off;
  # A segment waits at the edge for a slow viewer, not here in files: these would lie in memory.
  proxy_max_temp_file_size 0;
  client_body_temp_path ${paths.nginx}/client-body;
  proxy_temp_path ${paths.nginx}/proxy;
  fastcgi_temp_path ${paths.nginx}/fastcgi;
  uwsgi_temp_path ${paths.nginx}/uwsgi;
  scgi_temp_path ${paths.nginx}/scgi;
  # A playlist always comes from the same edge: two edges may be a second apart, and players must not
  # see it go back. docker/nginx/follow writes the list, and writes it anew when edges come and go.
  upstream edges {
    # Consistent: an edge that comes or goes takes its own share of the addresses with it, no more.
    hash $uri consistent;
    include ${paths.nginx}/servers.conf;
    keepalive 256;
  }

  server {
    listen 0.0.0.0:${ports.origin};
${liveLocation}    location = /healthz {
      default_type text/plain;
      return 200 "ok\\n";
    }
    location / {
      return 404;
    }
  }
${settings.publicHost ? classroom(settings, settings.publicHost, nameServer) : ''}}
`;
};

const liveLocation = `    location /live/ {
      proxy_pass http://edges;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_connect_timeout 500ms;
      # The next edge answers for one that is gone.
      proxy_next_upstream error timeout;
      # What an edge says is handed on as it is; this is for when there is none.
      error_page 502 504 = @no-edge;
    }
    location @no-edge {
      add_header Access-Control-Allow-Origin "*" always;
      add_header Cache-Control "no-store" always;
      return 502;
    }
`;

/** For other machines: site, stream and Janus under one address, by HTTPS. */
function classroom({ ports }: Settings, publicHost: string, nameServer: NameServer): string {
  const { certificate, key } = certificateFiles(certificateFolder);
  const port = new URL(`https://${publicHost}`).port || '443';
  return `
  map $http_upgrade $connection_upgrade {
    default upgrade;
    "" close;
  }
${resolver(nameServer)}
  server {
    listen 0.0.0.0:${port} ssl;
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    ssl_protocols TLSv1.2 TLSv1.3;
${liveLocation}    location = /janus {
      ${proxyPass(services.janus, ports.janusWebSocket, nameServer)}
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      # A publisher says something every 25 s at least.
      proxy_read_timeout 60s;
    }
    location / {
      ${proxyPass(services.workshop, ports.site, nameServer)}
      proxy_http_version 1.1;
      # The plain pages hear by WebSocket that a stage was saved.
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      # The site checks by which name it was asked for.
      proxy_set_header Host $http_host;
      # And counts wrong PINs by caller.
      proxy_set_header X-Real-IP $remote_addr;
      # Events are told at once.
      proxy_buffering off;
      proxy_read_timeout 1h;
    }
  }
`;
}

/** An alias, two maps, the page that asks named in the answer, and `error_page` for the methods. */

import type { Settings } from '../../../../labs/settings.ts';
import type { NginxConfig } from '../../../../labs/stages.ts';

const lines = (...texts: string[]) => texts.join('\n');

const maps = lines(
  'map $uri $kind_policy {',
  '  ~\\.m3u8$ "no-cache";',
  '  ~\\.ts$ "max-age=86400";',
  '  default "no-store";',
  '}',
  'map $status $policy {',
  '  ~^[45] "no-store";',
  '  default $kind_policy;',
  '}',
  'map $http_origin $page {',
  '  "" "*";',
  '  default $http_origin;',
  '}',
  'map $request_method $refused {',
  '  GET "";',
  '  HEAD "";',
  '  OPTIONS "";',
  '  default 1;',
  '}',
);

const server = (settings: Settings) =>
  lines(
    'server {',
    `listen ${settings.listenAddress}:${settings.ports.origin};`,
    'add_header Cache-Control $policy always;',
    'add_header Access-Control-Allow-Origin $page always;',
    'add_header Vary Origin always;',
    'add_header Access-Control-Allow-Methods "GET, HEAD" always;',
    'add_header Access-Control-Allow-Headers "Range, If-None-Match" always;',
    'add_header Access-Control-Expose-Headers "Date, ETag, Content-Range" always;',
    'if ($refused) { return 405; }',
    'if ($request_method = OPTIONS) { return 200; }',
    'if ($uri ~ "/\\.") { return 403; }',
    'location = /healthz { default_type text/plain; return 200 "ok\\n"; }',
    'location = /nginx-status { stub_status; allow 127.0.0.1; deny all; }',
    'location /live/ {',
    `  alias ${settings.paths.live}/;`,
    '  location ~ ^/live/(?<name>[^/]+\\.m3u8)$ {',
    `    alias ${settings.paths.live}/$name;`,
    '    etag off;',
    '    if_modified_since off;',
    '  }',
    '}',
    'location / { return 404; }',
    '}',
  );

export const nginxConfig: NginxConfig = (settings) =>
  lines(
    'daemon off;',
    'error_log stderr warn;',
    `pid ${settings.paths.nginx}/pid;`,
    settings.nginxUser ? `user ${settings.nginxUser};` : '',
    'events { worker_connections 256; }',
    'http {',
    'access_log off;',
    'types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }',
    'default_type application/octet-stream;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${settings.paths.nginx}/${name};`,
    ),
    maps,
    server(settings),
    '}',
  );

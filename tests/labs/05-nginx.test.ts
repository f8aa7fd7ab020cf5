import { testLab } from './lab-tests.ts';

testLab('nginx', {
  rightAnswers: ['locations-and-expires', 'alias-and-named-origin'],
  wrongAnswers: {
    'a directive without its semicolon': {
      edits: [['autoindex off;', 'autoindex off']],
      fails: ['starts', 'nginx-refuses'],
    },
    'a type without its semicolon': {
      edits: [['video/mp2t                    ts;', 'video/mp2t                    ts']],
      fails: ['starts', 'nginx-refuses'],
    },
    'a port of its own': {
      edits: [['${settings.ports.origin};', '${settings.ports.origin + 1};']],
      fails: ['starts', 'nginx-not-there'],
    },
    'the live folder itself as root': {
      edits: [['root ${settings.paths.web};', 'root ${settings.paths.live};']],
      fails: ['serves', 'not-served'],
    },
    'no type for playlists': {
      edits: [['    application/vnd.apple.mpegurl m3u8;\n', '']],
      fails: ['serves', 'wrong-media-type'],
    },
    'no type for the rest': {
      edits: [['  default_type application/octet-stream;\n', '']],
      fails: ['serves', 'text-by-default'],
    },
    'an add_header in the location, which discards those of the server': {
      edits: [['autoindex off;', 'autoindex off;\n      add_header X-Origin "workshop";']],
      fails: ['playlist-cache', 'playlist-unsaid'],
    },
    'the playlist kept as long as a segment': {
      edits: [
        [
          '"public, max-age=0, s-maxage=1, stale-if-error=30"',
          '"public, max-age=31536000, immutable"',
        ],
      ],
      fails: ['playlist-cache', 'playlist-kept'],
    },
    'a CDN that keeps the playlist for a segment': {
      edits: [['s-maxage=1,', 's-maxage=4,']],
      fails: ['playlist-cache', 'playlist-kept'],
    },
    'caches that hand out the playlist before they have asked': {
      edits: [['stale-if-error=30', 'stale-while-revalidate=10']],
      fails: ['playlist-cache', 'playlist-kept'],
    },
    'a CDN that shows the last playlist for a day': {
      edits: [['stale-if-error=30', 'stale-if-error=86400']],
      fails: ['playlist-cache', 'playlist-outlives'],
    },
    'an ETag for the playlist': {
      edits: [['        etag off;\n', '']],
      fails: ['playlist-change', 'stale-playlist'],
    },
    'a Last-Modified that is believed': {
      edits: [['        if_modified_since off;\n', '']],
      fails: ['playlist-change', 'stale-playlist'],
    },
    'segments that only their viewer may keep': {
      edits: [['"public, max-age=31536000, immutable"', '"private, max-age=31536000"']],
      fails: ['segment-cache', 'segment-not-kept'],
    },
    'a cache policy that forgets 304': {
      edits: [['"~^(200|206|304):.*\\\\.ts$"', '"~^20[06]:.*\\\\.ts$"']],
      fails: ['segment-cache', 'segment-not-kept'],
    },
    'a cache policy that looks at the file only': {
      edits: [
        ['"~^(200|206|304):.*\\\\.m3u8$"', '"~\\\\.m3u8$"'],
        ['"~^(200|206|304):.*\\\\.ts$"', '"~\\\\.ts$"'],
      ],
      fails: ['errors', 'error-kept'],
    },
    'a policy on good answers only': {
      edits: [['$cache_control always;', '$cache_control;']],
      fails: ['errors', 'error-kept'],
    },
    'no CORS header': {
      edits: [['    add_header Access-Control-Allow-Origin "*" always;\n', '']],
      fails: ['cors', 'no-cors'],
    },
    'one page only': {
      edits: [['Allow-Origin "*"', 'Allow-Origin "http://localhost:5173"']],
      fails: ['cors', 'no-cors'],
    },
    'CORS on good answers only': {
      edits: [['Allow-Origin "*" always', 'Allow-Origin "*"']],
      fails: ['cors', 'no-cors-on-errors'],
    },
    'a Date that pages may not read': {
      edits: [['Content-Range, Date', 'Content-Range']],
      fails: ['cors', 'date-hidden'],
    },
    'OPTIONS left to nginx': {
      edits: [['($request_method = OPTIONS)', '($request_method = PREFLIGHT)']],
      fails: ['preflight', 'preflight-refused'],
    },
    'a preflight that does not allow Range': {
      edits: [['Access-Control-Allow-Headers "Range"', 'Access-Control-Allow-Headers "Accept"']],
      fails: ['preflight', 'preflight-forbids'],
    },
    'a preflight with a header of its own, which discards the others': {
      edits: [
        ['return 204;', 'rewrite ^ /preflight last;'],
        [
          'location = /healthz {',
          'location = /preflight { add_header X-Origin "workshop"; return 204; }\n    location = /healthz {',
        ],
      ],
      fails: ['preflight', 'preflight-without-cors'],
    },
    'only POST refused': {
      edits: [['!~ "^(GET|HEAD|OPTIONS)$"', '= DELETE']],
      fails: ['methods', 'method-allowed'],
    },
    'a pattern that fits in the middle': {
      edits: [['"^(GET|HEAD|OPTIONS)$"', '"GET|HEAD|OPTIONS"']],
      fails: ['methods', 'method-allowed'],
    },
    'no parts': {
      edits: [['autoindex off;', 'autoindex off;\n      max_ranges 0;']],
      fails: ['parts', 'no-ranges'],
    },
    'no HEAD': {
      edits: [['^(GET|HEAD|OPTIONS)$', '^(GET|OPTIONS)$']],
      fails: ['parts', 'no-head'],
    },
    'a listing': {
      edits: [['autoindex off', 'autoindex on']],
      fails: ['nothing-else', 'lists-folder'],
    },
    'hidden files': {
      edits: [['location ~ /\\\\. {', 'location ~ /~ {']],
      fails: ['nothing-else', 'serves-hidden'],
    },
    'an alias that reaches beside the folder': {
      edits: [
        ['location /live/ {', 'location /live {'],
        ['root ${settings.paths.web};', 'alias ${settings.paths.live}/;'],
      ],
      fails: ['nothing-else', 'gives-away'],
    },
  },
});

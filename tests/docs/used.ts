/** What the workshop really uses: read from what its stages render and from its code. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSettings, type Settings, type SettingsChoices } from '../../labs/settings.ts';
import { RollingPlaylist } from '../../scripts/media/rolling-playlist.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { janusConfig } from '../../solutions/02-janus-config/janus.ts';
import { forwardRequest, sessionDescription } from '../../solutions/03-rtp-forward/forward.ts';
import { ffmpegArguments } from '../../solutions/04-ffmpeg/ffmpeg.ts';
import { nginxConfig } from '../../solutions/05-nginx/nginx.ts';

const secrets = { api: 'a', admin: 'b', room: 'c', forward: 'd', pin: '012345' };

export const exampleSettings = (choices: Partial<SettingsChoices> = {}): Settings =>
  createSettings({ workDirectory: '/work', secrets, ...choices });

/** On loopback, and with `--host` or in a container; as root and as a user: together they use all there is. */
const bothWays = [
  exampleSettings({ nginxUser: 'root', iceAddress: '192.0.2.10' }),
  exampleSettings({
    ...{ nginxUser: null, iceAddress: null, listenAddress: '0.0.0.0' },
    natAddresses: ['127.0.0.1'],
  }),
];

export const unique = (names: readonly string[]): string[] => [...new Set(names)];

const firstGroups = (text: string, pattern: RegExp): string[] =>
  unique([...text.matchAll(pattern)].map(([, name = '']) => name));

export const janusSettings = (): string[] =>
  firstGroups(
    bothWays.flatMap((settings) => Object.values(janusConfig(settings))).join('\n'),
    /^\s*(\w+) = /gm,
  );

/** In the order in which they are given. */
export function ffmpegOptions(): string[] {
  const paths = { sessionDescription: '/example/session.sdp', outputDirectory: '/example' };
  const given = ffmpegArguments(exampleSettings(), paths);
  return unique(given.filter((argument) => /^-[a-z]/.test(argument)));
}

/** What the supervisor gives to FFmpeg beside the arguments of stage 04. */
export const supervisorOptions = async (): Promise<string[]> =>
  firstGroups(await read('scripts/stack/ffmpeg-process.ts'), /'(-[a-z_]+)'/g);

/** `v=`, `a=rtpmap`: a line's letter, and of an attribute its name. */
export const sdpLines = (): string[] =>
  firstGroups(sessionDescription(exampleSettings()), /^(a=\w+|[b-z]=)/gm);

export const forwardFields = (): string[] => {
  const publisher = { id: 1, streams: [{ type: 'audio' as const, mid: '0' }] };
  const text = JSON.stringify(forwardRequest(exampleSettings(), publisher));
  return firstGroups(text, /"(\w+)":/g).filter((field) => field !== 'request');
};

const nginxConfigs = () => bothWays.map(nginxConfig).join('\n');

export function nginxDirectives(): string[] {
  // What stands within these are values, not directives.
  const text = nginxConfigs().replace(/^(\s*(?:types|map)[^{\n]*)\{[^}]*\}/gm, '$1{');
  return firstGroups(text, /^\s*([a-z_]+)(?=[ ;]).*[;{]$/gm);
}

export const nginxHeaders = (): string[] => firstGroups(nginxConfigs(), /add_header ([\w-]+)/g);

export const mediaTypes = (): string[] =>
  firstGroups(nginxConfigs(), /^\s*(\w+\/[\w.-]+)\s+(?:m3u8|ts);/gm);

/** Of a playlist whose discontinuities are in it and have slid out of it. */
export function playlistTags(): string[] {
  // What counts from 0 is left out while it is 0.
  const position = { mediaSequence: 7, discontinuitySequence: 1 };
  const options = { targetDurationSeconds: 2, minimumSegments: 3, minimumSeconds: 6, position };
  const playlist = new RollingPlaylist(options);
  for (const discontinuity of [false, true]) {
    playlist.append({ uri: `${discontinuity}.ts`, durationSeconds: 2, discontinuity });
  }
  return firstGroups(playlist.render(), /^(#EXT[A-Z0-9-]*)/gm);
}

/** Of `new Hls({ … })`. */
export async function hlsOptions(): Promise<string[]> {
  const text = await read('solutions/06-viewer/viewer.ts');
  return firstGroups(/new Hls\(\{([\s\S]*?)\}\)/.exec(text)?.[1] ?? '', /^\s*(\w+):/gm);
}

/** `GET /api/labs`, from the routes of the live API. */
export async function apiRoutes(): Promise<string[]> {
  const text = await sourceBelow('scripts/site');
  const route = /method: '(?<method>[A-Z]+)', path: '(?<path>\/api\/[^']+)'/g;
  return [...text.matchAll(route)].map(({ groups }) => `${groups?.method} ${groups?.path}`);
}

export async function apiEvents(): Promise<string[]> {
  const text = await read('scripts/site/api-types.ts');
  const events = /interface LiveEvents \{([\s\S]*?)\n\}/.exec(text)?.[1] ?? '';
  return firstGroups(events, /^\s*(\w+): /gm);
}

/** To the VideoRoom, by whatever speaks to it. */
export async function roomRequests(): Promise<string[]> {
  const texts = await Promise.all(['scripts', 'solutions'].map(sourceBelow));
  return firstGroups(texts.join('\n'), /request: '(\w+)'/g);
}

export const adminRequests = async (): Promise<string[]> =>
  firstGroups(await read('scripts/janus/admin-client.ts'), /#ask\([^,]+, '(\w+)'\)/g);

export const read = (path: string): Promise<string> => readFile(join(repositoryRoot, path), 'utf8');

/** All TypeScript below a folder, as one text. */
export async function sourceBelow(folder: string): Promise<string> {
  const names = await readdir(join(repositoryRoot, folder), { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.includes('node_modules'));
  return (await Promise.all(files.map((name) => read(join(folder, name))))).join('\n');
}

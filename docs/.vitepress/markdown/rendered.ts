/** `@[rendered](nginx.conf)`: what the reference stages make of the settings, for the reader to look at. */
import { createSettings } from '../../../labs/settings.ts';
import type { PublisherDescription } from '../../../labs/stages.ts';
import { janusConfig } from '../../../solutions/02-janus-config/janus.ts';
import { forwardRequest, sessionDescription } from '../../../solutions/03-rtp-forward/forward.ts';
import { ffmpegArguments } from '../../../solutions/04-ffmpeg/ffmpeg.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { codeFigure } from './code-figure.ts';
import type { Expansion } from './expansions.ts';

/** As on a reader's machine, with words where a running stack has secrets. */
export const exampleSettings = createSettings({
  workDirectory: '/home/you/workshop/.workshop',
  nginxUser: null,
  iceAddress: '192.0.2.10',
  secrets: {
    api: 'generated-api-secret',
    admin: 'generated-admin-secret',
    room: 'generated-room-secret',
    forward: 'generated-forward-key',
    pin: 'generated-pin',
  },
});

const examplePublisher: PublisherDescription = {
  id: 5_139_004_217,
  display: 'Browser',
  streams: [
    { type: 'audio', mid: '0', codec: 'opus' },
    { type: 'video', mid: '1', codec: 'h264' },
  ],
};

/** Each file that a running stack writes or sends, by name. */
export function renderedFiles(): Record<string, { language: string; text: string }> {
  const { sessions } = exampleSettings.paths;
  const paths = {
    sessionDescription: `${sessions}/1/stream.sdp`,
    outputDirectory: `${sessions}/1`,
  };
  const janus = Object.entries(janusConfig(exampleSettings)).map(([name, text]) => [
    name,
    { language: 'ini', text },
  ]);
  return {
    ...Object.fromEntries(janus),
    'nginx.conf': { language: 'nginx', text: nginxConfig(exampleSettings) },
    ffmpeg: { language: 'sh', text: commandLine(ffmpegArguments(exampleSettings, paths)) },
    'stream.sdp': { language: 'txt', text: sessionDescription(exampleSettings) },
    'rtp_forward.json': {
      language: 'json',
      text: JSON.stringify(forwardRequest(exampleSettings, examplePublisher), null, 2),
    },
  };
}

export const rendered: Expansion = (name) => {
  const files = renderedFiles();
  const file = files[name];
  if (!file)
    throw new Error(`nothing of that name is rendered, only ${Object.keys(files).join(', ')}`);
  return codeFigure(name, file.language, file.text.trim());
};

/** An option and its value on a line, as one would type it. */
function commandLine(args: readonly string[]): string {
  const lines: string[] = [];
  for (const arg of args) {
    const isValue =
      !arg.startsWith('-') && lines.at(-1)?.startsWith('-') && !lines.at(-1)?.includes(' ');
    const quoted = /^[\w./:,=+%@-]+$/.test(arg) ? arg : `'${arg}'`;
    if (isValue) lines.push(`${lines.pop()} ${quoted}`);
    else lines.push(quoted);
  }
  return ['ffmpeg', ...lines].join(' \\\n  ');
}

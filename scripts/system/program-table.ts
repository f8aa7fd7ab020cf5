/** The programs of the pipeline: where each may lie, how it tells its version, what it must offer. */
import { missingCapabilities } from './ffmpeg-capabilities.ts';
import { run } from './run.ts';

export const programNames = ['janus', 'nginx', 'ffmpeg', 'ffprobe', 'chromium', 'setpriv'] as const;
export type ProgramName = (typeof programNames)[number];

export interface ProgramDescription {
  /** An environment variable that, when set, is the only place looked at. */
  variable?: string;
  /** The names it goes by on the PATH, best first. */
  commands: readonly string[];
  versionArguments: readonly string[];
  /** The first group is the version, dotted. */
  versionPattern: RegExp;
  minimumVersion?: string;
  /** What the program at this path lacks; empty when it can do all that is needed. */
  missing?(path: string): Promise<string[]>;
}

export const programTable: Readonly<Record<ProgramName, ProgramDescription>> = {
  janus: {
    variable: 'JANUS_BIN',
    commands: ['janus'],
    versionArguments: ['--version'],
    // Janus says `Janus version: 1102 (1.1.2)`; before 1.0 it said `janus 0.10.10`.
    versionPattern: /janus(?: version: \d+)? \(?(\d+\.\d+\.\d+)/i,
    // rtp_forward with `streams` and multistream VideoRoom are of 1.x.
    minimumVersion: '1.1',
  },
  nginx: {
    variable: 'NGINX_BIN',
    commands: ['nginx'],
    versionArguments: ['-v'],
    versionPattern: /nginx\/(\d+\.\d+\.\d+)/,
    minimumVersion: '1.18',
    async missing(path) {
      const { output } = await run(path, ['-V']);
      // The nginx probe reads the request counter from stub_status.
      return output.includes('--with-http_stub_status_module') ? [] : ['http_stub_status_module'];
    },
  },
  ffmpeg: {
    variable: 'FFMPEG_BIN',
    commands: ['ffmpeg'],
    versionArguments: ['-version'],
    // Builds from git call themselves `N-109542-g…` or `2024-05-02-git-…`: no release, no number.
    versionPattern: /^ffmpeg version n?(\d+\.\d+(?:\.\d+)?)/m,
    minimumVersion: '5.1',
    missing: missingCapabilities,
  },
  ffprobe: {
    variable: 'FFPROBE_BIN',
    commands: ['ffprobe'],
    versionArguments: ['-version'],
    versionPattern: /^ffprobe version n?(\d+\.\d+(?:\.\d+)?)/m,
    minimumVersion: '5.1',
  },
  chromium: {
    variable: 'CHROMIUM_BIN',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    versionArguments: ['--version'],
    versionPattern: /(\d+\.\d+\.\d+\.\d+)/,
  },
  setpriv: {
    commands: ['setpriv'],
    versionArguments: ['--version'],
    versionPattern: /(\d+\.\d+(?:\.\d+)?)/,
    // --pdeathsig came with util-linux 2.33.
    minimumVersion: '2.33',
  },
};

/** One FFmpeg: the arguments of stage 04, started and watched, with its progress read. */
import type { RunningProcess } from './process.ts';
import { startProcess } from './process.ts';

export interface FfmpegProgress {
  /** 1 is real time. */
  speed: number | null;
  framesPerSecond: number | null;
  frames: number;
  /** When FFmpeg last reported; milliseconds of `performance.now()`. It reports twice a second. */
  reportedAt: number;
}

export interface FfmpegProcess extends RunningProcess {
  readonly progress: FfmpegProgress;
}

/** What the supervisor wants to know is asked for here, so that stage 04 holds only what makes the stream. */
const reporting = [
  '-hide_banner',
  '-nostdin',
  '-loglevel',
  'level+warning',
  '-stats_period',
  '0.5',
];

export async function startFfmpeg(options: {
  command: string;
  args: readonly string[];
  logFile: string;
  /** Where a relative path in the arguments leads. Default: the supervisor's own. */
  workingDirectory?: string;
}): Promise<FfmpegProcess> {
  const progress: FfmpegProgress = {
    speed: null,
    framesPerSecond: null,
    frames: 0,
    reportedAt: performance.now(),
  };
  const running = await startProcess({
    name: 'ffmpeg',
    command: options.command,
    args: [...reporting, '-progress', 'pipe:1', ...options.args],
    logFile: options.logFile,
    ...(options.workingDirectory && { workingDirectory: options.workingDirectory }),
    deathSignal: 'KILL',
    onOutputLine: (line) => readProgress(line, progress),
  });
  return { ...running, progress };
}

/** Lines of `key=value` (FFmpeg documentation, option -progress). */
function readProgress(line: string, progress: FfmpegProgress): void {
  const [key, value = ''] = line.split('=');
  const number = Number.parseFloat(value);
  progress.reportedAt = performance.now();
  if (key === 'frame') progress.frames = number || 0;
  if (key === 'fps') progress.framesPerSecond = Number.isNaN(number) ? null : number;
  if (key === 'speed') progress.speed = Number.isNaN(number) ? null : number;
}

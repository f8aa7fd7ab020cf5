/** One FFmpeg with the arguments of stage 04, its output watched, fed from a recording. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../labs/settings.ts';
import type { FfmpegPaths } from '../../labs/stages.ts';
import { sessionDescription } from '../../solutions/03-rtp-forward/forward.ts';
import { type FfmpegProcess, startFfmpeg } from '../stack/ffmpeg-process.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { waitForUdpPort } from '../system/sockets.ts';
import { type FolderWatch, watchFolder } from './folder-watch.ts';
import { lostDatagrams } from './lost-datagrams.ts';
import type { Keeper } from './room.ts';
import type { RtpRecording } from './rtp-recording.ts';
import { type RtpReplay, replayRtp } from './rtp-replay.ts';

const listenLimitMilliseconds = 3_000;
const lookMilliseconds = 20;
const lossLookMilliseconds = 200;
const goodbyeLimitMilliseconds = 4_000;

/** What it says of a consequence, and advice that mends none of a student's mistakes. */
const misleading =
  /Trailing option|Packets poorly interleaved|Try -max_interleave_delta|Timestamps are unset/;

/** Writes the SDP of stage 03, and makes the folder that FFmpeg shall write to. */
export async function prepareSession(settings: Settings): Promise<FfmpegPaths> {
  const outputDirectory = join(settings.paths.sessions, 'one');
  const paths = { outputDirectory, sessionDescription: join(outputDirectory, 'session.sdp') };
  await mkdir(outputDirectory);
  await writeFile(paths.sessionDescription, sessionDescription(settings));
  return paths;
}

export interface FfmpegRunChoices {
  ffmpegPath: string;
  settings: Settings;
  paths: FfmpegPaths;
  args: readonly string[];
  signal?: AbortSignal;
}

export class FfmpegRun {
  readonly settings: Settings;
  readonly outputDirectory: string;
  readonly process: FfmpegProcess;
  readonly output: FolderWatch;
  /** Whether it listens on the RTP ports, and if not, why not. */
  readonly listening: 'bound' | 'exited' | 'timeout';
  /** Datagrams that came too fast for it: then what it made says nothing about its arguments. */
  lostDatagrams = 0;
  #replay: RtpReplay | undefined;
  hasExited = false;
  readonly #keeper: Keeper;
  readonly #signal: AbortSignal | undefined;

  private constructor(
    keeper: Keeper,
    parts: Pick<FfmpegRun, 'settings' | 'outputDirectory' | 'process' | 'output' | 'listening'>,
    signal: AbortSignal | undefined,
  ) {
    this.#keeper = keeper;
    this.#signal = signal;
    this.settings = parts.settings;
    this.outputDirectory = parts.outputDirectory;
    this.process = parts.process;
    this.output = parts.output;
    this.listening = parts.listening;
    void this.process.exited.then(() => {
      this.hasExited = true;
    });
  }

  /** Starts FFmpeg, and waits until it listens, ends, or does neither in time. */
  static async start(keeper: Keeper, choices: FfmpegRunChoices): Promise<FfmpegRun> {
    const { ffmpegPath, settings, paths, args, signal } = choices;
    const output = watchFolder(keeper, paths.outputDirectory);
    const logFile = join(settings.paths.logs, 'ffmpeg.log');
    // A student's relative path leads to the trial's folder, not into the project.
    const workingDirectory = settings.paths.work;
    const process = await startFfmpeg({ command: ffmpegPath, args, logFile, workingDirectory });
    keeper.defer(() => process.stop());
    let listening: FfmpegRun['listening'] = 'bound';
    for (const port of [settings.ports.rtpAudio, settings.ports.rtpVideo]) {
      if (listening !== 'bound') break;
      listening = await waitForUdpPort({
        port,
        pid: process.pid,
        timeoutMilliseconds: listenLimitMilliseconds,
        ...(signal && { signal }),
      });
    }
    const { outputDirectory } = paths;
    return new FfmpegRun(keeper, { settings, outputDirectory, process, output, listening }, signal);
  }

  /** How late the latest packet so far was sent. */
  get mostLateMilliseconds(): number {
    return this.#replay?.mostLateMilliseconds ?? 0;
  }

  /** Feeds it, and counts what is lost on the way. */
  async feed(recording: RtpRecording, speed: number): Promise<RtpReplay> {
    const { rtpAudio, rtpVideo } = this.settings.ports;
    const timer = setInterval(async () => {
      const lost = await lostDatagrams([rtpAudio, rtpVideo]).catch(() => 0);
      this.lostDatagrams = Math.max(this.lostDatagrams, lost);
    }, lossLookMilliseconds);
    this.#keeper.defer(() => clearInterval(timer));
    const replay = await replayRtp(this.#keeper, recording, this.settings, speed);
    this.#replay = replay;
    return replay;
  }

  /** Length of the segments that are listed so far, in seconds. */
  get listedSeconds(): number {
    let seconds = 0;
    for (const segment of this.output.segments.values()) seconds += segment.durationSeconds;
    return seconds;
  }

  /** @returns false when it did not come in time, or FFmpeg ended. */
  async until(condition: () => boolean, limitMilliseconds: number): Promise<boolean> {
    const deadline = performance.now() + limitMilliseconds;
    for (;;) {
      this.output.look();
      if (condition()) return true;
      if (this.hasExited || performance.now() > deadline) return false;
      await delay(lookMilliseconds, undefined, this.#signal && { signal: this.#signal });
    }
  }

  /** Ends it as the supervisor does, and looks a last time. */
  async end(replay: RtpReplay): Promise<void> {
    replay.sayGoodbye();
    if (!(await settlesWithin(this.process.exited, goodbyeLimitMilliseconds))) {
      await this.process.stop();
    }
    this.output.look();
  }

  /** What FFmpeg said, its last lines that help. */
  async lastWords(): Promise<string> {
    const text = await readFile(this.process.logFile, 'utf8');
    const lines = text.trim().split('\n');
    return lines
      .filter((line) => !misleading.test(line))
      .slice(-6)
      .join('\n');
  }
}

/**
 * One take of a session: one FFmpeg and what it makes, in a folder of its own. When another FFmpeg
 * takes over, because the picture is to be encoded now say, a new take begins, with a discontinuity.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import type { PictureTreatment } from '../../labs/stages.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { encodedPicture } from './encoded-picture.ts';
import { type FfmpegInlet, settingsAt } from './ffmpeg-inlet.ts';
import { type FfmpegProcess, startFfmpeg } from './ffmpeg-process.ts';
import type { TappedStreams } from './rtcp-companion.ts';
import { RtcpCompanion } from './rtcp-companion.ts';
import { SessionError } from './session-error.ts';
import { waitUntilListening } from './session-start.ts';
import type { RunningStages } from './stages.ts';

export interface TakeOptions {
  settings: Settings;
  stages: Pick<RunningStages, 'sessionDescription' | 'ffmpegArguments'>;
  ffmpegPath: string;
  /** Unique for ever: the segments' names begin with it. */
  id: string;
  inlet: FfmpegInlet;
  treatment: PictureTreatment;
  /** Whose clocks FFmpeg is told. */
  tap: TappedStreams;
  /** What FFmpeg waits for beside its ports, before it is told the clocks. */
  clocksKnown: Promise<void>;
}

const goodbyeLimitMilliseconds = 1_000;

export class Take {
  readonly id: string;
  readonly directory: string;
  readonly inlet: FfmpegInlet;
  readonly treatment: PictureTreatment;
  readonly ffmpeg: FfmpegProcess;
  readonly #rtcp: RtcpCompanion;
  #ended: Promise<void> | undefined;

  private constructor(
    options: TakeOptions,
    { directory, ffmpeg, rtcp }: { directory: string; ffmpeg: FfmpegProcess; rtcp: RtcpCompanion },
  ) {
    this.id = options.id;
    this.inlet = options.inlet;
    this.treatment = options.treatment;
    this.directory = directory;
    this.ffmpeg = ffmpeg;
    this.#rtcp = rtcp;
  }

  /**
   * Starts FFmpeg; resolves when it listens, and has been told the clocks of both streams.
   * @throws {SessionError} when it does not start; {StageError} when a stage throws.
   */
  static async start(options: TakeOptions): Promise<Take> {
    const { stages, inlet } = options;
    const settings = settingsAt(options.settings, inlet);
    const directory = join(settings.paths.sessions, options.id);
    const sessionDescription = join(directory, 'session.sdp');
    await mkdir(directory, { recursive: true });
    const sdp = await stages.sessionDescription(settings);
    await writeFile(sessionDescription, sdp);
    const paths = { sessionDescription, outputDirectory: directory };
    const args = await stages.ffmpegArguments(settings, paths);
    const ffmpeg = await startFfmpeg({
      command: options.ffmpegPath,
      args: options.treatment === 'encode' ? encoded(args, settings) : args,
      logFile: join(settings.paths.logs, 'ffmpeg.log'),
      // A student's relative path leads into the session's folder, not into the project.
      workingDirectory: directory,
    });
    try {
      await Promise.all([waitUntilListening(ffmpeg, inlet, sdp), options.clocksKnown]);
      const rtcp = await RtcpCompanion.open(inlet, options.tap);
      return new Take(options, { directory, ffmpeg, rtcp });
    } catch (error) {
      await ffmpeg.stop();
      throw error;
    }
  }

  /** Tells FFmpeg that nothing more comes; it writes its last segment and ends. Idempotent. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    this.#rtcp.sayGoodbye();
    await settlesWithin(this.ffmpeg.exited, goodbyeLimitMilliseconds);
    this.#rtcp.close();
    await this.ffmpeg.stop();
  }
}

function encoded(args: readonly string[], settings: Settings): string[] {
  const changed = encodedPicture(args, settings);
  if (changed) return changed;
  throw new SessionError('ffmpeg', {
    en: 'Stage 04 does not copy the picture ("-c:v", "copy"), so there is nothing to put an encoder in place of. Start without --video.',
    es: 'La etapa 04 no copia la imagen («-c:v», «copy»), así que no hay nada en cuyo lugar poner un codificador. Arranca sin --video.',
  });
}

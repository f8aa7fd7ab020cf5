/** A file as the synthetic publisher would fill it, made by the same painter and beeper, at full speed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSyntheticMedia } from '../../scripts/checks/synthetic-media.ts';
import { run } from '../../scripts/system/run.ts';
import { programPath } from './program.ts';

export interface SyntheticRecording {
  folder: string;
  /** What the clock of the first picture shows. Whole frames since the epoch, please. */
  startEpochMilliseconds: number;
  seconds?: number;
  widthPixels?: number;
  heightPixels?: number;
  bitrateBitsPerSecond?: number;
  /** How much later the sound is than the picture. */
  soundDelaySeconds?: number;
  /** How fast the sound runs: 0.999 falls behind by a millisecond each second. */
  soundTempo?: number;
}

/** @returns the path of a .ts file with H.264 and AAC. */
export async function makeSyntheticRecording(recording: SyntheticRecording): Promise<string> {
  const {
    folder,
    startEpochMilliseconds,
    seconds = 5,
    soundDelaySeconds = 0,
    soundTempo = 1,
  } = recording;
  const { widthPixels = 640, heightPixels = 360, bitrateBitsPerSecond = 600_000 } = recording;
  const { strips, sound } = makeSyntheticMedia({
    startEpochMilliseconds,
    seconds,
    widthPixels,
    heightPixels,
  });
  const paths = ['strips.ivf', 'sound.wav', 'recording.ts'].map((name) => join(folder, name));
  const [stripsPath = '', soundPath = '', outputPath = ''] = paths;
  await writeFile(stripsPath, strips);
  await writeFile(soundPath, sound);

  const { exitCode, output } = await run(await programPath('ffmpeg'), [
    ...['-nostdin', '-loglevel', 'error', '-y', '-i', stripsPath],
    ...['-itsoffset', String(soundDelaySeconds), '-i', soundPath],
    ...(soundTempo === 1 ? [] : ['-af', `asetpts=PTS/${soundTempo}`]),
    ...['-vf', `pad=h=${heightPixels}:color=gray`, '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-b:v', String(bitrateBitsPerSecond), '-maxrate', String(bitrateBitsPerSecond)],
    ...['-bufsize', String(bitrateBitsPerSecond), '-c:a', 'aac', outputPath],
  ]);
  if (exitCode !== 0) throw new Error(`FFmpeg made no recording: ${output}`);
  return outputPath;
}

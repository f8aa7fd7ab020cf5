/** When each decoded frame is presented. */
export interface FrameTimes {
  /** Seconds. */
  pictures: number[];
  /** Seconds, and how many samples the frame holds. */
  sound: { seconds: number; sampleCount: number }[];
}

const bytesPerSample = 2;

/**
 * Reads FFmpeg's framecrc table: pictures are its stream 0, mono 16-bit sound its stream 1.
 * @see https://ffmpeg.org/ffmpeg-formats.html#framecrc
 */
export function parseFrameTimes(table: string): FrameTimes {
  const times: FrameTimes = { pictures: [], sound: [] };
  const secondsPerTick = new Map<number, number>();
  for (const line of table.split('\n')) {
    const timeBase = /^#tb (\d+): (\d+)\/(\d+)/.exec(line);
    if (timeBase)
      secondsPerTick.set(Number(timeBase[1]), Number(timeBase[2]) / Number(timeBase[3]));
    if (line === '' || line.startsWith('#')) continue;
    // stream, decoding time, presentation time, duration, size in bytes, checksum
    const [stream = 0, , presentationTime = 0, , sizeBytes = 0] = line.split(',').map(Number);
    const seconds = presentationTime * (secondsPerTick.get(stream) ?? 0);
    if (stream === 0) times.pictures.push(seconds);
    else times.sound.push({ seconds, sampleCount: sizeBytes / bytesPerSample });
  }
  return times;
}

const lengthUnknown = 0xffff_ffff;

/**
 * A WAV header for a stream without end (RIFF, PCM format chunk of 16 bytes).
 * FFmpeg reads WAV, other than bare samples, in packets as small as one likes (`-max_size`).
 */
export function wavHeader(format: {
  sampleRateHz: number;
  channels: number;
  bytesPerSample: number;
}): Buffer {
  const { sampleRateHz, channels, bytesPerSample } = format;
  const bytesPerMoment = channels * bytesPerSample;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(lengthUnknown, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(16, 16); // length of the format chunk
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * bytesPerMoment, 28);
  header.writeUInt16LE(bytesPerMoment, 32);
  header.writeUInt16LE(bytesPerSample * 8, 34);
  header.write('data', 36, 'ascii');
  header.writeUInt32LE(lengthUnknown, 40);
  return header;
}

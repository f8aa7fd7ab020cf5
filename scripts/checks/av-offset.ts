import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FlashBeepOffset, flashBeepOffset } from '../measure/flash-beep.ts';

/** More than any session of a check lasts. */
const longestSeconds = 60;

/** Flash against beep over the segments of one session. */
export async function avOffset(
  segments: readonly { content: Buffer | Promise<Buffer> }[],
  ffmpegPath: string,
): Promise<FlashBeepOffset> {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-offset-'));
  try {
    // The segments of one session are one transport stream, cut: put together, they are whole again.
    const file = join(folder, 'session.ts');
    const contents = await Promise.all(segments.map(({ content }) => content));
    await writeFile(file, Buffer.concat(contents));
    return await flashBeepOffset(file, {
      ffmpegPath,
      durationSeconds: longestSeconds,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

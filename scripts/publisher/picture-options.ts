import { z } from 'zod';

/** Ticks per second of RTP video timestamps (RFC 6184, section 5.1). */
export const videoClockRateHz = 90_000;

/** Samples per second of Opus over RTP (RFC 7587, section 4.1). */
export const audioClockRateHz = 48_000;

/** What the synthetic picture looks like, and what it may cost. */
export const pictureOptionsSchema = z.object({
  widthPixels: z.int().min(320).max(1_920).multipleOf(4).default(960),
  heightPixels: z.int().min(180).max(1_080).multipleOf(2).default(540),
  framesPerSecond: z
    .int()
    .refine((rate) => videoClockRateHz % (2 * rate) === 0 && audioClockRateHz % rate === 0, {
      error: 'must give every frame a whole number of audio samples and of 90 kHz tick pairs',
    })
    .default(30)
    .describe('10, 15, 20, 24, 25, 30, 40, 50 or 60, for example.'),
  bitrateBitsPerSecond: z.int().min(100_000).max(8_000_000).default(1_000_000),
});
export type PictureOptions = z.infer<typeof pictureOptionsSchema>;

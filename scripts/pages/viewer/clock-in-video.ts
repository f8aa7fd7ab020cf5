/** Reads the publisher's clock from what a video element shows. */
import { clockColumns, clockRows, readClockBlocks } from '../../publisher/clock-blocks.ts';
import { clockArea } from '../../publisher/picture-layout.ts';

/** Enough pixels for each block of the clock to have a middle. */
const blockPixels = 8;
const width = clockColumns * blockPixels;
const height = clockRows * blockPixels;
const wholePicture = { left: 0, top: 0, width: 1, height: 1 };

/** @returns what reads the frame that is shown: ms since 1970, or null where it has no clock. */
export function clockIn(video: HTMLVideoElement): () => number | null {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    if (!context || video.videoWidth === 0) return null;
    context.drawImage(
      video,
      clockArea.left * video.videoWidth,
      clockArea.top * video.videoHeight,
      clockArea.width * video.videoWidth,
      clockArea.height * video.videoHeight,
      0,
      0,
      width,
      height,
    );
    const { data } = context.getImageData(0, 0, width, height);
    return readClockBlocks({ data, width, height, channels: 4 }, wholePicture);
  };
}

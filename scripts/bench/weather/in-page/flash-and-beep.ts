/**
 * Picture and sound by one clock. Both are made frame by frame, with time stamps of their own: the
 * browser's own sound clock loses samples on a busy machine, and with them the truth about the offset.
 */
import { beepLevel } from '../../../publisher/beep.ts';
import { audioClockRateHz } from '../../../publisher/picture-options.ts';
import { flashPicture } from './flash-picture.ts';

const framesPerSecond = 30;
const samplesPerFrame = audioClockRateHz / framesPerSecond;

/** In Chromium, and in no standard: https://w3c.github.io/mediacapture-transform has it in workers. */
declare class MediaStreamTrackGenerator<
  Data extends VideoFrame | AudioData,
> extends MediaStreamTrack {
  constructor(options: { kind: Data extends VideoFrame ? 'video' : 'audio' });
  readonly writable: WritableStream<Data>;
}

/** Shows and sounds from now on. */
export function flashAndBeep(): MediaStream {
  const video = new MediaStreamTrackGenerator<VideoFrame>({ kind: 'video' });
  const audio = new MediaStreamTrackGenerator<AudioData>({ kind: 'audio' });
  const pictures = video.writable.getWriter();
  const sounds = audio.writable.getWriter();
  const picture = flashPicture();
  const frameNow = () => Math.floor((Date.now() * framesPerSecond) / 1_000);
  let nextPicture = frameNow() + 1;
  let nextSound = nextPicture;

  const makeNext = () => {
    const timestamp = Math.round((nextPicture * 1e6) / framesPerSecond);
    picture.paint(Math.round((nextPicture * 1_000) / framesPerSecond));
    void pictures.write(new VideoFrame(picture.canvas, { timestamp }));
    // A page that was held up leaves out pictures, as a camera does; sound that is missing would be
    // closed up by the encoder, and all that follows would come too early.
    for (; nextSound <= nextPicture; nextSound++) void sounds.write(soundOf(nextSound));
    nextPicture = Math.max(nextPicture + 1, frameNow());
    setTimeout(makeNext, Math.max(0, (nextPicture * 1_000) / framesPerSecond - Date.now()));
  };
  makeNext();
  return new MediaStream([video, audio]);
}

function soundOf(frame: number): AudioData {
  const first = frame * samplesPerFrame;
  const data = new Float32Array(samplesPerFrame);
  for (let index = 0; index < data.length; index++) data[index] = beepLevel(first + index);
  return new AudioData({
    ...{ format: 'f32-planar', sampleRate: audioClockRateHz, numberOfChannels: 1 },
    ...{ numberOfFrames: samplesPerFrame, data },
    timestamp: Math.round((frame * 1e6) / framesPerSecond),
  });
}

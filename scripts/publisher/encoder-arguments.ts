/** The command line of the one FFmpeg that encodes the synthetic publisher's picture and sound. */
import { type PictureOptions, videoClockRateHz } from './picture-options.ts';
import { stripSize } from './strip-painter.ts';

/** RTP payload types on the way from FFmpeg to Node; on the way to Janus the SDP decides. */
export const localPayloadType = { video: 96, audio: 111 } as const;

/** Seconds between keyframes when nobody asks for one: long, so that the room's `fir_freq` decides. */
const fallbackKeyframeSeconds = 10;

/** Bytes. With SRTP, UDP and IP around it, a packet stays below any path's MTU. */
const rtpPacketBytes = 1_200;

const audioBitrateBitsPerSecond = 64_000;

export interface EncoderWiring {
  /** File descriptors FFmpeg reads from: IVF with the strip, WAV with the sound. */
  videoDescriptor: number;
  audioDescriptor: number;
  /** Loopback UDP port that takes the RTP of both streams. */
  rtpPort: number;
}

/**
 * FFmpeg's arguments, without the program's name.
 *
 * The strip that Node paints sets the pace; `testsrc2` is drawn below it. FFmpeg's command
 * line cannot be told at run time to make a keyframe, but `-force_key_frames` looks at each
 * picture's time: one whose time is an odd number of 90 kHz ticks becomes an IDR picture.
 *
 * @see https://ffmpeg.org/ffmpeg.html#Advanced-Video-options (force_key_frames, enc_time_base)
 */
export function encoderArguments(picture: PictureOptions, wiring: EncoderWiring): string[] {
  const { videoDescriptor, audioDescriptor, rtpPort } = wiring;
  // The formats are known: looking ahead would only cost time.
  const startAtOnce = ['-probesize', '32', '-analyzeduration', '0'];
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error'],
    ...[...startAtOnce, '-f', 'ivf', '-i', `pipe:${videoDescriptor}`],
    // 1024 bytes is the smallest: 5 ms of sound, so that no picture's sound waits for the next.
    ...[...startAtOnce, '-f', 'wav', '-ignore_length', '1', '-max_size', '1024'],
    ...['-i', `pipe:${audioDescriptor}`],
    ...['-filter_complex', pictureGraph(picture)],
    ...['-map', '[picture]', ...videoEncoder(picture)],
    ...rtpOutput(localPayloadType.video, rtpPort),
    ...['-map', '1:a', '-c:a', 'libopus', '-b:a', String(audioBitrateBitsPerSecond)],
    ...rtpOutput(localPayloadType.audio, rtpPort),
  ];
}

/** Colour bars of 75 %, as broadcasters use them: testsrc2's full ones glare when seen for hours. */
const softColours = 'lutyuv=y=16+(val-16)*0.75:u=128+(val-128)*0.75:v=128+(val-128)*0.75';

function pictureGraph({ widthPixels, heightPixels, framesPerSecond }: PictureOptions): string {
  const top = stripSize(widthPixels, heightPixels).heightPixels;
  const source = `testsrc2=size=${widthPixels}x${heightPixels}:rate=${framesPerSecond}`;
  // Cropped, not scaled: its own counter, which is no wall clock, disappears under the strip.
  const crop = `crop=h=${heightPixels - top}:y=${top}`;
  return [
    `[0:v]pad=w=${widthPixels}:h=${heightPixels}[canvas]`,
    `${source},${crop},${softColours}[test]`,
    `[canvas][test]overlay=y=${top}:format=yuv420:shortest=1[picture]`,
  ].join(';');
}

function videoEncoder({ framesPerSecond, bitrateBitsPerSecond }: PictureOptions): string[] {
  return [
    // Keep the pictures' own times: they carry the keyframe requests.
    ...['-fps_mode', 'passthrough', '-enc_time_base', `1/${videoClockRateHz}`],
    ...['-force_key_frames', `expr:eq(mod(round(t*${videoClockRateHz}),2),1)`],
    ...['-forced-idr', '1', '-g', String(fallbackKeyframeSeconds * framesPerSecond)],
    ...['-c:v', 'libx264', '-preset', 'superfast', '-tune', 'zerolatency', '-threads', '1'],
    ...['-profile:v', 'baseline', '-pix_fmt', 'yuv420p'],
    ...['-b:v', String(bitrateBitsPerSecond), '-maxrate', String(bitrateBitsPerSecond)],
    ...['-bufsize', String(bitrateBitsPerSecond / 2)],
    // The time base says nothing about the frame rate, which rate control needs to know.
    // No scene cuts: a keyframe comes when somebody asks for it.
    ...['-x264-params', `fps=${framesPerSecond}/1:scenecut=0:repeat-headers=1`],
  ];
}

/** Sender reports are left out: they would need a port of their own, and werift writes its own. */
const rtpOutput = (payloadType: number, port: number): string[] => [
  ...['-f', 'rtp', '-rtpflags', 'skip_rtcp', '-payload_type', String(payloadType)],
  `udp://127.0.0.1:${port}?pkt_size=${rtpPacketBytes}&localaddr=127.0.0.1`,
];

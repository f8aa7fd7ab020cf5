/** What FFmpeg's libraries learn from an SDP and the packets that follow it: ffprobe, listening. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import type { Keeper } from './room.ts';
import { socketsOfProcess } from './sockets-of-process.ts';
import { waitUntil } from './wait-until.ts';

/** Times are microseconds, sizes bytes: enough to meet a keyframe, no longer than a student waits. */
const lookBriefly = ['-analyzeduration', '500000', '-probesize', '500000'];
const listenLimitMilliseconds = 2_000;

const answerSchema = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        /** Ticks of the RTP clock: `1/90000`. */
        time_base: z.string().optional(),
        channels: z.number().optional(),
        /** In pixels; they stand in no SDP but come with the H.264 parameter sets. 0 while unknown. */
        width: z.number().optional(),
        height: z.number().optional(),
      }),
    )
    .default([]),
});
export type ProbedStream = z.infer<typeof answerSchema>['streams'][number];

export interface SdpProbe {
  /** The UDP ports it listens on: RTP and RTCP. Empty when it ended instead. */
  ports: readonly number[];
  /** What it found, when it has seen enough; empty when it could not read the SDP. */
  streams: Promise<readonly ProbedStream[]>;
  /** What it complained about. */
  complaints: Promise<string>;
}

/**
 * Starts ffprobe on an SDP file.
 * @returns once it listens on the RTP ports of the settings, has ended, or time ran out.
 */
export async function probeSdp(
  keeper: Keeper,
  ffprobePath: string,
  file: string,
  { mediaAddress, ports }: Settings,
): Promise<SdpProbe> {
  const ffprobe = spawn('setpriv', [
    ...['--pdeathsig', 'KILL', '--', ffprobePath],
    ...['-v', 'error', '-protocol_whitelist', 'file,udp,rtp', '-localaddr', mediaAddress],
    ...[...lookBriefly, '-show_streams', '-of', 'json', file],
  ]);
  const exited = once(ffprobe, 'exit');
  keeper.defer(async () => {
    ffprobe.kill('SIGKILL');
    await exited;
  });
  const answer = text(ffprobe.stdout);
  const complaints = text(ffprobe.stderr).then((words) => words.trim());
  const listensOn = async () =>
    (await socketsOfProcess(ffprobe.pid ?? 0).catch(() => [])).map(({ port }) => port);
  const wanted = [ports.rtpAudio, ports.rtpVideo];
  await waitUntil(
    'ffprobe listens',
    async () => {
      const open = await listensOn();
      return ffprobe.exitCode !== null || wanted.every((port) => open.includes(port));
    },
    listenLimitMilliseconds,
    { everyMilliseconds: 10 },
  ).catch(() => {}); // On what it listens instead is for the caller to judge.
  const streams = answer.then((json) => answerSchema.parse(JSON.parse(json || '{}')).streams);
  streams.catch(() => {});
  return { ports: await listensOn(), streams, complaints };
}

/** What an FFmpeg must be able to do for this pipeline, and how to ask it. */
import { run } from './run.ts';

type List = '-encoders' | '-decoders' | '-muxers' | '-demuxers' | '-protocols' | '-filters';

interface Capability {
  list: List;
  /** The component's name in FFmpeg's own list. */
  component: string;
}

/** Each stands for a step of the pipeline; the synthetic publisher needs what sends, stage 04 what receives. */
const neededCapabilities: readonly Capability[] = [
  { list: '-demuxers', component: 'sdp' },
  { list: '-protocols', component: 'rtp' },
  { list: '-decoders', component: 'opus' },
  { list: '-encoders', component: 'aac' },
  { list: '-muxers', component: 'hls' },
  { list: '-muxers', component: 'mpegts' },
  { list: '-encoders', component: 'libx264' },
  { list: '-encoders', component: 'libopus' },
  { list: '-muxers', component: 'rtp' },
  { list: '-filters', component: 'testsrc2' },
];

/** The capabilities this FFmpeg lacks, as `component (list)`; empty when it can do everything. */
export async function missingCapabilities(ffmpegPath: string): Promise<string[]> {
  const lists = [...new Set(neededCapabilities.map(({ list }) => list))];
  const components = new Map(
    await Promise.all(
      lists.map(async (list) => {
        const { output } = await run(ffmpegPath, ['-hide_banner', '-loglevel', 'error', list]);
        return [list, listedComponents(output)] as const;
      }),
    ),
  );
  return neededCapabilities
    .filter(({ list, component }) => !components.get(list)?.has(component))
    .map(({ list, component }) => `${component} (${list.slice(1)})`);
}

/**
 * The names in one of FFmpeg's lists. A line is `flags name[,alias…] description`, or the name
 * alone among the protocols.
 */
export function listedComponents(output: string): ReadonlySet<string> {
  return new Set(
    output.split('\n').flatMap((line) => {
      const words = line.trim().split(/\s+/);
      const name = words.length === 1 ? words[0] : words[1];
      return (name ?? '').split(',');
    }),
  );
}

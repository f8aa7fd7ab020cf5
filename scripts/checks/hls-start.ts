/** Whether FFmpeg takes the arguments of stage 04, and where it listens then. */
import { notYet } from '../labs/not-yet.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';
import { isLoopback, socketsOfProcess } from './sockets-of-process.ts';
import { firstSegmentLimitMilliseconds, type TriedFfmpeg } from './tried-ffmpeg.ts';

/** It runs, and nobody from the network reaches it. */
export async function checkStart({ live, quick }: TriedFfmpeg): Promise<void> {
  for (const run of [live, quick]) await expectListening(run);
  const open = (await socketsOfProcess(live.process.pid)).filter((s) => !isLoopback(s));
  if (open.length > 0) {
    const list = open.map(({ address, port }) => `${address}:${port}`).join(', ');
    notYet('open-to-network', {
      expected: {
        en: 'FFmpeg listens on 127.0.0.1 only: whoever reaches its ports can put media into the stream.',
        es: 'FFmpeg solo escucha en 127.0.0.1: quien llega a sus puertos puede meter contenido en la transmisión.',
      },
      seen: { en: `It listens on ${list}.`, es: `Escucha en ${list}.` },
    });
  }
}

/** FFmpeg looks at its output options only after it has listened to the input for a second. */
async function expectListening(run: FfmpegRun): Promise<void> {
  if (run.listening === 'bound') {
    const isAtWork = () => run.process.progress.frames > 0 || run.output.segments.size > 0;
    await run.until(isAtWork, firstSegmentLimitMilliseconds);
    if (!run.hasExited) return;
  }
  const words = await run.lastWords();
  const { rtpAudio, rtpVideo } = run.settings.ports;
  notYet(run.hasExited ? 'ffmpeg-refuses' : 'not-listening', {
    expected: {
      en: `FFmpeg takes the arguments and waits for RTP on UDP ports ${rtpAudio} and ${rtpVideo}.`,
      es: `FFmpeg acepta los argumentos y espera RTP en los puertos UDP ${rtpAudio} y ${rtpVideo}.`,
    },
    seen: run.hasExited
      ? { en: `It ended:\n${words}`, es: `Terminó:\n${words}` }
      : {
          en: `It runs, but does not listen there.\n${words}`,
          es: `Está en marcha, pero no escucha allí.\n${words}`,
        },
  });
}

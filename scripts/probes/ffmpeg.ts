/** Probe `ffmpeg`: does it keep up, and do keyframes come often enough to cut at? */
import type { Session } from '../stack/session.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import { isPastStartup } from './past-startup.ts';
import type { ProbeSources } from './sources.ts';

/** FFmpeg reports twice a second, as long as packets come. */
const silenceLimitMilliseconds = 2_500;

export function lookAtFfmpeg({ controller, remedies }: ProbeSources): Hops['ffmpeg'] {
  const { session, trouble } = controller;
  const figures = figuresOf(session);
  const log = remedies.readLog('ffmpeg');
  if (trouble?.hop === 'ffmpeg') return broken<'ffmpeg'>(figures, trouble.text, log);
  if (!session) {
    return waiting<'ffmpeg'>(figures, {
      en: 'FFmpeg starts when somebody publishes.',
      es: 'FFmpeg arranca cuando alguien emite.',
    });
  }
  const hasFrames = session.ffmpeg.progress.frames > 0;
  const { ffmpegTookOverAt } = session;
  if (!hasFrames && isPastStartup(ffmpegTookOverAt ?? session.startedAt)) {
    return broken<'ffmpeg'>(
      figures,
      {
        en: 'FFmpeg runs, but no picture has come through: its SDP does not match what is forwarded, or no keyframe arrived.',
        es: 'FFmpeg está en marcha, pero no ha pasado ninguna imagen: su SDP no coincide con lo que se reenvía, o no llegó ningún cuadro clave.',
      },
      log,
    );
  }
  if (!hasFrames && ffmpegTookOverAt === null) {
    return waiting<'ffmpeg'>(figures, {
      en: 'FFmpeg waits for a keyframe.',
      es: 'FFmpeg espera un cuadro clave.',
    });
  }
  const { fedSince } = session.feed;
  // What it last reported is no longer so.
  const stale = { ...figures, speed: null, framesPerSecond: null };
  if (fedSince === null) {
    return waiting<'ffmpeg'>(stale, {
      en: 'FFmpeg listens, but no packet comes.',
      es: 'FFmpeg escucha, pero no llega ningún paquete.',
    });
  }
  // One that has just taken over has its keyframe, and has not reported yet.
  if (!hasFrames) return ok<'ffmpeg'>(stale);
  const lastSignAt = Math.max(session.ffmpeg.progress.reportedAt, fedSince);
  const silentMilliseconds = performance.now() - lastSignAt;
  if (silentMilliseconds > silenceLimitMilliseconds) {
    const seconds = Math.round(silentMilliseconds / 1_000);
    return broken<'ffmpeg'>(
      stale,
      {
        en: `FFmpeg runs, but has reported nothing for ${seconds} s: it was stopped, or hangs.`,
        es: `FFmpeg está en marcha, pero lleva ${seconds} s sin informar de nada: alguien lo detuvo o se colgó.`,
      },
      remedies.wake('ffmpeg', figures.pid),
    );
  }
  return ok<'ffmpeg'>(figures);
}

const figuresOf = (session: Session | undefined): Figures['ffmpeg'] => ({
  pid: session?.ffmpeg.pid ?? null,
  speed: session?.ffmpeg.progress.speed ?? null,
  framesPerSecond: session?.ffmpeg.progress.framesPerSecond ?? null,
  keyframeIntervalSeconds: session?.tap.keyframeIntervalSeconds ?? null,
  picture: session?.treatment ?? null,
});

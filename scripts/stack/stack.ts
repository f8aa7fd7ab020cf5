/** The running pipeline: everything between the publisher and the viewer, composed of the six stages. */
import type { Settings } from '../../labs/settings.ts';
import { StatusBoard } from '../probes/status-board.ts';
import { startSite } from '../site/site.ts';
import { janusDaemon, logFile, nginxDaemon, syntheticPublisher } from './daemons.ts';
import { Journal } from './journal.ts';
import type { Daemon } from './keep-running.ts';
import { PlaylistPublisher } from './playlist-publisher.ts';
import { SessionController } from './session-controller.ts';
import type { Stages } from './stages.ts';
import { prepareFolders } from './work-folder.ts';

/** The programs the stack runs, as the doctor found them. */
export interface StackPrograms {
  janus: string;
  nginx: string;
  ffmpeg: string;
}

export interface StackOptions {
  settings: Settings;
  stages: Stages;
  programs: StackPrograms;
  publisher: 'synthetic' | 'none';
}

export interface Stack {
  readonly settings: Settings;
  readonly status: StatusBoard;
  readonly journal: Journal;
  /** Settles when the site's built pages are served; all else is up before. */
  readonly pagesReady: Promise<void>;
  /** The daemons by name, for those who look after them or break them on purpose. */
  readonly daemons: Readonly<Record<'janus' | 'nginx', Daemon>>;
  /** Takes everything down: no process and no port is left. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the pipeline; resolves when Janus, nginx and the site answer.
 * @throws {WorkshopError} when one of them does not start; what had started is stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { settings, programs } = options;
  const { server: stages, sources } = options.stages;
  await prepareFolders(settings);
  const stops: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  /** In reverse order of starting: nobody is fed by what is gone already. */
  const stop = () => {
    stopped ??= stops.reduceRight((before, next) => before.then(next), Promise.resolve());
    return stopped;
  };

  const journal = new Journal(logFile(settings, 'stack'));
  let board: StatusBoard | undefined;
  const onChange = () => board?.refreshSoon();
  try {
    const playlist = await PlaylistPublisher.start(settings, onChange);
    stops.push(() => playlist.stop());
    const janus = await janusDaemon(settings, stages, programs.janus, onChange, journal.note);
    const nginx = await nginxDaemon(settings, stages, programs.nginx, onChange, journal.note);
    const controller = new SessionController(
      { settings, stages, playlist, ffmpegPath: programs.ffmpeg, note: journal.note },
      onChange,
    );
    const status = new StatusBoard({ settings, sources, janus, nginx, controller, playlist });
    await status.start();
    stops.push(() => status.stop());
    board = status;

    stops.push(() => Promise.all([janus.stop(), nginx.stop()]).then(() => {}));
    const siteStart = startSite({
      settings,
      status,
      onViewerReport: (report) => status.viewers.report(report),
      note: journal.note,
      sources,
    }).then((site) => {
      stops.push(() => site.close());
      return site;
    });
    const started = await Promise.allSettled([janus.start(), nginx.start(), siteStart]);
    const failure = started.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;

    controller.start();
    stops.push(() => controller.stop());
    await status.refresh();
    if (options.publisher === 'synthetic') {
      const synthetic = syntheticPublisher(settings, programs.ffmpeg, onChange, journal.note);
      stops.push(() => synthetic.stop());
      await synthetic.start();
    }
    const { pagesReady } = await siteStart;
    return { settings, status, journal, pagesReady, daemons: { janus, nginx }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

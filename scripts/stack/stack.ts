/** The running pipeline: everything between the publisher and the viewer, composed of the seven stages. */
import type { Settings } from '../../labs/settings.ts';
import { JanusPulse } from '../janus/janus-pulse.ts';
import { processRemedies } from '../probes/remedies.ts';
import { StatusBoard } from '../probes/status-board.ts';
import { startSite } from '../site/site.ts';
import { janusDaemon, logFile, nginxDaemon, syntheticPublisher } from './daemons.ts';
import { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import type { Daemon } from './keep-running.ts';
import { makeOwnerToken } from './owner-token.ts';
import { PlaylistPublisher } from './playlist-publisher.ts';
import { SessionController } from './session-controller.ts';
import { SessionFacts } from './session-facts.ts';
import type { Stages } from './stages.ts';
import { WeatherStation } from './weather-station.ts';
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
  /** The daemons by name, for those who look after them. */
  readonly daemons: Readonly<Record<'janus' | 'nginx', Daemon>>;
  /** What a page of the site sends to be allowed to run code, or to stop a hop on purpose. */
  readonly pageToken: string;
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
    faults?.close();
    stopped ??= stops.reduceRight((before, next) => before.then(next), Promise.resolve());
    return stopped;
  };

  const journal = new Journal(logFile(settings, 'stack'));
  let board: StatusBoard | undefined;
  let faults: Faults | undefined;
  const onChange = () => board?.refreshSoon();
  try {
    const playlist = await PlaylistPublisher.start(settings, onChange);
    stops.push(() => playlist.stop());
    const janus = await janusDaemon(settings, stages, programs.janus, onChange, journal.note);
    const nginx = await nginxDaemon(settings, stages, programs.nginx, onChange, journal.note);
    const weather: WeatherStation = new WeatherStation({
      ...{ settings, note: journal.note },
      restartPublisher: async () => synthetic?.restart(),
      onChange: () => board?.changedOnPurpose(),
    });
    stops.push(() => weather.close());
    const synthetic =
      options.publisher === 'synthetic'
        ? syntheticPublisher(
            ...([settings, programs.ffmpeg, onChange, journal.note] as const),
            () => weather.publisherUrl,
          )
        : null;
    const pulse = new JanusPulse(settings, onChange);
    pulse.start();
    stops.push(() => pulse.stop());
    const controller = new SessionController(
      { settings, stages, playlist, pulse, ffmpegPath: programs.ffmpeg, note: journal.note },
      onChange,
    );
    faults = new Faults({
      ...{ controller, pulse, synthetic, daemons: { janus, nginx }, note: journal.note },
      onChange: () => board?.changedOnPurpose(),
    });
    const status = new StatusBoard({
      ...{
        settings,
        sources,
        janus,
        nginx,
        synthetic,
        pulse,
        faults,
        weather,
        controller,
        playlist,
      },
      remedies: processRemedies(settings),
      delivery: null,
    });
    await status.start();
    stops.push(() => status.stop());
    board = status;

    stops.push(() => Promise.all([janus.stop(), nginx.stop()]).then(() => {}));
    const owner = await makeOwnerToken(settings.paths.work);
    stops.push(() => owner.remove());
    const siteStart = startSite({
      settings,
      status,
      onViewerReport: (report) => status.viewers.report(report),
      note: journal.note,
      ...{ faults, weather, ownerToken: owner.token },
      session: new SessionFacts({ settings, controller, playlist, ffmpegPath: programs.ffmpeg }),
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
    if (synthetic) {
      stops.push(() => synthetic.stop());
      await synthetic.start();
    }
    const { pagesReady, pageToken } = await siteStart;
    return { settings, status, journal, pagesReady, pageToken, daemons: { janus, nginx }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs the probes and keeps the one status object, for whoever asks and whoever listens. */
import { relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { playlistUrl } from '../../labs/settings.ts';
import type { Status } from '../stack/status.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { lookAtFfmpeg } from './ffmpeg.ts';
import { ForwardProbe } from './forward.ts';
import { lookAtJanus } from './janus.ts';
import { NginxProbe } from './nginx.ts';
import { withOwnStages } from './own-stage.ts';
import { lookAtPlaylist } from './playlist.ts';
import { PublisherProbe } from './publisher.ts';
import type { ProbeSources } from './sources.ts';
import { verdictOf } from './verdict.ts';
import { ViewerReports } from './viewers.ts';

/** Rates are taken over this long, so it is also how old a figure may be. */
const intervalMilliseconds = 1_000;

export class StatusBoard {
  readonly viewers = new ViewerReports();
  readonly #sources: ProbeSources;
  readonly #publisher: PublisherProbe;
  readonly #forward: ForwardProbe;
  readonly #nginx: NginxProbe;
  readonly #listeners = new Set<(status: Status) => void>();
  readonly #stopping = new AbortController();
  #status: Status | undefined;
  #loop: Promise<void> | undefined;
  #wake = new AbortController();

  constructor(sources: ProbeSources) {
    this.#sources = sources;
    this.#publisher = new PublisherProbe(sources);
    this.#forward = new ForwardProbe(sources);
    this.#nginx = new NginxProbe(sources);
  }

  /** The newest status. @throws {Error} before the first look is over. */
  current(): Status {
    if (!this.#status) throw new Error('The status is not known yet');
    return this.#status;
  }

  /** Calls back with every new status; returns how to stop. */
  subscribe(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something changed: look now, not at the next second. */
  refreshSoon(): void {
    this.#wake.abort();
  }

  /**
   * A hop was stopped on purpose or brought back, or the weather is another: told at once, whatever
   * the probes still wait for.
   */
  changedOnPurpose(): void {
    if (this.#status) this.#status = { ...this.#status, ...this.#onPurpose() };
    this.#announce();
    this.refreshSoon();
  }

  /** Takes the first look and then one every second. */
  async start(): Promise<void> {
    await this.refresh();
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await delay(intervalMilliseconds, undefined, { signal: this.#wake.signal }).catch(() => {});
      this.#wake = new AbortController();
      await this.refresh();
    }
  }

  /** Looks now. */
  async refresh(): Promise<void> {
    const { settings, sources, controller } = this.#sources;
    const { site } = settings.ports;
    const viewer = `http://localhost:${site}/viewer/`;
    const [publisher, nginx] = await Promise.all([this.#publisher.look(), this.#nginx.look()]);
    const playlist = lookAtPlaylist(this.#sources);
    const stages = sources.map(({ file, ...from }) => ({
      ...from,
      file: relative(repositoryRoot, file),
    }));
    const looked = {
      publisher,
      janus: lookAtJanus(this.#sources),
      forward: this.#forward.look(),
      ffmpeg: lookAtFfmpeg(this.#sources),
      playlist,
      nginx,
      viewer: this.viewers.look(viewer, playlist.state === 'ok'),
    };
    const hops = withOwnStages(looked, stages, this.#sources.remedies);
    const { session } = controller;
    this.#status = {
      version: 1,
      at: new Date().toISOString(),
      supervisorPid: process.pid,
      profile: settings.profile.name,
      addresses: {
        site: `http://localhost:${site}`,
        publisher: `http://localhost:${site}/publisher/`,
        viewer,
        playlist: playlistUrl(settings),
      },
      stages,
      session: session
        ? {
            id: session.id,
            publisherId: session.publisher.id,
            startedAt: session.startedAt.toISOString(),
          }
        : null,
      hops,
      ...this.#onPurpose(),
      verdict: verdictOf(hops),
    };
    this.#announce();
  }

  #onPurpose(): Pick<Status, 'faults' | 'weather'> {
    const { faults, weather } = this.#sources;
    return { faults: faults.hops, weather: weather?.report ?? null };
  }

  #announce(): void {
    if (!this.#status) return;
    for (const listener of this.#listeners) listener(this.#status);
  }
}

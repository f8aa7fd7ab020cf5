/** Probe `nginx`: does it serve the playlist, and how much is it asked for? */
import { originHost } from '../stack/daemons.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import { Rate } from './rate.ts';
import type { ProbeSources } from './sources.ts';

const limitMilliseconds = 2_000;
/** The probe's own requests per look: they are not what the figure is about. */
const ownRequests = 2;
/** A player asks every few seconds: over a shorter time the figure would jump between 0 and 2. */
const windowMilliseconds = 10_000;

export class NginxProbe {
  readonly #sources: ProbeSources;
  readonly #requests = new Rate(windowMilliseconds);
  /** Both counted since nginx was started. */
  #allRequests = 0;
  #ownRequests = 0;

  constructor(sources: ProbeSources) {
    this.#sources = sources;
  }

  async look(): Promise<Hops['nginx']> {
    const { settings, nginx, playlist, remedies } = this.#sources;
    const base = `http://${originHost(settings)}`;
    const log = remedies.readLog('nginx');
    const answer = await head(`${base}/live/index.m3u8`);
    const figures: Figures['nginx'] = {
      pid: nginx.pid,
      httpStatus: answer?.status ?? null,
      requestsPerSecond: answer ? await this.#requestsPerSecond(base) : null,
      playlistCacheControl: answer?.headers.get('cache-control') ?? null,
    };
    if (nginx.state === 'running' && !answer) {
      return broken<'nginx'>(
        figures,
        {
          en: 'nginx runs, but does not answer: it was stopped, or hangs.',
          es: 'nginx está en marcha, pero no responde: alguien lo detuvo o se colgó.',
        },
        remedies.wake('nginx', nginx.pid),
      );
    }
    if (nginx.state !== 'running' || !answer) {
      const { cause, nextStep } = remedies.missing('nginx', 'nginx');
      return broken<'nginx'>(figures, cause, nextStep);
    }
    if (playlist.segments.length === 0) {
      return waiting<'nginx'>(figures, {
        en: 'nginx answers; there is nothing to serve yet.',
        es: 'nginx responde; todavía no hay nada que servir.',
      });
    }
    if (answer.status !== 200) {
      return broken<'nginx'>(
        figures,
        {
          en: `nginx answers ${answer.status} to ${base}/live/index.m3u8, though the file is there.`,
          es: `nginx responde ${answer.status} a ${base}/live/index.m3u8, aunque el archivo existe.`,
        },
        log,
      );
    }
    return (await this.#lostOnTheWay(figures)) ?? ok<'nginx'>(figures);
  }

  /** nginx serves it; do viewers get it? @returns null when they do, or nothing stands between. */
  async #lostOnTheWay(figures: Figures['nginx']): Promise<Hops['nginx'] | null> {
    const { delivery } = this.#sources;
    if (!delivery) return null;
    const answer = await head(delivery.playlistUrl);
    if (answer?.ok) return null;
    const what = answer?.status ?? '–';
    return broken<'nginx'>(
      figures,
      {
        en: `nginx serves the playlist, but viewers do not get it: edge or front does not answer (${what}).`,
        es: `nginx sirve la lista, pero no llega a los espectadores: edge o front no responde (${what}).`,
      },
      delivery.remedy,
    );
  }

  /** From nginx's own counter (ngx_http_stub_status_module): the third number of the third line. */
  async #requestsPerSecond(base: string): Promise<number | null> {
    const page = await fetch(`${base}/nginx-status`, {
      signal: AbortSignal.timeout(limitMilliseconds),
    })
      .then((response) => response.text())
      .catch(() => '');
    const requests = Number(/\n\s*\d+ \d+ (\d+)/.exec(page)?.[1] ?? Number.NaN);
    if (Number.isNaN(requests)) return null;
    // It was started anew, and counts from 0 again.
    if (requests < this.#allRequests) this.#ownRequests = 0;
    this.#allRequests = requests;
    this.#ownRequests += ownRequests;
    const rate = this.#requests.perSecond(Math.max(0, requests - this.#ownRequests));
    return rate === null ? null : Math.round(rate * 10) / 10;
  }
}

const head = (url: string): Promise<Response | undefined> =>
  fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(limitMilliseconds) }).catch(
    () => undefined,
  );

/** Probe `viewer`: what the viewers' pages say about themselves. */
import type { Hops, ViewerReport } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';

/** A page reports about once a second; one that was closed is forgotten after this. */
const forgetMilliseconds = 5_000;
/** A picture that stands still often has a few last frames left, which no player shows any more. */
const emptyBufferSeconds = 0.3;
/** After a pause a player needs the playlist again, a segment, and some of it decoded. */
const recoveryMilliseconds = 5_000;

export class ViewerReports {
  readonly #reports = new Map<string, { report: ViewerReport; at: number }>();
  /** Null while no new segments come. */
  #fedSince: number | null = Number.NEGATIVE_INFINITY;

  report(report: ViewerReport, now = Date.now()): void {
    this.#reports.set(report.viewerId, { report, at: now });
  }

  /**
   * @param isFed whether new segments keep coming: a viewer without any cannot be blamed.
   * The figures are those of the viewer that is worst off: the class should see a problem, not an average.
   */
  look(pageUrl: string, isFed: boolean, now = Date.now()): Hops['viewer'] {
    this.#fedSince = isFed ? (this.#fedSince ?? now) : null;
    for (const [id, { at }] of this.#reports) {
      if (now - at > forgetMilliseconds) this.#reports.delete(id);
    }
    const reports = [...this.#reports.values()].map(({ report }) => report);
    const worst = reports.toSorted((a, b) => a.bufferSeconds - b.bufferSeconds)[0];
    const figures = {
      viewers: reports.length,
      latencySeconds: worst?.latencySeconds ?? null,
      glassToGlassSeconds: worst?.glassToGlassSeconds ?? null,
      bufferSeconds: worst?.bufferSeconds ?? null,
      stalls: worst?.stalls ?? null,
    };
    if (!worst) {
      return waiting<'viewer'>(
        figures,
        { en: 'Nobody is watching.', es: 'Nadie está mirando.' },
        { en: `Open ${pageUrl}`, es: `Abre ${pageUrl}` },
      );
    }
    const isEmpty = worst.bufferSeconds < emptyBufferSeconds;
    if (isEmpty && this.#fedSince === null) {
      return waiting<'viewer'>(figures, {
        en: 'The viewer waits for new segments.',
        es: 'El espectador espera segmentos nuevos.',
      });
    }
    if (isEmpty && now - (this.#fedSince ?? now) < recoveryMilliseconds) {
      return waiting<'viewer'>(figures, {
        en: 'New segments come again; the viewer is about to go on.',
        es: 'Ya llegan segmentos otra vez; el espectador está por seguir.',
      });
    }
    if (isEmpty) {
      return broken<'viewer'>(
        figures,
        {
          en: 'A viewer has nothing left to play.',
          es: 'Un espectador se quedó sin nada que reproducir.',
        },
        {
          en: 'Look for the first broken hop before it.',
          es: 'Busca el primer eslabón roto antes de este.',
        },
      );
    }
    return ok<'viewer'>(figures);
  }
}

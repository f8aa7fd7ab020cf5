import { join } from 'node:path';
import type { Settings } from '../../labs/settings.ts';
import type { StatusSource } from '../../scripts/site/live-events.ts';
import { type Site, startSite } from '../../scripts/site/site.ts';
import { solutionSources } from '../../scripts/stack/stages.ts';
import type { Status, ViewerReport } from '../../scripts/stack/status.ts';
import { noStack } from './no-stack.ts';

export interface TestSite extends Site {
  readonly url: string;
  /** What was asked of the hops, oldest first: `break nginx`, `bring back nginx`. */
  readonly faults: readonly string[];
  /** What was asked of the weather, oldest first; null: clear. */
  readonly weather: readonly unknown[];
  /** What viewer pages reported, oldest first. */
  readonly reports: readonly ViewerReport[];
  /** Publishes a new status to whoever listens. */
  announce(status: Status): void;
  /** How many listen. */
  listeners(): number;
}

/** Where the site looks for the reader's own run of the bench; nothing is there by itself. */
export const benchResultsOf = ({ paths }: Settings): string =>
  join(paths.work, 'bench-results.json');

/** What programs of the same user show. */
export const testOwnerToken = 'of-the-work-folder';

/** The real site with a status that the test decides. */
export async function startTestSite(settings: Settings, first: Status): Promise<TestSite> {
  const faults: string[] = [];
  const weather: unknown[] = [];
  const reports: ViewerReport[] = [];
  const listeners = new Set<(status: Status) => void>();
  let current = first;
  const status: StatusSource = {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const site = await startSite({
    settings,
    status,
    onViewerReport: (report) => reports.push(report),
    note: () => {},
    benchResults: benchResultsOf(settings),
    ...noStack,
    faults: {
      async breakHop(hop) {
        faults.push(`break ${hop}`);
      },
      async bringBack(hop) {
        faults.push(`bring back ${hop}`);
      },
    },
    weather: {
      publisherUrl: null,
      async set(conditions) {
        weather.push(conditions);
      },
      async clear() {
        weather.push(null);
      },
    },
    ownerToken: testOwnerToken,
    sources: solutionSources(),
  });
  return {
    url: `http://localhost:${settings.ports.site}`,
    faults,
    weather,
    reports,
    pagesReady: site.pagesReady,
    pageToken: site.pageToken,
    announce(next) {
      current = next;
      for (const listener of listeners) listener(next);
    },
    listeners: () => listeners.size,
    close: () => site.close(),
  };
}

/** Tells who is on air when the weather begins: from then on, the way to Janus is another. */
import type { Status } from '../../stack/status.ts';

/** @returns what ends the watching. */
export function watchWeather(onBegun: () => void): () => void {
  // Only while somebody is on air: a browser opens six connections to a site, and no more.
  const events = new EventSource('/api/events');
  let isThere: boolean | undefined;
  events.addEventListener('status', ({ data }) => {
    const was = isThere;
    isThere = (JSON.parse(data) as Status).weather !== null;
    if (isThere && was !== true) onBegun();
  });
  return () => events.close();
}

/** For how long a cache may hand out an answer without asking the server again. */
export interface Freshness {
  /** Whoever asked: a browser's own cache. */
  browserSeconds: number;
  /** A cache that many share: a CDN, a proxy. */
  sharedSeconds: number;
  /** Added to both, while the cache asks behind the back of who waits (RFC 5861, section 3). Browsers do it, too. */
  staleWhileRevalidateSeconds: number;
  /** After that, when the server does not answer, or only with an error (RFC 5861, section 4). */
  staleIfErrorSeconds: number;
}

/**
 * Reads Cache-Control (RFC 9111, sections 4.2.1 and 5.2.2).
 * @returns null when the header says nothing: then every cache guesses for itself (section 4.2.2).
 */
export function freshness(cacheControl: string | undefined): Freshness | null {
  const directives = new Map(
    (cacheControl ?? '').split(',').map((directive) => {
      const [name = '', value = ''] = directive.trim().toLowerCase().split('=');
      return [name, value.replaceAll('"', '')] as const;
    }),
  );
  if (directives.has('no-store') || directives.has('no-cache')) {
    return {
      browserSeconds: 0,
      sharedSeconds: 0,
      staleWhileRevalidateSeconds: 0,
      staleIfErrorSeconds: 0,
    };
  }
  const seconds = (name: string): number | null => {
    const value = directives.get(name);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
  };
  const browserSeconds = seconds('max-age');
  if (browserSeconds === null) return null;
  const sharedSeconds = directives.has('private') ? 0 : (seconds('s-maxage') ?? browserSeconds);
  const stale = (name: string) => (directives.has('must-revalidate') ? 0 : (seconds(name) ?? 0));
  return {
    browserSeconds,
    sharedSeconds,
    staleWhileRevalidateSeconds: stale('stale-while-revalidate'),
    staleIfErrorSeconds: stale('stale-if-error'),
  };
}

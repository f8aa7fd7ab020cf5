/** What RFC 8216 asks of a live playlist over time, held against what a client saw of it. */
import type { PlaylistRecord } from './playlist-watch.ts';

/** @returns every rule that was broken, in one English sentence each; none when all were kept. */
export const brokenRules = (record: PlaylistRecord): string[] => [
  ...targetDurationRules(record),
  ...sequenceRules(record),
  ...(record.versions.some(({ playlist }) => playlist.endlist)
    ? ['4.3.3.4: it has an end, though the stream goes on']
    : []),
];

/** RFC 8216, sections 4.3.3.1 and 6.2.1: it never changes, and no segment is longer. */
function targetDurationRules({ versions }: PlaylistRecord): string[] {
  const targets = [...new Set(versions.map(({ playlist }) => playlist.targetDuration))];
  const segments = versions.flatMap(({ playlist }) =>
    playlist.segments.map(({ uri, duration }) => ({ uri, duration, of: playlist.targetDuration })),
  );
  return [
    ...(targets.length > 1 ? [`6.2.1: its target duration changed: ${targets.join(', ')} s`] : []),
    ...new Set(
      segments
        .filter(({ duration, of }) => Math.round(duration) > of)
        .map(({ uri, duration, of }) => `4.3.3.1: ${uri} lasts ${duration} s, of ${of} s at most`),
    ),
  ];
}

/** RFC 8216, section 6.2.2: both sequence numbers grow by one for each segment, or tag, removed. */
function sequenceRules({ versions }: PlaylistRecord): string[] {
  return versions.slice(1).flatMap(({ playlist }, index) => {
    const before = versions[index]?.playlist;
    if (!before) return [];
    const uris = new Set(playlist.segments.map(({ uri }) => uri));
    const removed = before.segments.filter(({ uri }) => !uris.has(uri));
    const removedTags = removed.filter(({ discontinuity }) => discontinuity).length;
    const media = grown(before.mediaSequenceBase, playlist.mediaSequenceBase);
    const tags = grown(before.discontinuitySequenceBase, playlist.discontinuitySequenceBase);
    return [
      ...(media === removed.length
        ? []
        : [`6.2.2: media sequence grew by ${media}, with ${removed.length} removed`]),
      ...(tags === removedTags
        ? []
        : [`6.2.2: discontinuity sequence grew by ${tags}, with ${removedTags} removed`]),
    ];
  });
}

const grown = (before = 0, after = 0): number => after - before;

/**
 * RFC 8216, section 6.2.2: a segment is still there for its own duration and the playlist's after it
 * was removed. Ask at the end of a watch: it is about those that were removed a short while ago.
 */
export async function removedTooSoon(
  url: string,
  record: PlaylistRecord,
): Promise<{ asked: number; missing: string[] }> {
  const playlistSeconds = Math.max(
    ...record.versions.map(({ playlist }) =>
      playlist.segments.reduce((sum, { duration }) => sum + duration, 0),
    ),
  );
  const now = Date.now();
  const removed = [...record.segments.values()].filter(({ lastListedAt, durationSeconds }) => {
    const secondsAgo = (now - lastListedAt) / 1_000;
    return secondsAgo > 0.5 && secondsAgo < durationSeconds + playlistSeconds - 0.5;
  });
  const missing: string[] = [];
  for (const { uri } of removed) {
    const response = await fetch(new URL(uri, url), { method: 'HEAD' });
    if (response.status !== 200) missing.push(`6.2.2: ${uri}, removed a while ago, is not there`);
  }
  return { asked: removed.length, missing };
}

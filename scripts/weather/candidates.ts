/** ICE candidates in SDP and in Janus's trickle (RFC 8839, section 5.1; Janus documentation, JSEP and trickle). */
import type { Address } from './udp-proxy.ts';

/** What to offer in place of a candidate; null takes it out. */
export type StandIn = (candidate: Address) => Promise<number | null>;

/** foundation, component, transport, priority; address; port; type and the rest. */
const pattern = /^((?:a=)?candidate:\S+ \d+ udp \d+) (\S+) (\d+) (typ host\b.*)$/i;

/** The same candidate at the address of what stands in for it; null when nothing does. */
export async function replaceCandidate(line: string, standIn: StandIn): Promise<string | null> {
  const [, head, address, port, tail] = pattern.exec(line) ?? [];
  if (!head || !address || !port) return null;
  const own = await standIn({ address, port: Number(port) });
  return own === null ? null : `${head} ${address} ${own} ${tail}`;
}

/** Janus's SDP, with other candidates and nothing else changed. */
export async function replaceCandidates(sdp: string, standIn: StandIn): Promise<string> {
  const lines: string[] = [];
  for (const line of sdp.split('\r\n')) {
    const kept = isCandidate(line) ? await replaceCandidate(line, standIn) : line;
    if (kept !== null) lines.push(kept);
  }
  return lines.join('\r\n');
}

/** A publisher's SDP without its candidates: Janus learns where it is from the checks that arrive. */
export const withoutCandidates = (sdp: string): string =>
  sdp
    .split('\r\n')
    .filter((line) => !isCandidate(line))
    .join('\r\n');

/** All candidates of one ICE session carry its `ice-ufrag` (RFC 8839, section 5.4). */
export const iceUser = (sdp: string): string => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? '';

const isCandidate = (line: string): boolean => line.startsWith('a=candidate:');

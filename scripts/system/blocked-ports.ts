import { basePorts } from '../../labs/settings.ts';

/**
 * Ports that browsers, and Node's `fetch`, never connect to (WHATWG Fetch, section "Port
 * blocking"): those of its list that lie above the workshop's lowest port.
 */
const blockedByFetch: ReadonlySet<number> = new Set([
  5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** The first port that this offset would give to HTTP or WebSocket and that browsers refuse; null if none. */
export function blockedPort(portOffset: number): number | null {
  const { site, origin, janusWebSocket, janusAdmin } = basePorts;
  const ports = [site, origin, janusWebSocket, janusAdmin].map((base) => base + portOffset);
  return ports.find((port) => blockedByFetch.has(port)) ?? null;
}

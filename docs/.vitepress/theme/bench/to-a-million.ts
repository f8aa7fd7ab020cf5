/**
 * From measured figures to an event of any size: HLS by a CDN beside WebRTC by servers of one's own.
 * Multiplication, nothing else. What stands before the viewers, and costs both ways the same, is left
 * out: publisher, Janus, transcoder.
 */
export interface EventInputs {
  /** All at the same time, all of the hours. */
  viewers: number;
  hours: number;
  /** Picture and sound as one viewer receives them, in 10^6 bits per second. */
  megabitsPerSecond: number;
  /** Length of a segment, which is also when a player asks for the playlist again. */
  segmentSeconds: number;
  /** Caches of the CDN that ask the origin. */
  edges: number;
  /** What the CDN takes for 10^9 bytes that it sends to viewers. */
  cdnUsdPerGigabyte: number;
  cdnUsdPer10000Requests: number;
  usdPerCoreHour: number;
  /** What the traffic of one's own servers costs, per 10^9 bytes. */
  ownUsdPerGigabyte: number;
  /** Where one core of nginx is full. */
  hlsViewersPerCore: number;
  /** Where one core of Janus is full. */
  webrtcViewersPerCore: number;
}

/** What one way asks of one's own servers, and what it costs. */
export interface WayCosts {
  /** Sent to the viewers, in bits per second. */
  viewerBitsPerSecond: number;
  /** The same in all the hours, in bytes. */
  viewerBytes: number;
  /** From all viewers: playlists and segments. */
  requestsPerSecond: number;
  /** That reach one's own servers. */
  ownRequestsPerSecond: number;
  /** Sent by one's own servers, in bits per second. */
  ownBitsPerSecond: number;
  /** Share of the viewers' bytes that a cache had: from 0 to 1. */
  hitRatio: number;
  /** Full cores of one's own: never a part of one. */
  ownCores: number;
  /** Full cores of the CDN, within its price. */
  cdnCores: number;
  /** The parts of the money, in USD. */
  usd: { cdnTraffic: number; cdnRequests: number; ownTraffic: number; ownCores: number };
  totalUsd: number;
}

export interface MillionResult {
  hls: WayCosts;
  webrtc: WayCosts;
  /**
   * Price of a gigabyte of one's own at which both cost the same, all else as it is; null where no
   * price does that.
   */
  evenUsdPerGigabyte: number | null;
}

/** @param inputs all above 0, but prices, which may be 0. */
export function toAMillion(inputs: EventInputs): MillionResult {
  const [hls, webrtc] = [hlsByCdn(inputs), webrtcByOwnServers(inputs)];
  return { hls, webrtc, evenUsdPerGigabyte: evenPrice(hls, webrtc, inputs) };
}

function hlsByCdn(inputs: EventInputs): WayCosts {
  const { viewers, segmentSeconds, hlsViewersPerCore } = inputs;
  // An edge nobody asks fetches nothing.
  const edges = Math.min(inputs.edges, viewers);
  const segmentsPerSecond = 1 / segmentSeconds;
  // `s-maxage=1`: an edge asks once a second at most, and only when one of its viewers does.
  const playlistsPerEdge = Math.min(1, viewers / edges / segmentSeconds);
  return withMoney(inputs, {
    ...trafficToViewers(inputs),
    requestsPerSecond: 2 * viewers * segmentsPerSecond,
    ownRequestsPerSecond: edges * (segmentsPerSecond + playlistsPerEdge),
    ownBitsPerSecond: edges * bitsPerSecond(inputs),
    hitRatio: 1 - edges / viewers,
    // To the origin an edge is a viewer: it fetches every segment once.
    ownCores: Math.ceil(edges / hlsViewersPerCore),
    cdnCores: Math.ceil(viewers / hlsViewersPerCore),
  });
}

function webrtcByOwnServers(inputs: EventInputs): WayCosts {
  const traffic = trafficToViewers(inputs);
  return withMoney(inputs, {
    ...traffic,
    requestsPerSecond: 0,
    ownRequestsPerSecond: 0,
    // Each viewer's packets are encrypted for that viewer alone: there is nothing to keep.
    ownBitsPerSecond: traffic.viewerBitsPerSecond,
    hitRatio: 0,
    ownCores: Math.ceil(inputs.viewers / inputs.webrtcViewersPerCore),
    cdnCores: 0,
  });
}

const bitsPerSecond = ({ megabitsPerSecond }: EventInputs): number => 1e6 * megabitsPerSecond;
const secondsOf = ({ hours }: EventInputs): number => 3_600 * hours;
const gigabytes = (bits: number, inputs: EventInputs): number => (bits / 8e9) * secondsOf(inputs);

function trafficToViewers(inputs: EventInputs) {
  const viewerBitsPerSecond = inputs.viewers * bitsPerSecond(inputs);
  return { viewerBitsPerSecond, viewerBytes: (viewerBitsPerSecond / 8) * secondsOf(inputs) };
}

function withMoney(inputs: EventInputs, way: Omit<WayCosts, 'usd' | 'totalUsd'>): WayCosts {
  const { cdnUsdPerGigabyte, cdnUsdPer10000Requests, ownUsdPerGigabyte, usdPerCoreHour } = inputs;
  const isByCdn = way.cdnCores > 0;
  const requests = way.requestsPerSecond * secondsOf(inputs);
  const usd = {
    cdnTraffic: isByCdn ? gigabytes(way.viewerBitsPerSecond, inputs) * cdnUsdPerGigabyte : 0,
    cdnRequests: isByCdn ? (requests / 10_000) * cdnUsdPer10000Requests : 0,
    ownTraffic: gigabytes(way.ownBitsPerSecond, inputs) * ownUsdPerGigabyte,
    ownCores: way.ownCores * inputs.hours * usdPerCoreHour,
  };
  const totalUsd = Object.values(usd).reduce((sum, part) => sum + part, 0);
  return { ...way, usd, totalUsd };
}

function evenPrice(hls: WayCosts, webrtc: WayCosts, inputs: EventInputs): number | null {
  const withoutOwnTraffic = (way: WayCosts) => way.totalUsd - way.usd.ownTraffic;
  const moreOfHls = withoutOwnTraffic(hls) - withoutOwnTraffic(webrtc);
  const moreGigabytesOfWebrtc = gigabytes(webrtc.ownBitsPerSecond - hls.ownBitsPerSecond, inputs);
  const price = moreOfHls / moreGigabytesOfWebrtc;
  return Number.isFinite(price) && price >= 0 ? price : null;
}

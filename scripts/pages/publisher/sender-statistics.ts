/** What is sent, from `RTCPeerConnection.getStats()` (W3C, Identifiers for WebRTC's Statistics API). */

export interface SenderStatistics {
  videoCodec: string | null;
  audioCodec: string | null;
  widthPixels: number | null;
  heightPixels: number | null;
  framesPerSecond: number | null;
  /** Video and audio, without headers; null before the second reading. */
  bitsPerSecond: number | null;
  roundTripSeconds: number | null;
  packetsLost: number | null;
}

interface OutboundRtp {
  type: 'outbound-rtp';
  kind: 'audio' | 'video';
  timestamp: number;
  bytesSent: number;
  codecId?: string;
  frameWidth?: number;
  frameHeight?: number;
  framesPerSecond?: number;
}

interface RemoteInboundRtp {
  type: 'remote-inbound-rtp';
  packetsLost?: number;
  roundTripTime?: number;
}

/** Reads statistics again and again: a bitrate is the difference of two readings. */
export class SenderStatisticsReader {
  readonly #peerConnection: RTCPeerConnection;
  #before: { bytes: number; atMilliseconds: number } | undefined;

  constructor(peerConnection: RTCPeerConnection) {
    this.#peerConnection = peerConnection;
  }

  async read(): Promise<SenderStatistics> {
    const report = await this.#peerConnection.getStats();
    const all = [...report.values()] as (OutboundRtp | RemoteInboundRtp)[];
    const sent = all.filter((entry) => entry.type === 'outbound-rtp');
    const received = all.filter((entry) => entry.type === 'remote-inbound-rtp');
    const video = sent.find(({ kind }) => kind === 'video');
    const audio = sent.find(({ kind }) => kind === 'audio');
    const codecOf = (entry: OutboundRtp | undefined): string | null =>
      report.get(entry?.codecId ?? '')?.mimeType?.split('/')[1] ?? null;
    const roundTrips = received.flatMap(({ roundTripTime }) => roundTripTime ?? []);
    return {
      videoCodec: codecOf(video),
      audioCodec: codecOf(audio),
      widthPixels: video?.frameWidth ?? null,
      heightPixels: video?.frameHeight ?? null,
      framesPerSecond: video?.framesPerSecond ?? null,
      bitsPerSecond: this.#bitrate(sent),
      roundTripSeconds: roundTrips.length > 0 ? Math.max(...roundTrips) : null,
      packetsLost:
        received.length > 0
          ? received.reduce((total, { packetsLost = 0 }) => total + packetsLost, 0)
          : null,
    };
  }

  #bitrate(sent: readonly OutboundRtp[]): number | null {
    const bytes = sent.reduce((total, { bytesSent }) => total + bytesSent, 0);
    const atMilliseconds = Math.max(...sent.map(({ timestamp }) => timestamp));
    const before = this.#before;
    this.#before = { bytes, atMilliseconds };
    if (!before || atMilliseconds <= before.atMilliseconds) return null;
    return ((bytes - before.bytes) * 8000) / (atMilliseconds - before.atMilliseconds);
  }
}

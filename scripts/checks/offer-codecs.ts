/** What an SDP offer proposes for one kind of media, best first (RFC 8866; RFC 8829, section 5.2.1). */
export interface OfferedCodec {
  payloadType: string;
  /** `H264/90000`. */
  name: string;
  /** The parameters of its `a=fmtp` line; empty when it has none. */
  parameters: string;
}

/** @returns null when the offer has no such media. */
export function offeredCodecs(offer: string, kind: 'audio' | 'video'): OfferedCodec[] | null {
  const section = offer.split(/^(?=m=)/m).find((part) => part.startsWith(`m=${kind} `));
  if (section === undefined) return null;
  const lines = section.split(/\r?\n/);
  const attributeOf = (attribute: string, payloadType: string) => {
    const start = `a=${attribute}:${payloadType} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length) ?? '';
  };
  // m=video 9 UDP/TLS/RTP/SAVPF 108 109
  const [, , , ...payloadTypes] = (lines[0] ?? '').split(' ');
  return payloadTypes.map((payloadType) => ({
    payloadType,
    name: attributeOf('rtpmap', payloadType),
    parameters: attributeOf('fmtp', payloadType),
  }));
}

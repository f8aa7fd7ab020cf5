/** True when this packet holds two channels: a flag in its first byte (RFC 6716, section 3.1). */
export const isStereoOpus = (packet: Uint8Array): boolean => ((packet[0] ?? 0) & 0x04) !== 0;

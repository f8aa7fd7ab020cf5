/** @returns how many ticks lie between two RTP timestamps (32 bits); negative when the second is the earlier one. */
export const ticksBetween = (earlier: number, later: number): number =>
  // The signed difference of two 32-bit counters survives their wrapping around (RFC 3550, section 5.1).
  (later - earlier) | 0;

import { type RtcpPacket, RtcpPayloadSpecificFeedback } from 'werift';

/** Feedback message types (FMT) of payload-specific feedback. */
const pictureLossIndication = 1; // RFC 4585, section 6.3.1
const fullIntraRequest = 4; // RFC 5104, section 4.3.1

/** The fields of both; werift has a class for FIR, and does not export it. */
interface KeyframeFeedback {
  count: number;
  mediaSsrc: number;
  fir?: readonly { ssrc: number }[];
}

/**
 * True when an RTCP packet asks the stream with this SSRC for a keyframe, as PLI or as FIR.
 * FIR names its streams in its entries and leaves the packet's media SSRC zero.
 */
export function asksForKeyframe(packet: RtcpPacket, ssrc: number): boolean {
  if (!(packet instanceof RtcpPayloadSpecificFeedback)) return false;
  const feedback = packet.feedback as unknown as KeyframeFeedback | undefined;
  if (feedback?.count === pictureLossIndication) return feedback.mediaSsrc === ssrc;
  if (feedback?.count !== fullIntraRequest) return false;
  return feedback.fir?.some((entry) => entry.ssrc === ssrc) ?? false;
}

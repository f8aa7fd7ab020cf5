/** The newest SPS and PPS of a stream: without them a decoder can begin nowhere (H.264, section 7.4.1.2.1). */
import { nalUnitsOfPayloads } from '../../media/rtp.ts';

const sequenceParameterSet = 7;
const pictureParameterSet = 8;

export class ParameterSets {
  #sequence: Buffer | undefined;
  #picture: Buffer | undefined;

  /** Remembers those that stand in this picture. */
  note(nalTypes: readonly number[], payloads: readonly Buffer[]): void {
    if (!nalTypes.includes(sequenceParameterSet) && !nalTypes.includes(pictureParameterSet)) return;
    for (const unit of nalUnitsOfPayloads(payloads)) {
      const type = (unit[0] ?? 0) & 0x1f;
      if (type === sequenceParameterSet) this.#sequence = Buffer.from(unit);
      if (type === pictureParameterSet) this.#picture = Buffer.from(unit);
    }
  }

  /** As payloads of packets of their own (RFC 6184, section 5.6); those that never came are missing. */
  get payloads(): Buffer[] {
    return [this.#sequence, this.#picture].filter((unit) => unit !== undefined);
  }
}

/** An SDP (RFC 8866) as its lines and sections, as far as a class looks into it. */

export interface SdpDocument {
  lineCount: number;
  /** What stands before the first media, and holds for all of them. */
  session: readonly string[];
  /** Each begins with its `m=` line. */
  media: readonly (readonly string[])[];
}

export function readSdp(sdp: string): SdpDocument {
  const lines = sdp
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  return {
    lineCount: lines.length,
    session: lines.slice(0, starts[0] ?? lines.length),
    media: starts.map((start, place) => lines.slice(start, starts[place + 1] ?? lines.length)),
  };
}

/** @returns the section of the first video; undefined when none is offered. */
export const videoSection = ({ media }: SdpDocument): readonly string[] | undefined =>
  media.find(([first]) => first?.startsWith('m=video '));

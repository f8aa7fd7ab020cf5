/**
 * Which lines of an offer and its answer a class should see, shortened so that the back row can
 * read them, and what each means in a few words. Whoever publishes: a browser or werift.
 */
import type { Text } from '../../../../../scripts/language/text.ts';
import { readSdp, type SdpDocument, videoSection } from './sdp-document.ts';
import { texts } from './texts.ts';

export type SdpTopic =
  | 'picture'
  | 'codec'
  | 'profile'
  | 'direction'
  | 'setup'
  | 'fingerprint'
  | 'candidate';

/** One topic, as both sides write it. */
export interface SdpRow {
  topic: SdpTopic;
  meaning: Text;
  /** What stands where a side says nothing of it. */
  missing: Text;
  /** Null where that side says nothing of it. */
  offer: string | null;
  answer: string | null;
}

export interface SdpComparison {
  rows: readonly SdpRow[];
  /** How many lines of each are not shown. */
  folded: { offer: number; answer: number };
}

interface Topic {
  topic: SdpTopic;
  meaning(payloadType: string): Text;
  find(sdp: SdpDocument, payloadType: string): string | null;
}

/** In the order in which a class is told of them. */
const topics: readonly Topic[] = [
  {
    topic: 'picture',
    meaning: texts.sdpPicture,
    find: (sdp, payloadType) => shorten(videoSection(sdp)?.[0], () => `m=video … ${payloadType}`),
  },
  {
    topic: 'codec',
    meaning: () => texts.sdpCodec,
    find: (sdp, payloadType) =>
      shorten(find(videoSection(sdp), `a=rtpmap:${payloadType} `), (text) => {
        return `a=rtpmap … ${text.split(' ')[1]?.split('/')[0]}`;
      }),
  },
  {
    topic: 'profile',
    meaning: () => texts.sdpProfile,
    find: (sdp, payloadType) => {
      const line = find(videoSection(sdp), `a=fmtp:${payloadType} `);
      const profile = /profile-level-id=([0-9a-f]{6})/i.exec(line ?? '')?.[1];
      return profile === undefined ? null : shorten(line, () => `a=fmtp … ${profile}`);
    },
  },
  {
    topic: 'direction',
    meaning: () => texts.sdpDirection,
    find: (sdp) => {
      const isDirection = (text: string) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.test(text);
      return inVideoOrSession(sdp, isDirection);
    },
  },
  {
    topic: 'setup',
    meaning: () => texts.sdpSetup,
    find: (sdp) => inVideoOrSession(sdp, (text) => text.startsWith('a=setup:')),
  },
  {
    topic: 'fingerprint',
    meaning: () => texts.sdpFingerprint,
    find: (sdp) => {
      const line = inVideoOrSession(sdp, (text) => text.startsWith('a=fingerprint:'));
      const begin = (text: string) => (text.split(' ')[1] ?? '').split(':')[0];
      return shorten(line, (text) => `a=fingerprint … ${begin(text)}`);
    },
  },
  {
    topic: 'candidate',
    meaning: () => texts.sdpCandidate,
    find: (sdp) => {
      const candidates = sdp.media.flat().filter((line) => line.startsWith('a=candidate:'));
      const line = candidates.find((text) => / udp /i.test(text)) ?? candidates[0];
      // candidate:foundation component transport priority address port (RFC 8839, section 5.1).
      return shorten(line, (text) => `a=candidate … ${text.split(' ')[5]}`);
    },
  },
];

/** @returns the lines that matter, those of one meaning beside each other. */
export function compareDescriptions(offer: string, answer: string): SdpComparison {
  const sides = { offer: readSdp(offer), answer: readSdp(answer) };
  const payloadType = chosenPayloadType(sides.answer) ?? chosenPayloadType(sides.offer) ?? '';
  const rows = topics
    .map(({ topic, meaning, find }) => ({
      topic,
      meaning: meaning(payloadType),
      // Trickle ICE (RFC 8838): one by one, after the description.
      missing: topic === 'candidate' ? texts.sentLater : texts.notSaid,
      offer: find(sides.offer, payloadType),
      answer: find(sides.answer, payloadType),
    }))
    .filter((row) => row.offer !== null || row.answer !== null);
  const folded = (side: 'offer' | 'answer') =>
    sides[side].lineCount - rows.filter((row) => row[side] !== null).length;
  return { rows, folded: { offer: folded('offer'), answer: folded('answer') } };
}

/** Of H.264 where there is one; a room may have been told another codec in lab 02. */
function chosenPayloadType(sdp: SdpDocument): string | undefined {
  const section = videoSection(sdp) ?? [];
  // m=video port protocol type type …
  const offered = section[0]?.split(' ').slice(3) ?? [];
  const isH264 = (type: string) => /^\S+ H264\//i.test(find(section, `a=rtpmap:${type} `) ?? '');
  return offered.find(isH264) ?? offered[0];
}

const find = (lines: readonly string[] | undefined, begin: string) =>
  lines?.find((line) => line.startsWith(begin));

/** What stands in the session's part holds for each media that says nothing else. */
const inVideoOrSession = (sdp: SdpDocument, fits: (text: string) => boolean): string | null =>
  [...(videoSection(sdp) ?? []), ...sdp.session].find(fits) ?? null;

const shorten = (
  line: string | undefined | null,
  write: (line: string) => string,
): string | null => (line ? write(line) : null);

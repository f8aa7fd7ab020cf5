/**
 * THE table of ports, addresses, room, codecs, segment profiles and secrets.
 *
 * Every configuration file, request and command line of the pipeline is rendered from
 * one `Settings` object, so a number that stands here stands nowhere else. The schema
 * describes every field; the types are inferred from it.
 */
import { z } from 'zod';

const port = z.int().min(1).max(65_535);
const secret = z.string().min(1);
const absolutePath = z.string().startsWith('/');

/** The ports at offset 0. `WORKSHOP_PORT_OFFSET` is added to every one of them. */
export const basePorts = {
  /** Site, plain pages and live API (HTTP). */
  site: 5173,
  /** HLS origin: nginx (HTTP). */
  origin: 8080,
  /** Janus API (WebSocket). */
  janusWebSocket: 8188,
  /** Janus Admin API (HTTP). */
  janusAdmin: 7088,
  /**
   * RTP from Janus to FFmpeg. RTCP takes the next port up, so RTP ports are even (RFC 3550, section 11).
   * FFmpeg listens on the RTCP ports too: the supervisor sends RTCP sender reports there, from which
   * FFmpeg learns how audio and video belong together. Janus does not forward them. By default the
   * relay stands here, and FFmpeg behind it.
   */
  rtpAudio: 5002,
  rtcpAudio: 5003,
  rtpVideo: 5004,
  rtcpVideo: 5005,
  /**
   * From the relay to FFmpeg: two sets of ports, so that one FFmpeg can take over from another.
   * Without the relay (`ingest: 'direct'`) FFmpeg listens on 5002 and 5004 itself.
   */
  relayedAudioA: 5006,
  relayedVideoA: 5008,
  relayedAudioB: 5010,
  relayedVideoB: 5012,
  /** WebSocket of Janus as publishers reach it through the weather. */
  weather: 8189,
  /** UDP range in which Janus receives WebRTC media. */
  iceFirst: 20_000,
  iceLast: 20_029,
} as const;

export type PortName = keyof typeof basePorts;

/** The largest offset that keeps the highest base port inside 16 bits. */
export const maximumPortOffset = 65_535 - Math.max(...Object.values(basePorts));

export const segmentProfileNames = ['classic', 'balanced', 'low'] as const;
export type SegmentProfileName = (typeof segmentProfileNames)[number];

export const segmentProfileSchema = z.object({
  name: z.enum(segmentProfileNames),
  segmentSeconds: z.int().min(1).max(10).describe('Length of one segment, in seconds.'),
  keyframeIntervalSeconds: z
    .int()
    .min(1)
    .describe(
      'How often Janus asks the publisher for a keyframe (VideoRoom fir_freq), in seconds.',
    ),
  targetDurationSeconds: z
    .int()
    .min(1)
    .describe('EXT-X-TARGETDURATION: no rounded EXTINF is longer (RFC 8216, section 4.3.3.1).'),
  playlistSegments: z
    .int()
    .min(3)
    .describe(
      'Segments listed in the playlist. RFC 8216, section 6.2.2 wants three target durations at least.',
    ),
  liveSyncSegments: z
    .number()
    .min(1)
    .describe(
      'How many segments behind the live edge the viewer plays (hls.js liveSyncDurationCount).',
    ),
});
export type SegmentProfile = z.infer<typeof segmentProfileSchema>;

const profile = (name: SegmentProfileName, segmentSeconds: number, liveSyncSegments: number) => ({
  name,
  segmentSeconds,
  keyframeIntervalSeconds: segmentSeconds,
  targetDurationSeconds: segmentSeconds,
  playlistSegments: 6,
  liveSyncSegments,
});

/** The three ways to cut the stream: what the class is told, a middle way, and as low as plain HLS goes. */
export const segmentProfiles: Readonly<Record<SegmentProfileName, SegmentProfile>> = {
  // 2.5, not 3: the newest segment is already up to 4 s old when a player asks.
  // RFC 8216, section 6.3.3: a client SHOULD NOT start less than three target durations from the end
  // of the playlist, because it may stall. "balanced" keeps to that. The other two trade some of this
  // safety for latency, which a workshop may: origin and viewer are on one network.
  classic: profile('classic', 4, 2.5),
  balanced: profile('balanced', 2, 3),
  // 1.7: hls.js that finds nothing new asks again half a target duration later, so up to one and a half
  // of them pass until it knows of the next segment. The rest is its reserve: two tenths of a second.
  low: profile('low', 1, 1.7),
};

export const ingestWays = ['relay', 'direct'] as const;
export type IngestWay = (typeof ingestWays)[number];

export const pictureChoices = ['copy', 'encode', 'auto'] as const;
export type PictureChoice = (typeof pictureChoices)[number];

export const secretsSchema = z.object({
  api: secret.describe('Janus API: every request carries it as `apisecret`.'),
  admin: secret.describe('Janus Admin API: every request carries it as `admin_secret`.'),
  room: secret.describe('VideoRoom: whoever has it may change or forward the room.'),
  forward: secret.describe('VideoRoom `admin_key`: asked for by `create` and `rtp_forward`.'),
  pin: secret.describe(
    'VideoRoom `pin` (the PIN): asked of everyone who joins. The only one that people see.',
  ),
});
export type Secrets = z.infer<typeof secretsSchema>;

export const settingsSchema = z.object({
  listenAddress: z
    .union([z.ipv4(), z.ipv6()])
    .describe('Where nginx and the site listen. Everything else stays on loopback.'),
  janusListenAddress: z
    .ipv4()
    .describe(
      'Where Janus’s APIs listen: loopback, or all of the container that Janus has to itself.',
    ),
  janusHost: z
    .string()
    .min(1)
    .describe('Where the supervisor and nginx reach Janus’s APIs: an address or a name.'),
  originHost: z
    .string()
    .min(1)
    .nullable()
    .describe(
      'Where the supervisor reaches nginx, when that is elsewhere; null: where nginx listens.',
    ),
  mediaAddress: z
    .ipv4()
    .describe('Where FFmpeg listens for RTP. An IP literal: rtp_forward does not use names.'),
  natAddresses: z
    .array(z.ipv4())
    .describe(
      'Under which addresses browsers reach Janus from outside its container; empty without one.',
    ),
  publicHost: z
    .string()
    .min(1)
    .nullable()
    .describe(
      'host:port under which others reach site, stream and Janus by HTTPS, through the front of the containers; null: each server at its own port.',
    ),
  iceAddress: z
    .union([z.ipv4(), z.ipv6()])
    .nullable()
    .describe('The one address WebRTC media uses; null lets Janus take every interface.'),
  ingest: z
    .enum(ingestWays)
    .describe(
      'Who receives Janus’s RTP: the relay, which hands on whole pictures only, or FFmpeg itself.',
    ),
  portOffset: z.int().min(0).max(maximumPortOffset),
  ports: z.record(z.enum(Object.keys(basePorts) as [PortName, ...PortName[]]), port),
  room: z.object({
    id: z.int().min(1),
    description: z.string(),
    maximumPublishers: z
      .int()
      .min(1)
      .describe('Counts everyone who joins as a publisher, also who only watches.'),
    maximumBitrateBitsPerSecond: z.int().min(64_000),
  }),
  video: z.object({
    codec: z.literal('h264'),
    payloadType: z
      .int()
      .min(96)
      .max(127)
      .describe('RTP payload type on the way to FFmpeg (RFC 3551).'),
    clockRateHz: z.literal(90_000).describe('RFC 6184, section 5.1.'),
    profileLevelId: z
      .string()
      .length(6)
      .describe('Constrained baseline, level 3.1 (RFC 6184, section 8.1).'),
    picture: z
      .enum(pictureChoices)
      .describe(
        'Copied as it comes, encoded anew, or (auto) encoded anew only while packets are lost.',
      ),
  }),
  audio: z.object({
    codec: z.literal('opus'),
    payloadType: z.int().min(96).max(127),
    clockRateHz: z.literal(48_000).describe('RFC 7587, section 4.1: always 48 kHz.'),
    channels: z.literal(2).describe('RFC 7587, section 7: always announced as 2.'),
    aacBitrateBitsPerSecond: z.int().min(32_000),
  }),
  profile: segmentProfileSchema,
  nginxUser: z
    .string()
    .min(1)
    .nullable()
    .describe(
      'The user nginx serves files as; null when nginx cannot, and need not, change users.',
    ),
  paths: z.object({
    work: absolutePath.describe('Everything this stack writes lies below.'),
    janus: absolutePath.describe('Rendered .jcfg files.'),
    nginx: absolutePath.describe('Rendered nginx.conf, its pid and temporary files.'),
    sessions: absolutePath.describe('FFmpeg’s own output: one folder per publishing session.'),
    web: absolutePath.describe('What nginx serves: its document root.'),
    live: absolutePath.describe('/live/ in there: the public index.m3u8 and its segments.'),
    logs: absolutePath.describe('One log per process.'),
  }),
  secrets: secretsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

const loopbackAddress = '127.0.0.1';

export interface SettingsChoices {
  /** Everything the stack writes lies below this folder (absolute). */
  workDirectory: string;
  secrets: Secrets;
  profile?: SegmentProfileName;
  portOffset?: number;
  listenAddress?: string;
  iceAddress?: string | null;
  janusListenAddress?: string;
  janusHost?: string;
  originHost?: string | null;
  mediaAddress?: string;
  natAddresses?: readonly string[];
  publicHost?: string | null;
  nginxUser?: string | null;
  ingest?: IngestWay;
  picture?: PictureChoice;
}

/**
 * The settings of one stack.
 * @throws {z.ZodError} when a value is out of range.
 */
export function createSettings(choices: SettingsChoices): Settings {
  const { workDirectory, secrets, portOffset = 0 } = choices;
  const ports = Object.fromEntries(
    Object.entries(basePorts).map(([name, base]) => [name, base + portOffset]),
  );
  return settingsSchema.parse({
    listenAddress: choices.listenAddress ?? '127.0.0.1',
    janusListenAddress: choices.janusListenAddress ?? loopbackAddress,
    janusHost: choices.janusHost ?? loopbackAddress,
    originHost: choices.originHost ?? null,
    mediaAddress: choices.mediaAddress ?? loopbackAddress,
    natAddresses: choices.natAddresses ?? [],
    publicHost: choices.publicHost ?? null,
    iceAddress: choices.iceAddress ?? null,
    ingest: choices.ingest ?? 'relay',
    portOffset,
    ports,
    room: {
      id: 1234,
      description: 'Hybrid streaming workshop',
      maximumPublishers: 8,
      maximumBitrateBitsPerSecond: 2_000_000,
    },
    video: {
      codec: 'h264',
      payloadType: 96,
      clockRateHz: 90_000,
      profileLevelId: '42e01f',
      picture: choices.picture ?? 'copy',
    },
    audio: {
      codec: 'opus',
      payloadType: 111,
      clockRateHz: 48_000,
      channels: 2,
      aacBitrateBitsPerSecond: 128_000,
    },
    profile: segmentProfiles[choices.profile ?? 'classic'],
    nginxUser: choices.nginxUser === undefined ? defaultNginxUser() : choices.nginxUser,
    paths: {
      work: workDirectory,
      janus: `${workDirectory}/janus`,
      nginx: `${workDirectory}/nginx`,
      sessions: `${workDirectory}/sessions`,
      web: `${workDirectory}/web`,
      live: `${workDirectory}/web/live`,
      logs: `${workDirectory}/logs`,
    },
    secrets,
  });
}

/**
 * Started by root, nginx would serve files as `nobody`, who may not look into a home folder. Started
 * by anyone else, it stays that user. In a browser there is no `process`, and no nginx either.
 */
const defaultNginxUser = (): string | null =>
  globalThis.process?.getuid?.() === 0 ? 'root' : null;

/** True when the stack is open to other machines (`--host`). */
export const isOpenToNetwork = (settings: Settings): boolean =>
  !settings.listenAddress.startsWith('127.') && settings.listenAddress !== '::1';

/** The playlist's public address, as a browser on this machine writes it. */
export const playlistUrl = (settings: Settings): string =>
  `http://localhost:${settings.ports.origin}/live/index.m3u8`;

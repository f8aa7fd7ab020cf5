/**
 * A student's request and SDP on a real Janus with a publisher on air: sockets that receive what
 * is forwarded, and an ffprobe that reads the SDP.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import { forwardRequest as referenceRequest } from '../../solutions/03-rtp-forward/forward.ts';
import type { Forwarder } from '../janus/video-room.ts';
import type { TrialTools } from '../labs/lab-checks.ts';
import type { RtpPacket } from '../media/rtp.ts';
import { ownSettings } from './own-settings.ts';
import { probeSdp, type SdpProbe } from './probe-sdp.ts';
import { forwardFor, type RoomOnAir } from './room-on-air.ts';
import { receiveRtp } from './rtp-receiver.ts';

export const kinds = ['audio', 'video'] as const;
export type Kind = (typeof kinds)[number];
/** With its article. */
export const kindInSpanish = { audio: 'el audio', video: 'el video' } as const;

export interface TriedForward extends TrialTools {
  bench: RoomOnAir;
  settings: Settings;
  /** What arrives on the ports of the settings. */
  arrived: Readonly<Record<Kind, readonly RtpPacket[]>>;
  /** What the request for the publisher on air names. */
  namedMids: readonly string[];
  /** What Janus made of the request for the publisher on air. */
  forwarders: readonly Forwarder[];
  /** The SDP in FFmpeg's hands, fed by the reference's request. It has settings of its own. */
  probe: Promise<{ settings: Settings; sdp: string } & SdpProbe>;
}

/** Opens the sockets, and lets ffprobe look at the SDP. */
export async function startTriedForward(
  tools: TrialTools,
  bench: RoomOnAir,
): Promise<TriedForward> {
  bench.assertOnAir();
  const [settings, settingsOfProbe] = await Promise.all([
    trialSettings(bench, tools),
    trialSettings(bench, tools),
  ]);
  const { mediaAddress, ports } = settings;
  const [audio, video] = await Promise.all([
    receiveRtp(tools.scope, mediaAddress, ports.rtpAudio),
    receiveRtp(tools.scope, mediaAddress, ports.rtpVideo),
  ]);
  // The student's process answers one call at a time: the SDP is asked for first, and FFmpeg
  // then looks at it while the other checks go on. When it loops, they get another process.
  const sdp = tools.student.call('sessionDescription', [settingsOfProbe], z.string());
  await Promise.allSettled([sdp]);
  const probe = sdp.then((text) => startProbe(bench, tools, settingsOfProbe, text));
  probe.catch(() => {});
  return {
    ...tools,
    bench,
    settings,
    arrived: { audio, video },
    namedMids: [],
    forwarders: [],
    probe,
  };
}

/** Room, secrets and Janus of the bench; RTP ports and payload types of its own. */
async function trialSettings(bench: RoomOnAir, { scope }: TrialTools): Promise<Settings> {
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const { room, secrets, ports } = bench.settings;
  return {
    ...settings,
    room,
    secrets,
    ports: { ...settings.ports, janusWebSocket: ports.janusWebSocket },
    audio: { ...settings.audio, payloadType: 109 },
    video: { ...settings.video, payloadType: 102 },
  };
}

async function startProbe(
  bench: RoomOnAir,
  { scope, programs }: TrialTools,
  settings: Settings,
  sdp: string,
): Promise<{ settings: Settings; sdp: string } & SdpProbe> {
  const file = join(settings.paths.work, 'session.sdp');
  await writeFile(file, sdp);
  const probe = await probeSdp(scope, programs.ffprobe, file, settings);
  await forwardFor(scope, bench.observer, referenceRequest(settings, bench.publisher));
  // Without a keyframe FFmpeg would not learn the picture's size.
  bench.tap.requestKeyframe();
  return { ...probe, settings, sdp };
}

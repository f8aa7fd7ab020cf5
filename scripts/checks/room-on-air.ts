/** A real room with the synthetic publisher in it, and a tap that shows that its media flows. */
import type { PublisherDescription, RtpForwardRequest } from '../../labs/stages.ts';
import type { Forwarder, RoomObserver } from '../janus/video-room.ts';
import type { BenchTools } from '../labs/lab-checks.ts';
import { MediaTap } from '../stack/media-tap.ts';
import { startPublisher } from './publisher.ts';
import { type Keeper, type OwnRoom, openRoom } from './room.ts';
import { waitUntil } from './wait-until.ts';

/** Small: it is encoded for as long as the student thinks. */
export const onAirPicture = {
  widthPixels: 320,
  heightPixels: 180,
  framesPerSecond: 30,
  bitrateBitsPerSecond: 300_000,
};
const displayName = 'publisher';
const silenceMilliseconds = 1_000;

export interface RoomOnAir extends OwnRoom {
  publisher: PublisherDescription;
  tap: MediaTap;
  /** @throws {Error} when nothing comes from the publisher: then nothing can be forwarded either. */
  assertOnAir(): void;
}

export async function openRoomOnAir({ scope, programs }: BenchTools): Promise<RoomOnAir> {
  const room = await openRoom(scope, programs.janus, { profile: 'low' });
  await startPublisher(scope, room.settings, {
    ffmpegPath: programs.ffmpeg,
    displayName,
    picture: onAirPicture,
  });
  const publisher = await room.publishing(displayName);
  const tap = await MediaTap.open(room.settings, publisher, room.observer);
  scope.defer(() => tap.close({ publisherIsThere: room.publishers.has(publisher.id) }));
  await waitUntil('media flows', () => tap.audio.packets > 0 && tap.video.packets > 0);
  return {
    ...room,
    publisher,
    tap,
    assertOnAir() {
      const silentFor = Date.now() - tap.lastPacketAt;
      if (silentFor > silenceMilliseconds || !room.publishers.has(publisher.id)) {
        throw new Error(`The publisher of the checks has been silent for ${silentFor} ms`);
      }
    },
  };
}

/**
 * Asks for forwarders that are stopped with the keeper.
 * @throws {JanusError} when Janus refuses.
 */
export async function forwardFor(
  keeper: Keeper,
  observer: RoomObserver,
  request: RtpForwardRequest,
): Promise<readonly Forwarder[]> {
  const forwarders = await observer.forward(request);
  keeper.defer(() =>
    // One that went with its publisher cannot be stopped, and need not be.
    Promise.allSettled(
      forwarders.map(({ stream_id }) => observer.stopForward(request.publisher_id, stream_id)),
    ),
  );
  return forwarders;
}

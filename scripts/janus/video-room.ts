/** The VideoRoom plugin's requests and events that the stack uses, typed (Janus documentation, VideoRoom plugin). */
import { z } from 'zod';
import type { PublisherDescription, RtpForwardRequest } from '../../labs/stages.ts';
import type { JanusClient, JanusHandle, PluginData } from './janus-client.ts';

const publisherSchema = z
  .object({
    id: z.number(),
    display: z.string().optional(),
    streams: z
      .array(
        z.object({
          type: z.enum(['audio', 'video', 'data']),
          mid: z.string(),
          codec: z.string().optional(),
        }),
      )
      .default([]),
  })
  .transform((publisher) => publisher as PublisherDescription);

const roomEventSchema = z.object({
  publishers: z.array(publisherSchema).optional(),
  unpublished: z.union([z.number(), z.literal('ok')]).optional(),
  leaving: z.union([z.number(), z.literal('ok')]).optional(),
  /** Told to the others in place of `leaving`. */
  kicked: z.number().optional(),
});

const forwardAnswerSchema = z.object({
  forwarders: z
    .array(
      z.object({
        stream_id: z.number(),
        type: z.enum(['audio', 'video', 'data']),
        host: z.string(),
        port: z.number(),
        /** Where this forwarder takes RTCP; only when `rtcp_port` was asked for. */
        local_rtcp_port: z.number().optional(),
        pt: z.number().optional(),
      }),
    )
    .default([]),
});
const forwarderListSchema = z.object({
  publishers: z.array(
    z.object({
      publisher_id: z.number(),
      forwarders: z.array(z.object({ stream_id: z.number(), host: z.string() })),
    }),
  ),
});

export type Forwarder = z.infer<typeof forwardAnswerSchema>['forwarders'][number];

export interface RoomListener {
  /** A publisher's media came up, or its streams changed. */
  published(publisher: PublisherDescription): void;
  /** A publisher stopped, left, or was removed. */
  unpublished(publisherId: number): void;
}

interface RoomSecrets {
  id: number;
  secret: string;
  forwardKey: string;
}

/**
 * An observer: joined, so that Janus tells it who publishes; never publishing itself.
 * (Only who joins as a "publisher" is told; the room's `publishers` limit leaves a place for it.)
 */
export class RoomObserver {
  readonly #handle: JanusHandle;
  readonly #room: RoomSecrets;

  private constructor(handle: JanusHandle, room: RoomSecrets) {
    this.#handle = handle;
    this.#room = room;
  }

  /** @throws {JanusError} when the room does not exist or the pin is wrong. */
  static async join(
    client: JanusClient,
    room: RoomSecrets & { pin: string; displayName: string },
    listener: RoomListener,
  ): Promise<RoomObserver> {
    const handle = await client.attach('janus.plugin.videoroom');
    handle.onEvent((event) => {
      if (event.type === 'plugin') reportRoomEvent(event.data, listener);
    });
    const joined = await handle.request({
      request: 'join',
      ptype: 'publisher',
      room: room.id,
      pin: room.pin,
      display: room.displayName,
    });
    reportRoomEvent(joined.data, listener);
    return new RoomObserver(handle, room);
  }

  /**
   * Asks for RTP forwarders.
   * @returns the forwarders that Janus made. An unknown mid makes none, and is no error to Janus.
   * @throws {JanusError} when a secret is wrong or the publisher is gone.
   */
  async forward(request: RtpForwardRequest): Promise<Forwarder[]> {
    const { data } = await this.#handle.request(request);
    return forwardAnswerSchema.parse(data).forwarders;
  }

  /**
   * Stops what an earlier controller, which died, had forwarded there: its ports are ours now, and
   * every packet would come twice.
   */
  async stopForwardersTo(publisherId: number, host: string): Promise<void> {
    const { data } = await this.#handle.request({
      request: 'listforwarders',
      room: this.#room.id,
      secret: this.#room.secret,
      admin_key: this.#room.forwardKey,
    });
    const { publishers } = forwarderListSchema.parse(data);
    const stale = publishers
      .filter(({ publisher_id }) => publisher_id === publisherId)
      .flatMap(({ forwarders }) => forwarders.filter((forwarder) => forwarder.host === host));
    for (const { stream_id } of stale) await this.stopForward(publisherId, stream_id);
  }

  /** @throws {JanusError} when the forwarder is gone already, such as with its publisher. */
  async stopForward(publisherId: number, streamId: number): Promise<void> {
    await this.#handle.request({
      request: 'stop_rtp_forward',
      room: this.#room.id,
      publisher_id: publisherId,
      stream_id: streamId,
      secret: this.#room.secret,
      admin_key: this.#room.forwardKey,
    });
  }

  /** Removes a participant from the room, such as one that died without a goodbye. */
  async kick(publisherId: number): Promise<void> {
    await this.#handle.request({
      request: 'kick',
      room: this.#room.id,
      id: publisherId,
      secret: this.#room.secret,
    });
  }
}

/** Tells a listener what an answer or event of the VideoRoom says about who publishes. */
export function reportRoomEvent(data: PluginData, listener: RoomListener): void {
  const event = roomEventSchema.parse(data);
  for (const publisher of event.publishers ?? []) listener.published(publisher);
  for (const id of [event.unpublished, event.leaving, event.kicked]) {
    if (typeof id === 'number') listener.unpublished(id);
  }
}

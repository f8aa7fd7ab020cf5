/** The synthetic publisher in the room: it publishes while nobody else does. */
import { once } from 'node:events';
import { z } from 'zod';
import { JanusClient, type JanusHandle } from '../janus/janus-client.ts';
import { reportRoomEvent } from '../janus/video-room.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { startBroadcast } from './broadcast.ts';
import { OtherPublishers } from './other-publishers.ts';
import { pictureOptionsSchema } from './picture-options.ts';

/** What the synthetic publisher is told on standard input, as one line of JSON. */
export const publisherOrdersSchema = z.object({
  url: z.url({ protocol: /^wss?$/ }).describe('WebSocket address of the Janus API.'),
  apiSecret: z.string(),
  roomId: z.int().min(1),
  pin: z.string(),
  displayName: z.string().min(1),
  ffmpegPath: z.string().min(1).default('ffmpeg'),
  yieldsToOthers: z.boolean().default(true).describe('False publishes whoever else does.'),
  picture: pictureOptionsSchema.prefault({}),
  videoClockPartsPerMillion: z
    .number()
    .min(-10_000)
    .max(10_000)
    .default(0)
    .describe('How much too fast the time stamps of the picture go: for tests and benches only.'),
});
export type PublisherOrders = z.infer<typeof publisherOrdersSchema>;

/**
 * Joins the room and, until aborted, publishes there whenever no other participant does
 * (always, when it does not yield).
 * @returns once `signal` aborts. Everything is released then, and before an error is thrown.
 * @throws {WorkshopError} when Janus is out of reach, refuses or goes away, or FFmpeg ends.
 */
export async function runSyntheticPublisher(
  orders: PublisherOrders,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const client = await connect(orders);
  try {
    const others = new OtherPublishers();
    const { handle, removed } = await join(client, orders, others);
    const end = Promise.race([aborted(signal), removed, lost(client)]);
    await alternate(handle, orders, others, end, log);
  } finally {
    await client.close();
  }
}

/** Publishes while nobody else does, waits while somebody does, until `end` settles. */
async function alternate(
  handle: JanusHandle,
  orders: PublisherOrders,
  others: OtherPublishers,
  end: Promise<void>,
  log: (line: string) => void,
): Promise<void> {
  const ended = end.then(() => true);
  const not = (event: Promise<void>) => event.then(() => false);
  for (;;) {
    if (await Promise.race([ended, not(others.none())])) return;
    const broadcast = await startBroadcast(handle, orders, log).catch(rethrow);
    log('publishing');
    const failed = broadcast.failed.then((reason) => rethrow(new Error(reason)));
    try {
      if (await Promise.race([ended, failed, not(others.some())])) return;
      log('somebody else publishes: this one waits');
    } finally {
      await broadcast.stop();
    }
    if (await Promise.race([ended, not(broadcast.handleIsFree())])) return;
  }
}

async function connect({ url, apiSecret }: PublisherOrders): Promise<JanusClient> {
  try {
    return await JanusClient.connect(url, { apiSecret });
  } catch (error) {
    const reason = reasonOf(error);
    throw new WorkshopError(
      {
        en: `The synthetic publisher does not reach Janus at ${url}: ${reason}.`,
        es: `El emisor sintético no llega a Janus en ${url}: ${reason}.`,
      },
      undefined,
      { cause: error },
    );
  }
}

/** @returns the handle that joined, and a promise that rejects when Janus takes it out of the room. */
async function join(
  client: JanusClient,
  { roomId, pin, displayName, yieldsToOthers }: PublisherOrders,
  others: OtherPublishers,
): Promise<{ handle: JanusHandle; removed: Promise<never> }> {
  const handle = await client.attach('janus.plugin.videoroom').catch(rethrow);
  const removed = new Promise<never>((_, reject) => {
    handle.onEvent((event) => {
      if (event.type !== 'plugin') return;
      if (yieldsToOthers) reportRoomEvent(event.data, others);
      const isKicked = event.data.leaving === 'ok' && event.data.reason === 'kicked';
      if (isKicked || event.data.videoroom === 'destroyed') reject(removedFromRoom);
    });
  });
  removed.catch(() => {}); // It is waited for later, if at all.
  const request = { request: 'join', ptype: 'publisher', room: roomId, pin, display: displayName };
  const { data } = await handle.request(request).catch(rethrow);
  if (yieldsToOthers) reportRoomEvent(data, others);
  return { handle, removed };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function lost(client: JanusClient): Promise<never> {
  await client.closed;
  throw new WorkshopError({
    en: 'Janus is gone: it closed the connection of the synthetic publisher.',
    es: 'Janus ya no está: cerró la conexión del emisor sintético.',
  });
}

const removedFromRoom = new WorkshopError({
  en: 'Janus removed the synthetic publisher from the room.',
  es: 'Janus sacó de la sala al emisor sintético.',
});

function rethrow(error: unknown): never {
  if (error instanceof WorkshopError) throw error;
  const reason = reasonOf(error);
  throw new WorkshopError(
    {
      en: `The synthetic publisher stopped: ${reason}.`,
      es: `El emisor sintético se detuvo: ${reason}.`,
    },
    undefined,
    { cause: error },
  );
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

/** A real Janus with the room of stage 02, and an observer in it. */
import { onTestFinished } from 'vitest';
import type { SegmentProfileName, Settings } from '../../labs/settings.ts';
import type { PublisherDescription } from '../../labs/stages.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { JanusClient } from '../../scripts/janus/janus-client.ts';
import { RoomObserver } from '../../scripts/janus/video-room.ts';
import { janusDaemon } from '../../scripts/stack/daemons.ts';
import { loadServerStages } from '../../scripts/stack/server-stages.ts';
import { programPath } from './program.ts';

export interface TestJanus {
  settings: Settings;
  pid: number;
  /** One more session; it is closed when the test ends. */
  connect(): Promise<JanusClient>;
}

/** Starts Janus with the rendered configuration, and ends it with the test. */
export async function startTestJanus(
  choices: { profile?: SegmentProfileName; listenAddress?: string } = {},
): Promise<TestJanus> {
  const { settings, remove } = await ownSettings(choices);
  onTestFinished(remove);
  const stages = await loadServerStages('solutions');
  const janus = await janusDaemon(settings, stages, await programPath('janus'), () => {});
  await janus.start();
  onTestFinished(() => janus.stop());
  return {
    settings,
    pid: janus.pid ?? 0,
    async connect() {
      const { ports, secrets, loopbackAddress } = settings;
      const url = `ws://${loopbackAddress}:${ports.janusWebSocket}`;
      const client = await JanusClient.connect(url, { apiSecret: secrets.api });
      onTestFinished(() => client.close());
      return client;
    },
  };
}

export interface TestRoom extends TestJanus {
  observer: RoomObserver;
  /** Who publishes now, by id. */
  publishers: ReadonlyMap<number, PublisherDescription>;
  /** When somebody last began or ceased to publish, in ms. */
  changedAt: { began: number; ceased: number };
  /** Waits until someone of this name publishes. */
  publishing(displayName: string): Promise<PublisherDescription>;
}

/** Starts Janus and joins its room without publishing. */
export async function openTestRoom(profile: SegmentProfileName): Promise<TestRoom> {
  const janus = await startTestJanus({ profile });
  const { secrets, room } = janus.settings;
  const publishers = new Map<number, PublisherDescription>();
  const changedAt = { began: 0, ceased: 0 };
  const observer = await RoomObserver.join(
    await janus.connect(),
    {
      id: room.id,
      secret: secrets.room,
      forwardKey: secrets.forward,
      pin: secrets.pin,
      displayName: 'observer',
    },
    {
      published(publisher) {
        publishers.set(publisher.id, publisher);
        changedAt.began = performance.now();
      },
      unpublished(id) {
        if (publishers.delete(id)) changedAt.ceased = performance.now();
      },
    },
  );
  return {
    ...janus,
    observer,
    publishers,
    changedAt,
    publishing: (displayName) =>
      waitUntil(`"${displayName}" publishes`, () =>
        [...publishers.values()].find(({ display }) => display === displayName),
      ),
  };
}

/** A real Janus with the room of stage 02, and an observer in it. */
import type { SegmentProfileName, Settings } from '../../labs/settings.ts';
import type { PublisherDescription } from '../../labs/stages.ts';
import { JanusClient } from '../janus/janus-client.ts';
import { RoomObserver } from '../janus/video-room.ts';
import type { Scope } from '../labs/scope.ts';
import { janusDaemon } from '../stack/daemons.ts';
import { loadStages, solutionSources } from '../stack/stages.ts';
import { ownSettings } from './own-settings.ts';
import { waitUntil } from './wait-until.ts';

/** Where what is opened here is given back. */
export type Keeper = Pick<Scope, 'defer'>;

export interface OwnJanus {
  settings: Settings;
  pid: number;
  /** One more session; it is closed with the rest. */
  connect(): Promise<JanusClient>;
}

export interface JanusChoices {
  profile?: SegmentProfileName;
  listenAddress?: string;
}

/** Starts a Janus of its own with the reference configuration. */
export async function startJanus(
  keeper: Keeper,
  janusPath: string,
  choices: JanusChoices = {},
): Promise<OwnJanus> {
  const { settings, remove } = await ownSettings(choices);
  keeper.defer(remove);
  const { server: stages } = await loadStages(solutionSources());
  const janus = await janusDaemon(settings, stages, janusPath, () => {});
  await janus.start();
  keeper.defer(() => janus.stop());
  return {
    settings,
    pid: janus.pid ?? 0,
    async connect() {
      const { ports, secrets, janusHost } = settings;
      const url = `ws://${janusHost}:${ports.janusWebSocket}`;
      const client = await JanusClient.connect(url, { apiSecret: secrets.api });
      keeper.defer(() => client.close());
      return client;
    },
  };
}

export interface OwnRoom extends OwnJanus {
  observer: RoomObserver;
  /** Who publishes now, by id. */
  publishers: ReadonlyMap<number, PublisherDescription>;
  /** When somebody last began or ceased to publish, in ms. */
  changedAt: { began: number; ceased: number };
  /** Waits until someone of this name publishes. */
  publishing(displayName: string): Promise<PublisherDescription>;
}

/** Starts Janus and joins its room without publishing. */
export async function openRoom(
  keeper: Keeper,
  janusPath: string,
  choices: JanusChoices = {},
): Promise<OwnRoom> {
  const janus = await startJanus(keeper, janusPath, choices);
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

/**
 * A subscriber of the VideoRoom: the picture of one publisher by WebRTC, straight from Janus.
 * janus-gateway is loaded when the first one is wanted, so that no other page carries it.
 */
import type { default as Janus, JanusJS } from 'janus-gateway';
import type { PublisherAccess } from '../../site/api-types.ts';

export interface RoomWatcher {
  /** Its picture comes: a stream of one video track. */
  onPicture(stream: MediaStream): void;
  /** It will not come, or not any more; all is given back already. Called once at most. */
  onLost(): void;
}

const connectLimitMilliseconds = 10_000;

/** @returns what ends it: peer connection, handle, session and WebSocket. Idempotent. */
export function watchRoom(
  access: PublisherAccess,
  publisherId: number,
  { onPicture, onLost }: RoomWatcher,
): () => void {
  let janus: Janus | undefined;
  let handle: JanusJS.PluginHandle | undefined;
  let isOver = false;

  const end = (): void => {
    clearTimeout(limit);
    isOver = true;
    // Even a Janus that does not answer must not keep the browser's own connection open.
    handle?.webrtcStuff.pc?.close();
    janus?.destroy({ cleanupHandles: true });
  };
  const lose = (): void => {
    if (isOver) return;
    end();
    onLost();
  };
  const limit = setTimeout(lose, connectLimitMilliseconds);

  const hear = (message: JanusJS.Message, jsep: JanusJS.JSEP | undefined): void => {
    if (message.error) lose();
    if (!jsep || isOver) return;
    handle?.createAnswer({
      jsep,
      success: (answer: JanusJS.JSEP) =>
        handle?.send({ message: { request: 'start' }, jsep: answer, error: lose }),
      error: lose,
    });
  };

  const subscribe = (attached: JanusJS.PluginHandle): void => {
    handle = attached;
    if (isOver) {
      end();
      return;
    }
    const message = {
      request: 'join',
      ptype: 'subscriber',
      room: access.roomId,
      pin: access.pin,
      streams: [{ feed: publisherId }],
    };
    attached.send({ message, error: lose });
  };

  const attach = (): void => {
    // It was ended while the session was being made: there was nothing to destroy then.
    if (isOver) {
      end();
      return;
    }
    janus?.attach({
      plugin: 'janus.plugin.videoroom',
      success: subscribe,
      error: lose,
      onmessage: hear,
      onremotetrack: (track, _mid, isThere) => {
        if (isOver || !isThere || track.kind !== 'video') return;
        clearTimeout(limit);
        // Without the sound, no picture waits for it.
        onPicture(new MediaStream([track]));
      },
      webrtcState: (isUp) => isUp || lose(),
      iceState: (state) => state === 'failed' && lose(),
    });
  };

  const connect = async (): Promise<void> => {
    const [{ default: Janus }, { default: adapter }] = await Promise.all([
      import('janus-gateway'),
      import('webrtc-adapter'),
    ]);
    if (isOver) return;
    Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter }) });
    janus = new Janus({
      server: access.directUrl,
      apisecret: access.apiSecret,
      iceServers: [], // Janus is on this machine: no STUN server need hear of us.
      success: attach,
      error: lose,
      destroyed: lose,
    });
  };
  connect().catch(lose);
  return end;
}

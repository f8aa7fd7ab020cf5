/** Runs in an empty page: shows the publisher's picture as Janus sends it by WebRTC, with nothing between. */
import { watchRoom } from '../../../pages/shared/watch-room.ts';
import type { PublisherAccess } from '../../../site/api-types.ts';

declare global {
  interface Window {
    roomViewer: {
      /** Resolves when the picture moves; rejects when it will not come. */
      join(access: PublisherAccess, publisherId: number): Promise<void>;
      /**
       * From this browser to Janus and back, by the ICE checks of the way that is used
       * (W3C WebRTC statistics: currentRoundTripTime); null before the first.
       */
      roundTripSeconds(): Promise<number | null>;
    };
  }
}

const connections: RTCPeerConnection[] = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

window.roomViewer = {
  join(access, publisherId) {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    document.body.append(video);
    return new Promise((resolve, reject) => {
      video.requestVideoFrameCallback(() => resolve());
      watchRoom(access, publisherId, {
        onPicture: (stream) => {
          video.srcObject = stream;
        },
        onLost: () => reject(new Error('Janus does not send the picture')),
      });
    });
  },
  async roundTripSeconds() {
    const reports = await Promise.all(connections.map((connection) => connection.getStats()));
    const pair = reports
      .flatMap((report) => [...report.values()])
      .find((entry) => entry.type === 'candidate-pair' && entry.nominated);
    return pair?.currentRoundTripTime ?? null;
  },
};

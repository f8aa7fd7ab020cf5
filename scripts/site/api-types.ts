/** What the live API and the pages say to each other. Types only: the pages load no server code. */
import type { JanusConnection } from '../../labs/stages.ts';
import type { Text } from '../language/text.ts';

/** `GET /api/publisher-access`: how to reach Janus; the display name is the page's own. */
export type PublisherAccess = Omit<JanusConnection, 'displayName'>;

/** `GET /api/viewer-settings` */
export interface ViewerSettings {
  playlistUrl: string;
  liveSyncSegments: number;
  /** To be sent back with every viewer report, in `tokenHeader`. */
  reportToken: string;
}

/** The body of every answer that is not a success. */
export interface ApiError {
  error: Text;
}

/** Carries the room's PIN to `/api/publisher-access`, from a page on another machine. */
export const pinHeader = 'x-workshop-pin';
/** Carries `ViewerSettings.reportToken` to `/api/viewers`. */
export const tokenHeader = 'x-workshop-token';

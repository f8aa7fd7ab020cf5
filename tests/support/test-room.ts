/** A real Janus for one test, with the room of stage 02. */
import type { SegmentProfileName } from '../../labs/settings.ts';
import {
  type JanusChoices,
  type OwnJanus,
  type OwnRoom,
  openRoom,
  startJanus,
} from '../../scripts/checks/room.ts';
import { programPath } from './program.ts';
import { untilTestEnds } from './test-keeper.ts';

export type TestJanus = OwnJanus;
export type TestRoom = OwnRoom;

/** Starts Janus with the rendered configuration, and ends it with the test. */
export const startTestJanus = async (choices: JanusChoices = {}): Promise<TestJanus> =>
  startJanus(untilTestEnds, await programPath('janus'), choices);

/** Starts Janus and joins its room without publishing. */
export const openTestRoom = async (profile: SegmentProfileName): Promise<TestRoom> =>
  openRoom(untilTestEnds, await programPath('janus'), { profile });

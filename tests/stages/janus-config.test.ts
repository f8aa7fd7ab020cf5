/** Stage 02 in the profiles that its lab does not try (`labs/02-janus-config/checks.ts` tries one). */
import { expect, test } from 'vitest';
import { segmentProfileNames, segmentProfiles } from '../../labs/settings.ts';
import { startTestJanus } from '../support/test-room.ts';

test.each(segmentProfileNames)('profile %s decides how often keyframes come', async (profile) => {
  const janus = await startTestJanus({ profile });
  const { id, description } = janus.settings.room;
  const handle = await (await janus.connect()).attach('janus.plugin.videoroom');
  const { data } = await handle.request({ request: 'list' });
  expect(data.list).toEqual([
    expect.objectContaining({
      room: id,
      description,
      fir_freq: segmentProfiles[profile].keyframeIntervalSeconds,
    }),
  ]);
});

import type { PublisherDescription } from '../../labs/stages.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';

/** The newest browser, or else the newest synthetic publisher; only who sends video counts. */
export function choosePublisher(
  publishers: readonly PublisherDescription[],
): PublisherDescription | undefined {
  const withVideo = publishers.filter((publisher) =>
    publisher.streams.some((stream) => stream.type === 'video'),
  );
  const browsers = withVideo.filter((publisher) => publisher.display !== syntheticDisplayName);
  return browsers.at(-1) ?? withVideo.at(-1);
}

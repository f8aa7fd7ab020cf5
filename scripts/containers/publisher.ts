/** The publisher container: pictures with a clock while nobody else publishes. */
import { writeFileSync } from 'node:fs';
import { runProgram } from '../language/command-line.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';
import { publisherOrdersSchema, runSyntheticPublisher } from '../publisher/synthetic-publisher.ts';
import { laterSettings } from './container-settings.ts';

await runProgram(async () => {
  const { ports, secrets, room, janusHost } = await laterSettings();
  const orders = publisherOrdersSchema.parse({
    url: `ws://${janusHost}:${ports.janusWebSocket}`,
    apiSecret: secrets.api,
    roomId: room.id,
    pin: secrets.pin,
    displayName: syntheticDisplayName,
  });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  // When Janus goes away this ends with an error, and the engine starts it again.
  await runSyntheticPublisher(orders, stop.signal, (line) => {
    console.log(line);
    // The health check looks for it: on air, or waiting while somebody else is.
    writeFileSync('/tmp/in-the-room', '');
  });
  return 0;
});
process.exit();

/** The workshop container: the site with live checks, on the student's files. */
import { mkdir } from 'node:fs/promises';
import { startSite } from '../site/site.ts';
import { laterSettings, sourcesFromEnvironment } from './container-settings.ts';
import { defaultGateway } from './default-gateway.ts';
import { RemoteStack } from './remote-stack.ts';
import { transcoderApiPort } from './transcoder-api.ts';

const settings = await laterSettings();
// Our port is published on the host's loopback only: by the gateway comes who is on the host.
process.env.WORKSHOP_LOOPBACK_GATEWAY = await defaultGateway();
await mkdir(settings.paths.logs, { recursive: true });
const stack = new RemoteStack(`http://transcoder:${transcoderApiPort}`);
const over = new AbortController();
await stack.follow(over.signal);
const site = await startSite({
  ...{ settings, status: stack, faults: stack, session: stack },
  sources: await sourcesFromEnvironment(),
  onViewerReport: (report) => stack.report(report),
  note: ({ en }) => console.log(en),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    over.abort();
    void site.close().then(() => process.exit(0));
  });
}

/**
 * The transcoder container: the session controller with its FFmpeg, and the probes, which ask the
 * other containers. Everyone else reads the status from here.
 */
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { JanusPulse } from '../janus/janus-pulse.ts';
import { StatusBoard } from '../probes/status-board.ts';
import { askJanus, askNginx } from '../stack/daemons.ts';
import { PlaylistPublisher } from '../stack/playlist-publisher.ts';
import { SessionController } from '../stack/session-controller.ts';
import { loadStages, solutionSources, studentSources } from '../stack/stages.ts';
import { viewerReportSchema } from '../stack/status.ts';
import { parseJson } from '../system/parse-json.ts';
import { laterSettings } from './container-settings.ts';
import { ContainerWatch } from './container-watch.ts';

/** For the other containers: status for the site, readiness for the engine. */
const statusPort = 5174;

const settings = await laterSettings();
const stages = await loadStages(
  process.env.WORKSHOP_FROM === 'labs' ? await studentSources({ fill: true }) : solutionSources(),
);
for (const folder of [settings.paths.sessions, settings.paths.logs, settings.paths.live]) {
  await mkdir(folder, { recursive: true });
}
let board: StatusBoard | undefined;
const onChange = () => board?.refreshSoon();
const playlist = await PlaylistPublisher.start(settings, onChange);
const pulse = new JanusPulse(settings, onChange);
const janus = new ContainerWatch(() => askJanus(settings), onChange);
const nginx = new ContainerWatch(() => askNginx(settings), onChange);
const controller = new SessionController(
  {
    settings,
    stages: stages.server,
    playlist,
    pulse,
    ffmpegPath: 'ffmpeg',
    note: ({ en }) => console.log(en),
  },
  onChange,
);
const status = new StatusBoard({
  settings,
  sources: stages.sources,
  janus,
  nginx,
  synthetic: null,
  pulse,
  faults: { hops: [] },
  controller,
  playlist,
});
board = status;
janus.start();
nginx.start();
pulse.start();
await status.start();
controller.start();
const server = createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/api/viewers') {
    const report = viewerReportSchema.safeParse(parseJson(await text(request)));
    if (report.success) status.viewers.report(report.data);
    return response.writeHead(report.success ? 204 : 400).end();
  }
  const isKnown = request.url === '/api/status' || request.url === '/healthz';
  // Ready is who is in the room: whoever publishes now is seen.
  const isReady = request.url !== '/healthz' || controller.connected;
  response.writeHead(isKnown ? (isReady ? 200 : 503) : 404, { 'Content-Type': 'application/json' });
  response.end(isKnown ? JSON.stringify(status.current()) : '{}');
}).listen(statusPort);

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  server.close();
  await controller.stop();
  await Promise.all([status.stop(), pulse.stop(), janus.stop(), nginx.stop()]);
  await playlist.stop();
  process.exit(0);
}

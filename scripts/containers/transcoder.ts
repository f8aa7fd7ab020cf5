/**
 * The transcoder container: the session controller with its FFmpeg, and the probes, which ask the
 * other containers. Everyone else reads the status from here.
 */
import { mkdir } from 'node:fs/promises';
import { JanusPulse } from '../janus/janus-pulse.ts';
import { containerRemedies } from '../probes/remedies.ts';
import { StatusBoard } from '../probes/status-board.ts';
import { askJanus, askNginx } from '../stack/daemons.ts';
import { PlaylistPublisher } from '../stack/playlist-publisher.ts';
import { SessionController } from '../stack/session-controller.ts';
import { SessionFacts } from '../stack/session-facts.ts';
import { loadStages } from '../stack/stages.ts';
import { ContainerFaults } from './container-faults.ts';
import { laterSettings, sourcesFromEnvironment } from './container-settings.ts';
import { ContainerWatch } from './container-watch.ts';
import { deliveryOf } from './delivery.ts';
import { startTranscoderApi } from './transcoder-api.ts';

const ffmpegPath = 'ffmpeg';

const settings = await laterSettings();
const stages = await loadStages(await sourcesFromEnvironment());
for (const folder of [settings.paths.sessions, settings.paths.logs, settings.paths.live]) {
  await mkdir(folder, { recursive: true });
}
let board: StatusBoard | undefined;
const onChange = () => board?.refreshSoon();
const note = ({ en }: { en: string }) => console.log(en);
const playlist = await PlaylistPublisher.start(settings, onChange);
const pulse = new JanusPulse(settings, onChange);
const janus = new ContainerWatch(() => askJanus(settings), onChange);
const nginx = new ContainerWatch(() => askNginx(settings), onChange);
const controller = new SessionController(
  { settings, stages: stages.server, playlist, pulse, ffmpegPath, note },
  onChange,
);
const daemons = { janus, nginx };
const faults = new ContainerFaults(settings.portOffset, {
  controller,
  daemons,
  synthetic: null,
  pulse,
  note,
  onChange,
});
const status = new StatusBoard({
  ...{ settings, sources: stages.sources, janus, nginx, synthetic: null },
  ...{ pulse, faults, weather: null, controller, playlist },
  remedies: containerRemedies(settings),
  delivery: deliveryOf(settings),
});
board = status;
janus.start();
nginx.start();
pulse.start();
await status.start();
controller.start();
const server = startTranscoderApi({
  ...{ status, faults },
  session: new SessionFacts({ settings, controller, playlist, ffmpegPath }),
  onViewerReport: (report) => status.viewers.report(report),
  isReady: () => controller.connected,
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  server.close();
  faults.close();
  await controller.stop();
  await Promise.all([status.stop(), pulse.stop(), janus.stop(), nginx.stop()]);
  await playlist.stop();
  process.exit(0);
}

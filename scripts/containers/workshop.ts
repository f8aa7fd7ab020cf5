/** The workshop container: the site with live checks, on the student's files. */
import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { transcoderApiPort } from '../docker/compose-environment.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { startSite } from '../site/site.ts';
import { WeatherRefused } from '../stack/weather-station.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { builtSiteFolder, laterSettings, sourcesFromEnvironment } from './container-settings.ts';
import { defaultGateway } from './default-gateway.ts';
import { RemoteStack } from './remote-stack.ts';

/** The folder labs/ is shared with the machine; its editors are not. */
async function refuseToOpen(file: string): Promise<never> {
  const path = relative(repositoryRoot, file);
  throw new WorkshopError(
    {
      en: 'The workshop runs in a container, which sees no editor of yours.',
      es: 'El taller corre en un contenedor, que no ve tu editor.',
    },
    { en: `Open it on your machine: ${path}`, es: `Ábrelo en tu máquina: ${path}` },
  );
}

const refuseWeather = async (): Promise<never> => {
  throw new WeatherRefused({
    en: 'There is no weather in containers yet. Run the workshop natively: npm start',
    es: 'En contenedores todavía no hay clima. Corre el taller de forma nativa: npm start',
  });
};

const settings = await laterSettings();
// Only compose.yaml says so, which publishes our port on the host's loopback: by the gateway comes who
// is on the host. In a cluster anyone may come by a gateway, and nobody is local.
if (process.env.WORKSHOP_GATEWAY_IS_LOCAL === 'yes') {
  process.env.WORKSHOP_LOOPBACK_GATEWAY = await defaultGateway();
}
await mkdir(settings.paths.logs, { recursive: true });
const stack = new RemoteStack(
  `http://transcoder:${transcoderApiPort}`,
  'transcoder',
  settings.portOffset,
);
const over = new AbortController();
await stack.follow(over.signal);
const site = await startSite({
  ...{ settings, status: stack, faults: stack, session: stack },
  weather: { set: refuseWeather, clear: refuseWeather, publisherUrl: null },
  sources: await sourcesFromEnvironment(),
  onViewerReport: (report) => stack.report(report),
  note: ({ en }) => console.log(en),
  builtPages: builtSiteFolder,
  openFile: refuseToOpen,
});
console.log(`${stack.current().addresses.site} — /publisher/ and /viewer/ beside it`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    over.abort();
    void site.close().then(() => process.exit(0));
  });
}

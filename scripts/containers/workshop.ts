/** The workshop container: the site with live checks, on the student's files. */
import { mkdir } from 'node:fs/promises';
import { startSite } from '../site/site.ts';
import { FaultRefused } from '../stack/faults.ts';
import { NoFacts } from '../stack/session-facts.ts';
import { solutionSources, studentSources } from '../stack/stages.ts';
import { laterSettings } from './container-settings.ts';
import { defaultGateway } from './default-gateway.ts';
import { RemoteStack } from './remote-stack.ts';

const notHere = {
  en: 'This is not to be had in containers yet.',
  es: 'Esto todavía no está disponible en contenedores.',
};
const refuse = async () => {
  throw new FaultRefused(notHere, notHere);
};
const noFacts = async () => {
  throw new NoFacts(notHere, notHere);
};

const settings = await laterSettings();
// Our port is published on the host's loopback only: by the gateway comes who is on the host.
process.env.WORKSHOP_LOOPBACK_GATEWAY = await defaultGateway();
await mkdir(settings.paths.logs, { recursive: true });
const stack = new RemoteStack('http://transcoder:5174');
await stack.follow();
const site = await startSite({
  settings,
  status: stack,
  onViewerReport: (report) => stack.report(report),
  note: ({ en }) => console.log(en),
  faults: { breakHop: refuse, bringBack: refuse },
  session: { descriptions: noFacts, codecs: noFacts },
  sources:
    process.env.WORKSHOP_FROM === 'labs' ? await studentSources({ fill: true }) : solutionSources(),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void site.close().then(() => process.exit(0)));
}

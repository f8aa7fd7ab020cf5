/** The settings of a stack whose parts have a container each: the same table, other addresses. */
import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import {
  ingestWays,
  pictureChoices,
  type Secrets,
  type Settings,
  segmentProfileNames,
} from '../../labs/settings.ts';
import { httpsBasePort } from '../docker/compose-environment.ts';
import { checkedSettings } from '../stack/checked-settings.ts';
import { loadSecrets } from '../stack/secrets.ts';
import { type StageSource, solutionSources, studentSources } from '../stack/stages.ts';
import { iceAddresses } from '../system/addresses.ts';
import { portOffsetFromEnvironment } from '../system/work-directory.ts';

/** Where every container has its volumes. */
export const containerFolder = '/workshop';
/** What only the containers that talk to Janus may read. */
export const secretsFolder = join(containerFolder, 'secrets');
/** What the front shows to whoever comes by HTTPS. */
export const certificateFolder = join(containerFolder, 'certificate');
/** What nginx reads, as origin and as edge. */
export const nginxConfigFolder = join(containerFolder, 'nginx-config');

/** The pages, as they were built into the image. */
export const builtSiteFolder = '/site';

/** One volume for both, so that a segment is published by a hard link and not copied. */
const mediaPaths = {
  sessions: join(containerFolder, 'media/sessions'),
  web: join(containerFolder, 'media/web'),
  live: join(containerFolder, 'media/web/live'),
};

/** The services' names, as compose.yaml has them. */
export const services = {
  janus: 'janus',
  origin: 'origin',
  front: 'front',
  workshop: 'workshop',
} as const;

/** Settings with secrets that are made when there are none yet. */
export const firstSettings = async (): Promise<Settings> =>
  settingsWith(await loadSecrets(secretsFolder));

/** Settings with the secrets that are there. */
export async function laterSettings(): Promise<Settings> {
  const text = await readFile(join(secretsFolder, 'secrets.json'), 'utf8');
  return settingsWith(JSON.parse(text) as Secrets);
}

function settingsWith(secrets: Secrets): Settings {
  const [own] = iceAddresses();
  if (!own) throw new Error('This container has no network');
  const settings = checkedSettings({
    workDirectory: containerFolder,
    secrets,
    profile: choiceFromEnvironment('WORKSHOP_PROFILE', segmentProfileNames, 'classic'),
    ingest: choiceFromEnvironment('WORKSHOP_INGEST', ingestWays, 'relay'),
    picture: choiceFromEnvironment('WORKSHOP_VIDEO', pictureChoices, 'copy'),
    portOffset: portOffsetFromEnvironment(),
    // Each port is open to the containers' own network; compose.yaml says which are published.
    listenAddress: '0.0.0.0',
    janusListenAddress: '0.0.0.0',
    janusHost: services.janus,
    originHost: services.origin,
    mediaAddress: own.address,
    natAddresses: natAddresses(),
    publicHost: publicHost(),
    // The containers do not run as root, so nginx need not change users.
    nginxUser: null,
  });
  return { ...settings, paths: { ...settings.paths, ...mediaPaths } };
}

/** Whose stages run: the student's files with `WORKSHOP_FROM=labs`. */
export const sourcesFromEnvironment = async (): Promise<StageSource[]> =>
  process.env.WORKSHOP_FROM === 'labs' ? studentSources({ fill: true }) : solutionSources();

function choiceFromEnvironment<Choice extends string>(
  variable: string,
  known: readonly Choice[],
  usual: Choice,
): Choice {
  const name = process.env[variable] || usual;
  const found = known.find((choice) => choice === name);
  if (!found) throw new Error(`${variable} is "${name}"; it may be ${known.join(', ')}`);
  return found;
}

/** The machine's address or name, by which the class reaches it; empty: only this machine does. */
export const hostFromEnvironment = (): string => process.env.WORKSHOP_HOST ?? '';

/**
 * Published ports are reached by the machine's own addresses. Of a name nobody here knows the address.
 * In a cluster pages and media come by different machines: `WORKSHOP_ICE_ADDRESS` is Janus's.
 */
function natAddresses(): string[] {
  const iceAddress = process.env.WORKSHOP_ICE_ADDRESS ?? '';
  if (iceAddress !== '') return [iceAddress];
  const host = hostFromEnvironment();
  return ['127.0.0.1', ...(isIPv4(host) ? [host] : [])];
}

function publicHost(): string | null {
  const host = hostFromEnvironment();
  return host === '' ? null : `${host}:${httpsBasePort + portOffsetFromEnvironment()}`;
}

/** What compose.yaml reads from the environment: every port, since Compose cannot add an offset. */
import {
  basePorts,
  type IngestWay,
  type PictureChoice,
  type Secrets,
  type SegmentProfileName,
} from '../../labs/settings.ts';

/** Site, stream and Janus by HTTPS, for other machines: cameras need a secure context. */
export const httpsBasePort = 8443;
/** What the transcoder tells the site's container: inside their network only, so no offset is added. */
export const transcoderApiPort = 5174;

/** By which the containers of one stack are told from those of another; docker/.env has the first. */
export const composeProject = (portOffset: number): string =>
  portOffset === 0 ? 'workshop' : `workshop-${portOffset}`;

/** Today's Compose is a part of `docker`; Debian 12's has a hyphen. Whoever found out says which. */
const composeProgram = (): string => process.env.WORKSHOP_COMPOSE || 'docker compose';

/** How a reader calls Compose for that stack, from the project's root. */
export const composeCommand = (portOffset: number): string =>
  `${composeProgram()} -f docker/compose.yaml${portOffset === 0 ? '' : ` -p ${composeProject(portOffset)}`}`;

/** The secrets are the containers' own: settings made outside of them have none. */
export const unknownSecrets: Secrets = { api: '-', admin: '-', room: '-', forward: '-', pin: '-' };

export interface ContainerChoices {
  profile: SegmentProfileName;
  ingest: IngestWay;
  video: PictureChoice;
  from: 'solutions' | 'labs';
  portOffset: number;
  /** An address or a name of this machine, by which others reach it; null: nobody else does. */
  host: string | null;
}

export function composeEnvironment(choices: ContainerChoices): Record<string, string> {
  const { profile, ingest, video, from, portOffset, host } = choices;
  const port = (base: number) => String(base + portOffset);
  const { site, origin, janusWebSocket, janusAdmin, iceFirst, iceLast } = basePorts;
  return {
    WORKSHOP_PROFILE: profile,
    WORKSHOP_INGEST: ingest,
    WORKSHOP_VIDEO: video,
    WORKSHOP_FROM: from,
    WORKSHOP_PORT_OFFSET: String(portOffset),
    WORKSHOP_SITE_PORT: port(site),
    WORKSHOP_ORIGIN_PORT: port(origin),
    WORKSHOP_HTTPS_PORT: port(httpsBasePort),
    WORKSHOP_JANUS_PORT: port(janusWebSocket),
    WORKSHOP_ADMIN_PORT: port(janusAdmin),
    WORKSHOP_ICE_PORTS: `${port(iceFirst)}-${port(iceLast)}`,
    WORKSHOP_HOST: host ?? '',
    WORKSHOP_LISTEN: host ? '0.0.0.0' : '127.0.0.1',
  };
}

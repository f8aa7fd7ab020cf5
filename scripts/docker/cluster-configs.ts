/**
 * What nginx reads on the machines of a cluster that have no volume of the ingest's. It holds no secret
 * and depends on no choice, so it lies beside the manifests: Swarm and Kubernetes hand it out.
 */
import { createSettings } from '../../labs/settings.ts';
import { containerFolder } from '../containers/container-settings.ts';
import { edgeConfig } from '../containers/edge-config.ts';
import { frontConfig } from '../containers/front-config.ts';
import { dockerNameServer, type NameServer } from '../containers/other-servers.ts';
import { httpsBasePort, unknownSecrets } from './compose-environment.ts';

const settings = createSettings({
  workDirectory: containerFolder,
  secrets: unknownSecrets,
  listenAddress: '0.0.0.0',
  // Containers do not run as root, whoever renders this.
  nginxUser: null,
  // Others come by HTTPS, under a name that this nginx need not know.
  publicHost: `localhost:${httpsBasePort}`,
});

const nameServers: Readonly<Record<string, NameServer>> = {
  swarm: dockerNameServer,
  kubernetes: null,
};

/** By path, relative to `docker/`. */
export const clusterConfigs = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(nameServers).flatMap(([folder, nameServer]) => [
      [`${folder}/edge.conf`, made + edgeConfig(settings, nameServer)],
      [`${folder}/front.conf`, made + frontConfig(settings, nameServer)],
    ]),
  );

const made = '# Made by `npm run docker:render`: change scripts/containers/ instead.\n';

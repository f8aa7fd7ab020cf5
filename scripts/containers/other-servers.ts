/** How an nginx finds the servers of other containers by their names. */

/** Docker's own, in each container. */
export const dockerNameServer = '127.0.0.11';

/**
 * `null` where a name keeps its address, as a Service of Kubernetes does: nginx then asks the system
 * once, when it starts. Its own resolver would know only whole names, with the namespace in them.
 */
export type NameServer = string | null;

/** What `proxyPass` needs in the block `http`. */
export const resolver = (nameServer: NameServer): string =>
  nameServer === null
    ? ''
    : `  # Asked again and again, so that a server with a new address is found.
  resolver ${nameServer} valid=2s ipv6=off;
`;

/** The `proxy_pass` to a server that may be started later than this nginx, or anew with another address. */
export const proxyPass = (name: string, port: number, nameServer: NameServer): string =>
  nameServer === null
    ? `proxy_pass http://${name}:${port};`
    : `set $${name} "http://${name}:${port}";
      proxy_pass $${name};`;

/**
 * Who may call the live API. It gives local pages the key to Janus, so a page of another site
 * that is open in the same browser must not get at it: neither by DNS rebinding (a foreign name
 * that suddenly points to this machine: wrong Host) nor across origins (wrong Origin).
 */
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { isOpenToNetwork, type Settings } from '../../labs/settings.ts';
import { HttpError, singleHeader } from './http.ts';

/** The host names under which this machine is reached, as they stand in a URL, in lower case. */
export function ownHostNames(settings: Settings): string[] {
  const loopback = ['localhost', '127.0.0.1', '[::1]'];
  const { publicHost } = settings;
  // In a container, its own names and addresses are nobody's business.
  if (publicHost) return [...loopback, hostNameOf(publicHost) ?? publicHost];
  if (!isOpenToNetwork(settings)) return loopback;
  const name = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces())
    .flatMap((infos) => infos ?? [])
    .map(({ family, address }) => (family === 'IPv6' ? `[${address}]` : address));
  return [...loopback, name, `${name}.local`, ...addresses];
}

/**
 * The host name the caller used, once it is known to be one of ours.
 * @throws {HttpError} 403 for a foreign Host.
 */
export function checkHost(request: IncomingMessage, settings: Settings): string {
  const name = hostNameOf(request.headers.host ?? '');
  if (name === undefined || !ownHostNames(settings).includes(name)) {
    throw new HttpError(403, {
      en: 'This site is not served under that name. Use localhost, or this machine’s address.',
      es: 'Este sitio no se sirve con ese nombre. Usa localhost o la dirección de esta máquina.',
    });
  }
  return name;
}

/**
 * The same, of a caller that must be a page of this site.
 * @throws {HttpError} 403 for a foreign Host or a foreign Origin.
 */
export function checkCaller(request: IncomingMessage, settings: Settings): string {
  const { host = '', origin } = request.headers;
  const name = checkHost(request, settings);
  // Browsers send Origin with every cross-origin request that could read or change something.
  const crossSite = request.headers['sec-fetch-site'] === 'cross-site';
  const own = isPublic(request, settings) ? `https://${host}` : `http://${host}`;
  if (crossSite || (origin !== undefined && origin !== own)) {
    throw new HttpError(403, {
      en: 'Only pages of this site may call its API.',
      es: 'Solo las páginas de este sitio pueden llamar a su API.',
    });
  }
  return name;
}

/** True when the request came by HTTPS, through the front: that hands on the name that was asked for. */
export const isPublic = (request: IncomingMessage, { publicHost }: Settings): boolean =>
  publicHost !== null && request.headers.host === publicHost;

/**
 * Where the caller sits. All who come by HTTPS come from the front's address, which hands on theirs:
 * `X-Real-IP`, written over what the caller may have said.
 */
export function callerAddress(request: IncomingMessage, settings: Settings): string {
  const own = request.socket.remoteAddress ?? '';
  return isPublic(request, settings) ? (singleHeader(request, 'x-real-ip') ?? own) : own;
}

function hostNameOf(host: string): string | undefined {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  // Anything but host[:port] (a path, a user name) is no Host header that a browser sends.
  return url && url.pathname === '/' && url.username === '' ? url.hostname : undefined;
}

/**
 * True when the request comes from this machine, over loopback. In a container such a request comes
 * from the gateway: `WORKSHOP_LOOPBACK_GATEWAY` says which, where the port is published on loopback only.
 */
export function isFromLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  if (address !== '' && address === process.env.WORKSHOP_LOOPBACK_GATEWAY) return true;
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

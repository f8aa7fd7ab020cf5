/** What to run so that the missing programs are there: worked out here, run in `install.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import type { Text } from '../language/text.ts';
import { localInterfaceCommands } from '../system/addresses.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { iceAddressId } from './check-network.ts';
import type { Finding } from './finding.ts';

export interface InstallPlan {
  /** What the script brings, for the reader. */
  missing: Text;
  /** Debian packages, sorted. */
  packages: string[];
  /** A POSIX shell script for root. */
  script: string;
}

export interface InstallSystem {
  /** True where a package manager's service guard (policy-rc.d) already stands: leave it alone. */
  hasServicePolicy: boolean;
  /** True where systemd runs. */
  hasSystemd: boolean;
  /** True on Ubuntu, whose `chromium` package is a snap that cannot be used here. */
  isUbuntu: boolean;
  /** `ip` makes the virtual interface; a minimal container lacks it. */
  hasIpCommand: boolean;
}

const playwright = `${repositoryRoot}/node_modules/playwright-core/cli.js`;
const servicePolicy = '/usr/sbin/policy-rc.d';
/** Debian starts the services of these at once with their sample configuration: Janus then listens to everyone. */
const packagesWithService = ['janus', 'nginx'];

/**
 * The script that mends what apt or a virtual network interface can mend.
 * @returns null when there is nothing of that kind among the findings.
 */
export function planInstall(
  findings: readonly Finding[],
  system: InstallSystem = thisSystem(),
): InstallPlan | null {
  const wanted = findings.flatMap(({ packages }) => packages);
  const needsAddress = findings.some(({ id, state }) => id === iceAddressId && state === 'broken');
  if (needsAddress && !system.hasIpCommand) wanted.push('iproute2');
  const packages = [...new Set(wanted)].sort();
  if (packages.length === 0 && !needsAddress) return null;

  const usesChrome = system.isUbuntu && packages.includes('chromium');
  const fromApt = packages.filter((name) => !(usesChrome && name === 'chromium'));
  const lines = ['set -e'];
  if (fromApt.length > 0) lines.push(...aptLines(fromApt, system));
  // Google's own Chrome: Playwright's Chromium has no H.264.
  if (usesChrome) lines.push(`'${process.execPath}' '${playwright}' install chrome`);
  if (needsAddress) lines.push(...localInterfaceCommands);
  return { missing: describeMissing(packages, needsAddress), packages, script: lines.join('\n') };
}

function describeMissing(packages: readonly string[], needsAddress: boolean): Text {
  const list = (address: string) => [...packages, ...(needsAddress ? [address] : [])].join(', ');
  return { en: list('an address for ICE'), es: list('una dirección para ICE') };
}

function aptLines(packages: readonly string[], system: InstallSystem): string[] {
  const services = packagesWithService.filter((name) => packages.includes(name));
  const lines: string[] = [];
  if (services.length > 0 && !system.hasServicePolicy) {
    // Exit code 101 forbids a package to start its service (Debian's policy-rc.d interface).
    lines.push(
      '# keep apt from starting janus and nginx as services',
      `trap 'rm -f ${servicePolicy}' EXIT`,
      `trap 'exit 130' INT TERM`,
      `printf '#!/bin/sh\\nexit 101\\n' > ${servicePolicy}`,
      `chmod 755 ${servicePolicy}`,
    );
  }
  lines.push(
    'apt-get update',
    `DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  );
  if (services.length > 0 && system.hasSystemd) {
    lines.push(`systemctl disable ${services.join(' ')}`);
  }
  return lines;
}

/** True where the packages' names and commands of the plan are right. */
export function isDebianOrUbuntu(): boolean {
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease()) && existsSync('/usr/bin/apt-get');
}

const thisSystem = (): InstallSystem => ({
  hasServicePolicy: existsSync(servicePolicy),
  hasSystemd: existsSync('/run/systemd/system'),
  isUbuntu: /^ID(_LIKE)?=.*\bubuntu\b/m.test(osRelease()),
  hasIpCommand: ['/usr/sbin/ip', '/usr/bin/ip', '/sbin/ip', '/bin/ip'].some((path) =>
    existsSync(path),
  ),
});

/** os-release(5): `ID=debian`, `ID_LIKE="ubuntu debian"`. Absent outside Linux. */
const osRelease = (): string =>
  existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';

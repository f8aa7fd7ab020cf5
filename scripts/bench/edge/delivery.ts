/** A live stream, an origin that has its files, and an edge before it: all real, all on loopback. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../../labs/settings.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { ownSettings } from '../../checks/own-settings.ts';
import { listsSegments, startOwnStack } from '../../checks/own-stack.ts';
import type { Keeper } from '../../checks/room.ts';
import { edgeConfig } from '../../containers/edge-config.ts';
import { nginxDaemon } from '../../stack/daemons.ts';
import type { BenchContext } from '../bench.ts';
import { OriginLog, withLog } from './origin-log.ts';
import { profile } from './plan.ts';

export interface EdgeDelivery {
  /** At the edge. */
  playlistUrl: string;
  /** One target duration: when a player asks again. */
  reloadMilliseconds: number;
  originPort: number;
  originLog: OriginLog;
  /** As nginx itself counts them, this question included: `stub_status`. */
  originRequests(): Promise<number>;
}

const leastSegments = 3;
const limitSeconds = 60;

/**
 * The stack's own nginx is asked by its probes, too: so the edge has an origin of its own, which is
 * nginx with stage 05's configuration and the stack's files.
 */
export async function startDelivery(
  keeper: Keeper,
  { programs, iceAddress, signal }: Pick<BenchContext, 'programs' | 'iceAddress' | 'signal'>,
): Promise<EdgeDelivery> {
  const stack = await startOwnStack(keeper, { programs, profile, iceAddress });
  await stack.waitForStatus('segments', listsSegments(leastSegments), limitSeconds, signal);
  // Where the site has not been built yet, this takes both cores for a while.
  await stack.waitForPages(signal);

  const { web, live } = stack.settings.paths;
  const origin = await nginxSettings(keeper, ({ paths, ...others }) => ({
    ...others,
    paths: { ...paths, web, live },
  }));
  const logFile = join(origin.paths.logs, 'requests.log');
  await writeFile(logFile, '');
  await startNginx(keeper, origin, withLog(nginxConfig(origin), logFile), programs.nginx);

  const originPort = origin.ports.origin;
  return {
    playlistUrl: await startEdge(keeper, { originPort, nginx: programs.nginx }),
    reloadMilliseconds: stack.settings.profile.targetDurationSeconds * 1_000,
    originPort,
    originLog: new OriginLog(logFile),
    async originRequests() {
      const page = await fetch(`http://127.0.0.1:${originPort}/nginx-status`);
      return Number(/\n\s*\d+ \d+ (\d+)/.exec(await page.text())?.[1]);
    },
  };
}

/**
 * The edge of the containers, before an origin on this machine.
 * @param changed another configuration of it: a meter has to move when what it measures does.
 * @returns the playlist's address there.
 */
export async function startEdge(
  keeper: Keeper,
  { originPort, nginx }: { originPort: number; nginx: string },
  changed: (config: string) => string = (config) => config,
): Promise<string> {
  const edge = await nginxSettings(keeper, (settings) => settings);
  const config = edgeConfig(edge, null, { host: '127.0.0.1', port: originPort });
  await startNginx(keeper, edge, changed(config), nginx);
  return `http://127.0.0.1:${edge.ports.origin}/live/index.m3u8`;
}

async function nginxSettings(
  keeper: Keeper,
  change: (settings: Settings) => Settings,
): Promise<Settings> {
  const { settings, remove } = await ownSettings({ profile });
  keeper.defer(remove);
  return change(settings);
}

async function startNginx(
  keeper: Keeper,
  settings: Settings,
  config: string,
  program: string,
): Promise<void> {
  const nginx = await nginxDaemon(settings, { nginxConfig: () => config }, program, () => {});
  keeper.defer(() => nginx.stop());
  await nginx.start();
}

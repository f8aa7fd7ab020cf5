/** The playlist as viewers get it, through front and edge. */
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import type { ContainerStack } from './container-stack.ts';

export const playlistUrl = ({ settings }: ContainerStack): string =>
  `http://127.0.0.1:${settings.ports.origin}/live/index.m3u8`;

/** @returns the newest segment's name; null while there is no playlist, or none in it. */
export async function newestSegment(url: string): Promise<string | null> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  if (!answer?.ok) return null;
  return (await answer.text()).match(/^[^#\n]+\.ts$/gm)?.at(-1) ?? null;
}

/** Waits for one that was not there. @param before the newest that was seen; without it, the one of now. */
export async function waitForNewSegment(url: string, before?: string | null): Promise<void> {
  const seen = before === undefined ? await newestSegment(url) : before;
  const isNew = async () => {
    const newest = await newestSegment(url);
    return newest !== null && newest !== seen;
  };
  await waitUntil('a new segment', isNew, 60_000);
}

/** Builds what has changed, starts it, and waits until a viewer could play. @returns seconds since `up`. */
export async function bringUp(stack: ContainerStack, ...options: string[]): Promise<number> {
  await stack.compose.run('build');
  const begun = performance.now();
  await stack.compose.run('up', '--detach', ...options);
  await waitUntil(
    'a playlist at the address that viewers know',
    () => newestSegment(playlistUrl(stack)),
    60_000,
  );
  return (performance.now() - begun) / 1_000;
}

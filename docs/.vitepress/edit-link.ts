/** Where a reader edits a page: at the forge this copy of the workshop came from, if there is one. */
import { askGit } from './git.ts';

/**
 * The pattern of VitePress's `editLink`, or null when this copy comes from no forge. Forks need no
 * change: GitHub's CI says where it runs, and everywhere else git knows where it cloned from.
 */
export function forgeEditPattern(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = environment;
  const url =
    GITHUB_SERVER_URL && GITHUB_REPOSITORY
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`
      : forgeUrl(askGit('remote', 'get-url', 'origin') ?? '');
  return url && `${url}/edit/main/docs/:path`;
}

/**
 * `https://host/owner/name` of a clone's origin, whether written as https or as ssh; null for a path.
 * Exported for its unit test.
 */
export function forgeUrl(origin: string): string | null {
  const { host, path } =
    /^(?:https:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@)(?<host>[\w.-]+\.[a-z]{2,})(?::\d+)?[/:](?<path>[\w./-]+?)(?:\.git)?\/?$/.exec(
      origin,
    )?.groups ?? {};
  return host && path ? `https://${host}/${path}` : null;
}

/** Loads the stages that run on the server, from the reference solutions or from the student's files. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerStages } from '../../labs/stages.ts';
import { repositoryRoot } from '../system/work-directory.ts';

export async function loadServerStages(directory: 'solutions' | 'labs'): Promise<ServerStages> {
  const load = (path: string) =>
    import(pathToFileURL(join(repositoryRoot, directory, path)).href) as Promise<
      Partial<ServerStages>
    >;
  const modules = await Promise.all([
    load('02-janus-config/janus.ts'),
    load('03-rtp-forward/forward.ts'),
    load('04-ffmpeg/ffmpeg.ts'),
    load('05-nginx/nginx.ts'),
  ]);
  return Object.assign({}, ...modules) as ServerStages;
}

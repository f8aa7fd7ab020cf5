/** Lab 05 on a real nginx: what a player, a CDN and a stranger get. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ask } from '../../scripts/checks/ask.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { defineChecks } from '../../scripts/labs/lab-checks.ts';
import { notYet, verbatim } from '../../scripts/labs/not-yet.ts';
import { nginxDaemon } from '../../scripts/stack/daemons.ts';
import { run } from '../../scripts/system/run.ts';

const playlist = '#EXTM3U\n#EXT-X-VERSION:3\n';
const segment = 'not really MPEG-TS, but 37 bytes long';

export const checks = defineChecks({
  programs: ['nginx'],
  async openBench() {},
  async openTrial(_bench, { scope, programs, student }) {
    const { settings, remove } = await ownSettings();
    scope.defer(remove);
    const { live, nginx: folder } = settings.paths;
    await writeFile(join(live, 'index.m3u8'), playlist);
    await writeFile(join(live, 'segment-00001.ts'), segment);
    const config = await student.call('nginxConfig', [settings], z.string());
    const daemon = await nginxDaemon(
      settings,
      { nginxConfig: () => config },
      programs.nginx,
      () => {},
    );
    const file = join(folder, 'nginx.conf');
    const { output, exitCode } = await run(programs.nginx, [
      '-t',
      '-e',
      'stderr',
      '-p',
      folder,
      '-c',
      file,
    ]);
    if (exitCode !== 0) {
      notYet('nginx-refuses', {
        expected: { en: '`nginx -t` finds no mistake.', es: '`nginx -t` no encuentra errores.' },
        seen: verbatim(output.trim()),
      });
    }
    await daemon.start();
    scope.defer(() => daemon.stop());
    return { get: (path: string) => ask(settings.ports.origin, path) };
  },
  checks: {
    async starts() {},
    async serves({ get }) {
      const { status } = await get('/live/index.m3u8');
      if (status !== 200) {
        notYet('not-served', {
          expected: {
            en: 'GET /live/index.m3u8 answers 200.',
            es: 'GET /live/index.m3u8 responde 200.',
          },
          seen: { en: `It answered ${status}.`, es: `Respondió ${status}.` },
        });
      }
    },
  },
});

/** The pipeline of a stack, without its site and its probes, made of a student's stages. */
import { stripVTControlCharacters } from 'node:util';
import type { Settings } from '../../../labs/settings.ts';
import { janusConfig } from '../../../solutions/02-janus-config/janus.ts';
import { nginxConfig } from '../../../solutions/05-nginx/nginx.ts';
import { ownSettings } from '../../checks/own-settings.ts';
import { type StudentDaemon, whyNotStarted } from '../../checks/why-not-started.ts';
import { JanusPulse } from '../../janus/janus-pulse.ts';
import type { LabPrograms } from '../../labs/lab-checks.ts';
import { notYet } from '../../labs/not-yet.ts';
import type { Scope } from '../../labs/scope.ts';
import { janusDaemon, logFile, nginxDaemon } from '../../stack/daemons.ts';
import { PlaylistPublisher } from '../../stack/playlist-publisher.ts';
import { SessionController } from '../../stack/session-controller.ts';
import type { RunningStages } from '../../stack/stages.ts';

export interface Pipeline {
  settings: Settings;
  playlist: PlaylistPublisher;
  controller: SessionController;
}

const ignore = () => {};

/**
 * Starts it; from then on whoever publishes goes on air.
 * @throws {NotYet} when Janus or nginx do not start with the student's configuration.
 */
export async function startPipeline(
  scope: Scope,
  stages: RunningStages,
  programs: LabPrograms,
): Promise<Pipeline> {
  // Segments of a second: what is to be seen is seen soon.
  const { settings, remove } = await ownSettings({ profile: 'low' });
  scope.defer(remove);
  const playlist = await PlaylistPublisher.start(settings, ignore);
  scope.defer(() => playlist.stop());
  await expectStarted(scope, 'Janus', {
    daemon: await janusDaemon(settings, stages, programs.janus, ignore),
    logFile: logFile(settings, 'janus'),
    reference: () => janusDaemon(settings, { janusConfig }, programs.janus, ignore),
  });
  await expectStarted(scope, 'nginx', {
    daemon: await nginxDaemon(settings, stages, programs.nginx, ignore),
    logFile: logFile(settings, 'nginx'),
    reference: () => nginxDaemon(settings, { nginxConfig }, programs.nginx, ignore),
  });
  const pulse = new JanusPulse(settings, ignore);
  pulse.start();
  scope.defer(() => pulse.stop());
  const controller = new SessionController(
    { settings, stages, playlist, pulse, ffmpegPath: programs.ffmpeg, note: ignore },
    ignore,
  );
  controller.start();
  scope.defer(() => controller.stop());
  return { settings, playlist, controller };
}

async function expectStarted(scope: Scope, name: string, daemon: StudentDaemon): Promise<void> {
  const failure = await whyNotStarted(scope, daemon);
  if (!failure) return;
  const words = stripVTControlCharacters(failure.log).trim().split('\n').slice(-3).join('\n');
  const isEnded = failure.how === 'ended';
  notYet('does-not-start', {
    expected: {
      en: `${name} starts with your configuration and answers.`,
      es: `${name} arranca con tu configuración y responde.`,
    },
    seen: {
      en: `${isEnded ? 'It ended while starting.' : 'It did not answer.'} ${words}`.trim(),
      es: `${isEnded ? 'Terminó al arrancar.' : 'No respondió.'} ${words}`.trim(),
    },
  });
}

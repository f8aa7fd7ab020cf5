/** Probe `janus`: does it run, does it answer, and is the room there with the right codecs? */
import { textOf } from '../language/workshop-error.ts';
import type { Figures, Hops } from '../stack/status.ts';
import { broken, ok, waiting } from './hop.ts';
import type { ProbeSources } from './sources.ts';

export function lookAtJanus(sources: ProbeSources): Hops['janus'] {
  const { settings, janus, pulse, controller, remedies } = sources;
  const codec = (type: 'audio' | 'video') =>
    controller.session?.publisher.streams.find((stream) => stream.type === type)?.codec ?? null;
  const figures: Figures['janus'] = {
    pid: janus.pid,
    roomId: controller.connected ? settings.room.id : null,
    videoCodec: codec('video'),
    audioCodec: codec('audio'),
    publishers: controller.connected ? controller.publishers.length : null,
  };
  const log = remedies.readLog('janus');
  if (janus.state !== 'running') {
    const { cause, nextStep } = remedies.missing('janus', 'Janus');
    return broken<'janus'>(figures, cause, nextStep);
  }
  if (pulse.hangs) {
    const seconds = Math.round(pulse.unansweredMilliseconds / 1_000);
    return broken<'janus'>(
      figures,
      {
        en: `Janus runs, but has answered nothing for ${seconds} s: it was stopped, or hangs.`,
        es: `Janus está en marcha, pero lleva ${seconds} s sin responder nada: alguien lo detuvo o se colgó.`,
      },
      remedies.wake('janus', janus.pid),
    );
  }
  if (controller.connected) return ok<'janus'>(figures);
  const { connectionError } = controller;
  if (!connectionError) {
    return waiting<'janus'>(figures, { en: 'Joining the room.', es: 'Entrando en la sala.' });
  }
  const { en, es } = textOf(connectionError);
  return broken<'janus'>(
    figures,
    {
      en: `Janus runs, but room ${settings.room.id} cannot be joined: ${en}`,
      es: `Janus está en marcha, pero no se puede entrar en la sala ${settings.room.id}: ${es}`,
    },
    log,
  );
}

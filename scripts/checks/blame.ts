/** Blames the student's arguments for what FFmpeg made of them, if this machine kept up. */
import { type Finding, notYet } from '../labs/not-yet.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import type { FfmpegRun } from './ffmpeg-run.ts';

/** Fails, unless this machine was too slow to feed FFmpeg: then nothing was proven. */
export function blame({ lostDatagrams }: FfmpegRun, reason: string, finding: Finding): never {
  if (lostDatagrams > 0) throw tooBusy(String(lostDatagrams));
  notYet(reason, finding);
}

/** @param measure of the packets that were lost or came late. */
export const tooBusy = (measure: string): WorkshopError =>
  new WorkshopError(
    {
      en: `This machine is too busy: packets on their way to FFmpeg were lost or late (${measure}).`,
      es: `Esta máquina está demasiado ocupada: hubo paquetes perdidos o atrasados camino a FFmpeg (${measure}).`,
    },
    { en: 'Close other programs and save again.', es: 'Cierra otros programas y guarda otra vez.' },
  );

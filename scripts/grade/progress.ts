/** What is seen while a class is graded, on standard error: one line on a terminal, else a line each. */
import { createLogUpdate } from 'log-update';
import type { Language, Text } from '../language/text.ts';
import type { ClassProgress } from './grade-class.ts';
import { oneLine } from './reports/printable.ts';
import { isWhollyGraded } from './reports/standing.ts';

export interface ShownProgress extends ClassProgress {
  /** Takes away what is only for the moment. */
  end(): void;
}

export function showProgress(
  submissions: number,
  labsEach: number,
  jobs: number,
  language: Language,
): ShownProgress {
  const { stderr } = process;
  const line = stderr.isTTY ? createLogUpdate(stderr) : undefined;
  const begun = performance.now();
  let over = 0;
  /** Those that took time. */
  let graded = 0;
  const labsOver = new Map<string, number>();

  const timeLeft = (): Text | undefined => {
    const done = graded + [...labsOver.values()].reduce((sum, labs) => sum + labs / labsEach, 0);
    if (done === 0) return undefined;
    const each = (performance.now() - begun) / 60_000 / done;
    const minutes = Math.ceil(each * (submissions - over - (done - graded)));
    return {
      en: `about ${minutes} min left`,
      es: minutes === 1 ? 'queda 1 min' : `quedan unos ${minutes} min`,
    };
  };
  const show = () => {
    const now = [...labsOver]
      .map(([id, labs]) => `${oneLine(id)} ${labs}/${labsEach}`)
      .slice(0, jobs);
    line?.([`${over}/${submissions}`, ...now, timeLeft()?.[language] ?? ''].join('  '));
  };
  return {
    onLab(id) {
      labsOver.set(id, (labsOver.get(id) ?? 0) + 1);
      show();
    },
    onSubmission(result, kept) {
      const { points, seconds } = result;
      const id = oneLine(result.id);
      over += 1;
      labsOver.delete(result.id);
      if (!kept) graded += 1;
      const left = over < submissions ? (timeLeft()?.[language] ?? '') : '';
      const took = kept ? texts.kept[language] : `${seconds.toFixed(0)} s`;
      const earned = isWhollyGraded(result) ? points.earned : '?';
      const said = `${over}/${submissions}  ${id}  ${earned}/${points.possible}  ${took}`;
      if (!line) stderr.write(`${[said, left].filter(Boolean).join('  ')}\n`);
      show();
    },
    onTrouble(id, lab, { how, output }) {
      const words = output.trim().split('\n').slice(-3).join('\n');
      const { en, es } = texts.trouble(`${oneLine(id)}, ${lab}`, how);
      line?.clear();
      stderr.write(`${{ en, es }[language]}\n${words === '' ? '' : `${words}\n`}`);
      show();
    },
    end: () => line?.clear(),
  };
}

const texts = {
  kept: { en: 'as before', es: 'como antes' },
  trouble: (where: string, how: string): Text => ({
    en: `${where}: its sandbox ended before its time (${how}); what is missing is run again.`,
    es: `${where}: su caja terminó antes de tiempo (${how}); lo que falta se corre otra vez.`,
  }),
};

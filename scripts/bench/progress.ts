/** What is seen while it measures, on standard error: one line in place on a terminal, else a line each step. */
import { createLogUpdate } from 'log-update';
import type { Language, Text } from '../language/text.ts';

export interface Progress {
  /** Begins the next step; what it takes was part of the planned time. */
  step(what: Text, plannedSeconds: number): void;
  /** Takes away what is only for the moment. */
  end(): void;
}

/** @param plannedSeconds of everything that will run. */
export function showProgress(plannedSeconds: number, language: Language): Progress {
  const { stderr } = process;
  const line = stderr.isTTY ? createLogUpdate(stderr) : undefined;
  let doneSeconds = 0;
  let current = { what: '', plannedSeconds: 0, begunAt: performance.now() };

  const secondsLeft = () => {
    const spent = Math.min((performance.now() - current.begunAt) / 1_000, current.plannedSeconds);
    return Math.max(0, plannedSeconds - doneSeconds - spent);
  };
  const shown = () => `${current.what}  ${timeLeft(secondsLeft())[language]}`;
  const ticker = line && setInterval(() => line(shown()), 1_000);
  return {
    step(what, stepSeconds) {
      doneSeconds += current.plannedSeconds;
      current = {
        what: what[language],
        plannedSeconds: stepSeconds,
        begunAt: performance.now(),
      };
      if (line) line(shown());
      else stderr.write(`${shown()}\n`);
    },
    end() {
      clearInterval(ticker);
      line?.clear();
    },
  };
}

export function timeLeft(seconds: number): Text {
  if (seconds === 0) return { en: 'nearly done', es: 'casi listo' };
  if (seconds < 60) {
    const rounded = Math.ceil(seconds / 5) * 5;
    return { en: `about ${rounded} s left`, es: `quedan unos ${rounded} s` };
  }
  const minutes = Math.ceil(seconds / 60);
  return {
    en: `about ${minutes} min left`,
    es: minutes === 1 ? 'queda 1 min' : `quedan unos ${minutes} min`,
  };
}

/** The checks of the lab for tests: a real process on its bench, and a run that a test can hold. */
import { appendFile } from 'node:fs/promises';
import { z } from 'zod';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { defineChecks } from '../../../scripts/labs/lab-checks.ts';
import { exists } from '../../../scripts/labs/lab-layout.ts';
import { notYet, verbatim } from '../../../scripts/labs/not-yet.ts';
import { startProcess } from '../../../scripts/stack/process.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const holdFile = `${repositoryRoot}/hold`;
const trialLog = `${repositoryRoot}/trials.log`;

export const checks = defineChecks({
  programs: ['nginx'],
  async openBench({ scope }) {
    const daemon = await startProcess({
      name: 'sleep',
      command: 'sleep',
      args: ['1000'],
      logFile: '/dev/null',
      deathSignal: 'KILL',
    });
    scope.defer(() => daemon.stop());
  },
  async openTrial(_bench, { scope, student }) {
    await appendFile(trialLog, 'opened\n');
    scope.defer(() => appendFile(trialLog, 'closed\n'));
    const text = await student.call('greeting', ['Ada'], z.string());
    return { text, signal: scope.signal };
  },
  checks: {
    async name({ text }) {
      if (text.includes('Ada')) return;
      notYet('no-name', {
        expected: { en: 'It has the name in it: Ada.', es: 'Lleva el nombre: Ada.' },
        seen: verbatim(`"${text}"`),
      });
    },
    async polite({ text, signal }) {
      await waitUntil('nobody holds this run', async () => !(await exists(holdFile)), 300_000, {
        signal,
        everyMilliseconds: 10,
      });
      if (/hello/i.test(text)) return;
      notYet('not-polite', {
        expected: { en: 'It says hello.', es: 'Dice hello.' },
        seen: verbatim(`"${text}"`),
      });
    },
  },
});

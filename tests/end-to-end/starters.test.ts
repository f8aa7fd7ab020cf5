/** A starter runs: the stack starts with it, and the status says which hop is broken, and why. */
import { expect, onTestFinished, test } from 'vitest';
import { labs } from '../../labs/catalog.ts';
import { layOut } from '../../scripts/labs/lay-out.ts';
import { starterOf } from '../../scripts/labs/starters.ts';
import { type StageSource, solutionSources } from '../../scripts/stack/stages.ts';
import type { HopId } from '../../scripts/stack/status.ts';
import { startTestStack } from '../support/test-stack.ts';

/** The relay's gate has no hop of its own, and one that is always open breaks none while nothing is lost. */
const serverLabs = labs.filter(({ runsIn, stage }) => runsIn === 'server' && stage !== 'relay');

test.each(serverLabs.map((lab) => [lab.stage, lab] as const))(
  'with the starter of %s, the status points at it',
  async (name, lab) => {
    const stage = name as HopId;
    const { file, remove } = await layOut(lab, await starterOf(lab, 'en'));
    onTestFinished(remove);
    const sources = solutionSources().map(
      (source): StageSource =>
        source.stage === stage ? { ...source, owner: 'student', file } : source,
    );
    const stack = await startTestStack({ profile: 'low', sources });
    const isTold = `the verdict names ${stage}`;
    const { hops, verdict, stages } = await stack.waitForStatus(
      isTold,
      ({ verdict }) => verdict.firstBrokenHop === stage,
    );
    expect(stages.filter(({ owner }) => owner === 'student').map((own) => own.stage)).toEqual([
      stage,
    ]);
    expect(hops[stage].cause?.es.length).toBeGreaterThan(10);
    expect(hops[stage].nextStep?.en).toContain(`npm run lab ${lab.number}`);
    console.log(verdict.sentence.en);
  },
);

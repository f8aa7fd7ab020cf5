/** THE list of labs. What each consists of stands in its own `lab.ts`; `lab.ts` beside this file says what may. */
import { z } from 'zod';
import { publisher } from './01-publisher/lab.ts';
import { janusConfig } from './02-janus-config/lab.ts';
import { rtpForward } from './03-rtp-forward/lab.ts';
import { ffmpeg } from './04-ffmpeg/lab.ts';
import { nginx } from './05-nginx/lab.ts';
import { viewer } from './06-viewer/lab.ts';
import { faults } from './07-faults/lab.ts';
import { type Lab, labSchema } from './lab.ts';

export const catalogSchema = z.array(labSchema).superRefine((labs, context) => {
  const complain = (message: string) => context.addIssue({ code: 'custom', message });
  for (const [index, lab] of labs.entries()) {
    const where = folderOf(lab);
    if (labs.findIndex(({ slug }) => slug === lab.slug) !== index) complain(`${where}: slug twice`);
    if (index > 0 && lab.number <= (labs[index - 1]?.number ?? 0)) {
      complain(`${where}: labs stand in the order of their numbers`);
    }
    for (const slug of lab.after) {
      if (!labs.slice(0, index).some((earlier) => earlier.slug === slug)) {
        complain(`${where}: comes after "${slug}", which is no earlier lab`);
      }
    }
    complainAboutIds(lab, (message) => complain(`${where}: ${message}`));
  }
});

function complainAboutIds(lab: Lab, complain: (message: string) => void): void {
  for (const [kind, { length }, ids] of [
    ['step', lab.steps, new Set(lab.steps.map(({ id }) => id))],
    ['check', lab.checks, new Set(lab.checks.map(({ id }) => id))],
  ] as const) {
    if (ids.size < length) complain(`two ${kind}s have one name`);
  }
  const before = new Set<string>();
  for (const { id, needs } of lab.checks) {
    for (const need of needs) {
      if (!before.has(need)) complain(`check "${id}" needs "${need}", which is no earlier check`);
    }
    before.add(id);
  }
  for (const helped of lab.hints.flatMap(({ helps }) => helps)) {
    const [id = ''] = helped.split('/');
    if (!before.has(id)) complain(`a hint helps with "${id}", which is no check`);
  }
  for (const id of Object.keys(lab.starterFails)) {
    if (!before.has(id)) complain(`the starter should fail "${id}", which is no check`);
  }
  if (Object.keys(lab.starterFails).length === 0) complain('the starter fails no check');
}

/** `03-rtp-forward`: the lab's folder in `labs/` and in `solutions/`, and the name of its page. */
export const folderOf = ({ number, slug }: Pick<Lab, 'number' | 'slug'>): string =>
  `${String(number).padStart(2, '0')}-${slug}`;

/** In the order in which they are done. */
export const labs: readonly Lab[] = catalogSchema.parse([
  publisher,
  janusConfig,
  rtpForward,
  ffmpeg,
  nginx,
  viewer,
  faults,
]);

/** The lab of this number (`3`, `03`), slug or folder. */
export const findLab = (name: string): Lab | undefined =>
  labs.find((lab) =>
    [lab.slug, folderOf(lab), String(lab.number)].includes(name.replace(/^0+(?=\d+$)/, '')),
  );

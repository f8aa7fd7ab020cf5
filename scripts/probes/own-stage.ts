/** A hop that is broken, and that the student's own stage answers for, leads back to its lab. */
import type { StageName } from '../../labs/lab.ts';
import type { Language } from '../language/text.ts';
import type { HopId, Hops, Status } from '../stack/status.ts';
import type { Remedies } from './remedies.ts';

/** The stages that answer for each hop, in the order the media takes them. */
const stagesOfHop: Readonly<Record<HopId, readonly StageName[]>> = {
  publisher: ['publisher'],
  janus: ['janus'],
  // Behind Janus's forwarder stands the relay with its gate: the same hop.
  forward: ['forward', 'relay'],
  ffmpeg: ['ffmpeg'],
  playlist: ['ffmpeg'],
  nginx: ['nginx'],
  viewer: ['viewer'],
};

/** Where the stage of a hop comes from, in a pipeline of which some stages are the student's. */
export function stageLine(
  id: HopId,
  { stages, hops }: Pick<Status, 'stages' | 'hops'>,
  language: Language,
): string | null {
  if (stages.every(({ owner }) => owner === 'solution')) return null;
  const sources = stages.filter(({ stage }) => stagesOfHop[id].includes(stage));
  if (sources.length === 0) return null;
  // The synthetic publisher runs no browser, and so not stage 01.
  const isIdle = id === 'publisher' && hops.publisher.figures.synthetic === true;
  const idle = { en: ', not on air now', es: ', ahora fuera del aire' }[language];
  return sources
    .map(({ file, owner }) => `${file} (${whose[owner][language]}${isIdle ? idle : ''})`)
    .join(', ');
}

const whose = {
  student: { en: 'yours', es: 'tuya' },
  solution: { en: 'the solution', es: 'la solución' },
} as const;

/** The same hops; the next step of the broken ones that are the student's names the lab. */
export function withOwnStages(
  hops: Hops,
  stages: Status['stages'],
  { checkLab }: Pick<Remedies, 'checkLab'>,
): Hops {
  const entries = Object.entries(hops).map(([id, hop]) => {
    const own = stages.filter(
      ({ stage, owner }) => stagesOfHop[id as HopId].includes(stage) && owner === 'student',
    );
    if (own.length === 0 || hop.state !== 'broken') return [id, hop];
    // A stage that throws is named in what is said of it.
    const named = own.filter(({ file }) => hop.cause?.en.includes(file));
    const steps = (named.length > 0 ? named : own).map(
      ({ file, lab }) => `${file}: ${checkLab(lab)}`,
    );
    const nextStep = {
      en: `This hop is yours, ${steps.join('; ')}`,
      es: `Este eslabón es tuyo, ${steps.join('; ')}`,
    };
    return [id, { ...hop, nextStep }];
  });
  return Object.fromEntries(entries) as Hops;
}

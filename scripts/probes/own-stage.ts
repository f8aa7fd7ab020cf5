/** A hop that is broken, and that the student's own stage answers for, leads back to its lab. */
import type { StageName } from '../../labs/lab.ts';
import type { Language } from '../language/text.ts';
import type { HopId, Hops, Status } from '../stack/status.ts';
import type { Remedies } from './remedies.ts';

/** The stage that answers for each hop. */
const stageOfHop: Readonly<Record<HopId, StageName>> = {
  publisher: 'publisher',
  janus: 'janus',
  forward: 'forward',
  ffmpeg: 'ffmpeg',
  playlist: 'ffmpeg',
  nginx: 'nginx',
  viewer: 'viewer',
};

/** Where the stage of a hop comes from, in a pipeline of which some stages are the student's. */
export function stageLine(
  id: HopId,
  { stages, hops }: Pick<Status, 'stages' | 'hops'>,
  language: Language,
): string | null {
  if (stages.every(({ owner }) => owner === 'solution')) return null;
  const source = stages.find(({ stage }) => stage === stageOfHop[id]);
  if (!source) return null;
  const whose = {
    student: { en: 'yours', es: 'tuya' },
    solution: { en: 'the solution', es: 'la solución' },
  }[source.owner];
  // The synthetic publisher runs no browser, and so not stage 01.
  const isIdle = id === 'publisher' && hops.publisher.figures.synthetic === true;
  const idle = { en: ', not on air now', es: ', ahora fuera del aire' }[language];
  return `${source.file} (${whose[language]}${isIdle ? idle : ''})`;
}

/** The same hops; the next step of the broken ones that are the student's names the lab. */
export function withOwnStages(
  hops: Hops,
  stages: Status['stages'],
  { checkLab }: Pick<Remedies, 'checkLab'>,
): Hops {
  const entries = Object.entries(hops).map(([id, hop]) => {
    const own = stages.find(
      ({ stage, owner }) => stage === stageOfHop[id as HopId] && owner === 'student',
    );
    if (!own || hop.state !== 'broken') return [id, hop];
    const nextStep = {
      en: `This hop is yours, ${own.file}: ${checkLab(own.lab)}`,
      es: `Este eslabón es tuyo, ${own.file}: ${checkLab(own.lab)}`,
    };
    return [id, { ...hop, nextStep }];
  });
  return Object.fromEntries(entries) as Hops;
}

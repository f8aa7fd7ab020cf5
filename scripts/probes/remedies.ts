/** What mends a part, in words. A stack of processes is mended in one way, one of containers in another. */
import type { Settings } from '../../labs/settings.ts';
import { composeCommand } from '../docker/compose-environment.ts';
import type { Text } from '../language/text.ts';
import { logFile } from '../stack/daemons.ts';

/** Each has a log of its own. */
export type LogName = 'janus' | 'ffmpeg' | 'nginx';

/** What can stand still though it runs. */
export type Part = 'publisher' | 'janus' | 'ffmpeg' | 'nginx';

export interface Remedies {
  /** Where it says what is wrong. */
  readLog(name: LogName): Text;
  /** It runs, and does nothing. @param pid null where it has none here. */
  wake(part: Part, pid: number | null): Text;
  /** It does not run. @param name as the reader knows it. */
  missing(part: 'janus' | 'nginx', name: string): { cause: Text; nextStep: Text };
  /** How the reader checks a lab's file. */
  checkLab(lab: number): string;
}

const both = (line: string): Text => ({ en: line, es: line });

/** A browser that publishes can be looked at there. */
export const publisherPage = ({ ports }: Settings): Text => ({
  en: `Look at the publisher’s page: http://localhost:${ports.site}/publisher/`,
  es: `Revisa la página del emisor: http://localhost:${ports.site}/publisher/`,
});

export const processRemedies = (settings: Settings): Remedies => ({
  readLog(name) {
    const file = logFile(settings, name);
    return { en: `Read ${file}`, es: `Lee ${file}` };
  },
  wake(part, pid) {
    if (part === 'publisher' && pid === null) return publisherPage(settings);
    if (part === 'publisher') {
      return {
        en: `Look at its process: ps -o stat,args -p ${pid}. A T means stopped; kill -CONT -- -${pid} lets it go on.`,
        es: `Mira su proceso: ps -o stat,args -p ${pid}. Una T quiere decir detenido; kill -CONT -- -${pid} lo deja seguir.`,
      };
    }
    if (part === 'nginx') {
      return {
        en: `Let its worker go on: pkill -CONT -P ${pid}. Or end it, and another is started: kill -9 ${pid}`,
        es: `Deja seguir a su proceso de trabajo: pkill -CONT -P ${pid}. O termínalo y arranca otro: kill -9 ${pid}`,
      };
    }
    return {
      en: `Let it go on: kill -CONT ${pid}. Or end it, and another is started: kill -9 ${pid}`,
      es: `Déjalo seguir: kill -CONT ${pid}. O termínalo y arranca otro: kill -9 ${pid}`,
    };
  },
  missing(part, name) {
    const cause = {
      janus: {
        en: `${name} is not running; it is being started again.`,
        es: `${name} no está en marcha; se está reiniciando.`,
      },
      nginx: {
        en: `${name} does not answer; it is being started again.`,
        es: `${name} no responde; se está reiniciando.`,
      },
    }[part];
    return { cause, nextStep: this.readLog(part) };
  },
  checkLab: (lab) => `npm run lab ${lab}`,
});

/** In which service a part runs. */
const serviceOf: Readonly<Record<Part, string>> = {
  publisher: 'publisher',
  janus: 'janus',
  ffmpeg: 'transcoder',
  nginx: 'origin',
};

export function containerRemedies(settings: Settings): Remedies {
  const compose = composeCommand(settings.portOffset);
  return {
    readLog: (name) =>
      both(
        name === 'ffmpeg'
          ? `${compose} exec transcoder cat ${logFile(settings, name)}`
          : `${compose} logs ${serviceOf[name]}`,
      ),
    wake: (part) => both(`${compose} restart ${serviceOf[part]}`),
    // Stopped on purpose, paused or dying again and again: from here it looks the same.
    missing: (part, name) => ({
      cause: {
        en: `${name} does not answer: it was stopped, or is being started again.`,
        es: `${name} no responde: alguien lo detuvo o se está reiniciando.`,
      },
      nextStep: both(`${compose} restart ${serviceOf[part]}`),
    }),
    checkLab: (lab) => `${compose} exec workshop node --import tsx scripts/lab.ts ${lab} --once`,
  };
}

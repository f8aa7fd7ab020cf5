/** What a site is given that runs beside no stack: nobody is on air, and nothing can be stopped. */
import type { FaultSwitch } from '../../scripts/site/fault-routes.ts';
import type { SessionSource } from '../../scripts/site/session-routes.ts';
import type { WeatherSwitch } from '../../scripts/site/weather-routes.ts';
import { FaultRefused } from '../../scripts/stack/faults.ts';
import { NoFacts } from '../../scripts/stack/session-facts.ts';

const nobody = { en: 'Nobody is on air.', es: 'No hay nadie al aire.' };

const refuse = async () => {
  throw new FaultRefused(nobody);
};

const tellNothing = async () => {
  throw new NoFacts(nobody);
};

export const noStack: { faults: FaultSwitch; session: SessionSource; weather: WeatherSwitch } = {
  weather: { set: refuse, clear: refuse, publisherUrl: null },
  faults: { breakHop: refuse, bringBack: refuse },
  session: { descriptions: tellNothing, codecs: tellNothing },
};

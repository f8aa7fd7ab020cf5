/** Bad weather on the publisher's way to Janus, from the lab's page and from `npm run weather`. */
import { WeatherRefused, type WeatherStation } from '../stack/weather-station.ts';
import { conditionsSchema } from '../weather/conditions.ts';
import { HttpError, readJson, sendNothing } from './http.ts';
import type { Route } from './routes.ts';

export type WeatherSwitch = Pick<WeatherStation, 'set' | 'clear' | 'publisherUrl'>;

const limitBytes = 1024;

export const weatherRoutes = (weather: WeatherSwitch): Route[] => [
  {
    ...{ method: 'POST', path: '/api/weather', for: 'owner' },
    async answer({ request, response }) {
      const conditions = conditionsSchema.safeParse(await readJson(request, limitBytes));
      if (!conditions.success) throw notConditions(conditions.error.issues[0]?.path.join('.'));
      await weather.set(conditions.data).catch(refuse);
      sendNothing(response);
    },
  },
  {
    ...{ method: 'DELETE', path: '/api/weather', for: 'owner' },
    async answer({ response }) {
      await weather.clear().catch(refuse);
      sendNothing(response);
    },
  },
];

const notConditions = (where = ''): HttpError =>
  new HttpError(400, {
    en: `That is no weather: ${where || 'an unknown name'}.`,
    es: `Eso no es un clima: ${where || 'un nombre desconocido'}.`,
  });

function refuse(error: unknown): never {
  throw error instanceof WeatherRefused ? new HttpError(409, error.found) : error;
}

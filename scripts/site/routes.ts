/** The addresses of the live API, and who may call each. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Language, languages } from '../language/text.ts';
import { HttpError } from './http.ts';

/** A request that was let in. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  /** The name the caller knows this machine by. */
  hostName: string;
  /** What stands in the path in place of `:name`. */
  parameters: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/api/labs/:folder/run` */
  path: string;
  /**
   * `everyone`: whoever is let in by Host and Origin. `machine`: callers on this machine only.
   * `page`: those among them that carry the page's token. What runs code is for `page`.
   * `owner`: these, and programs that carry the secret of the work folder.
   */
  for: 'everyone' | 'machine' | 'page' | 'owner';
  answer(call: Call): void | Promise<void>;
}

/** @throws {HttpError} 404 for an address that the API does not have, 405 for a wrong method. */
export function findRoute(
  routes: readonly Route[],
  method: string | undefined,
  path: string,
): { route: Route; parameters: Call['parameters'] } {
  const found = routes.flatMap((route) => {
    const parameters = match(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  const wanted = found.find(({ route }) => route.method === method);
  if (wanted) return wanted;
  if (found.length > 0) {
    throw new HttpError(405, {
      en: 'That method does not work here.',
      es: 'Ese método no funciona aquí.',
    });
  }
  throw new HttpError(404, {
    en: `The API has nothing at ${path}.`,
    es: `La API no tiene nada en ${path}.`,
  });
}

/** `?lang=es`; English without it. @throws {HttpError} 400 for a language that is not spoken here. */
export function languageOf({ query }: Call): Language {
  const wish = query.get('lang') ?? 'en';
  const language = languages.find((candidate) => candidate === wish);
  if (language) return language;
  const known = languages.join(', ');
  throw new HttpError(400, {
    en: `There is no language "${wish}" here, only: ${known}.`,
    es: `Aquí no hay idioma "${wish}", solo: ${known}.`,
  });
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return parameters;
}

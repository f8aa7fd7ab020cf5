/** `npm run weather` asks the running workshop: it shows the secret that lies in its work folder. */
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { notRunning } from '../probes/status-client.ts';
import { type ApiError, tokenHeader } from '../site/api-types.ts';
import { readOwnerToken } from '../stack/owner-token.ts';
import type { Conditions } from './conditions.ts';

const noSecret: Text = {
  en: 'This workshop lets nobody change the weather: it runs in containers, or as another user.',
  es: 'Este taller no deja que nadie cambie el clima: corre en contenedores o con otro usuario.',
};

const natively: Text = {
  en: 'Run it natively, as yourself: npm start',
  es: 'Córrelo de forma nativa y con tu usuario: npm start',
};

export class WeatherClient {
  readonly #address: string;
  readonly #token: string;

  private constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  /** @throws {WorkshopError} when the workshop there takes no orders from here. */
  static async open(address: string, workDirectory: string): Promise<WeatherClient> {
    const token = await readOwnerToken(workDirectory);
    if (token === undefined) throw new WorkshopError(noSecret, natively);
    return new WeatherClient(address, token);
  }

  set(conditions: Conditions): Promise<void> {
    const body = JSON.stringify(conditions);
    return this.#ask({ method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  }

  clear(): Promise<void> {
    return this.#ask({ method: 'DELETE' });
  }

  /** @throws {WorkshopError} with what the workshop says. */
  async #ask(request: { method: string; body?: string; headers?: object }): Promise<void> {
    const response = await fetch(`${this.#address}/api/weather`, {
      ...request,
      headers: { ...request.headers, [tokenHeader]: this.#token },
    }).catch((error: unknown) => {
      throw notRunning(this.#address, error);
    });
    if (response.ok) return;
    // The secret that lies there is that of a workshop that is gone.
    if (response.status === 403) throw new WorkshopError(noSecret, natively);
    throw new WorkshopError(((await response.json()) as ApiError).error);
  }
}

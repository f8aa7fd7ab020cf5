/** The weather of a running stack: off until somebody asks for it, and then there until the stack ends. */
import type { Settings } from '../../labs/settings.ts';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import {
  type ChosenConditions,
  type Conditions,
  conditionsSchema,
  presetOf,
  presets,
} from '../weather/conditions.ts';
import { Weather } from '../weather/weather.ts';
import type { Status } from './status.ts';

export interface WeatherStationOptions {
  settings: Settings;
  /** Has the stack's own publisher call Janus anew, at `publisherUrl`. */
  restartPublisher(): Promise<void>;
  /** Told, in words, what the weather is now. */
  note(text: Text): void;
  /** Told of every change of `report` but its figures. */
  onChange(): void;
}

/** The weather cannot be changed now; `found` says why. */
export class WeatherRefused extends WorkshopError {
  override readonly name = 'WeatherRefused';
}

export class WeatherStation {
  readonly #options: WeatherStationOptions;
  /** One after the other: two that ask at the same moment start one proxy. */
  #queue: Promise<unknown> = Promise.resolve();
  #weather: Weather | undefined;
  #isClosed = false;

  constructor(options: WeatherStationOptions) {
    this.#options = options;
  }

  /** Where publishers on this machine call Janus; null: where it listens. */
  get publisherUrl(): string | null {
    return this.#weather?.url ?? null;
  }

  get report(): Status['weather'] {
    if (!this.#weather) return null;
    const { conditions, figures } = this.#weather;
    return { preset: presetOf(conditions), conditions, figures };
  }

  /**
   * Changes the weather. The first time who is on air goes on air again, through it; later nobody is interrupted.
   * @throws {WeatherRefused} with the reason.
   */
  set(chosen: ChosenConditions): Promise<void> {
    return this.#inTurn(async () => {
      const conditions = conditionsSchema.parse(chosen);
      const isClear = presetOf(conditions) === 'clear';
      if (this.#isClosed) throw new WeatherRefused(isStopping);
      if (!this.#weather && isClear) return;
      const wasThere = this.#weather !== undefined;
      if (this.#weather) this.#weather.set(conditions);
      else await this.#begin(conditions);
      this.#options.note(changedText(conditions));
      this.#options.onChange();
      if (!wasThere) await this.#options.restartPublisher();
    });
  }

  /** Clear weather again; publishers stay where they are. */
  clear(): Promise<void> {
    return this.set({});
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return this.#inTurn(async () => {
      await this.#weather?.close();
      this.#weather = undefined;
    });
  }

  async #begin(conditions: Conditions): Promise<void> {
    const { settings } = this.#options;
    this.#weather = await Weather.start(settings, { conditions }).catch(
      (error: NodeJS.ErrnoException) => {
        throw error.code === 'EADDRINUSE' ? new WeatherRefused(portTaken(settings)) : error;
      },
    );
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(action);
    this.#queue = done.catch(() => {});
    return done;
  }
}

function changedText(conditions: Conditions): Text {
  const preset = presetOf(conditions);
  if (preset === 'own') {
    return { en: 'Weather: your own.', es: 'Clima: el tuyo.' };
  }
  const { title, story } = presets[preset];
  return {
    en: `Weather: ${title.en}. ${story.en}`,
    es: `Clima: ${title.es}. ${story.es}`,
  };
}

const isStopping: Text = {
  en: 'The workshop is being stopped.',
  es: 'El taller se está deteniendo.',
};

const portTaken = ({ ports }: Settings): Text => ({
  en: `Port ${ports.weather}, where the weather should be, is in use. npm run doctor tells by which program.`,
  es: `El puerto ${ports.weather}, donde iría el clima, está ocupado. npm run doctor dice por qué programa.`,
});

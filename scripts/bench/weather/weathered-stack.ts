/** One stack whose publishers come through the weather, and all that watches it. */
import { type HeadlessBrowser, launchBrowser } from '../../checks/browser.ts';
import { type OwnStack, startOwnStack } from '../../checks/own-stack.ts';
import { waitUntil } from '../../checks/wait-until.ts';
import type { Scope } from '../../labs/scope.ts';
import type { ChosenConditions } from '../../weather/conditions.ts';
import { Weather } from '../../weather/weather.ts';
import type { BenchContext } from '../bench.ts';
import { SegmentKeeper } from '../segment-keeper.ts';
import { measureStart } from '../sync/measure-start.ts';
import { publishFromBrowser, publishWithSkew, type WeatheredPublisher } from './publisher.ts';
import { takesOf } from './sound-offset.ts';
import type { WeatherIngest, WeatherPicture } from './weather-run.ts';

/** One for all stacks: before and after, the same packets of a connection are lost. */
const seed = 9;

const limitMilliseconds = 60_000;

/** With fewer, a viewer starts nearer to the live edge than it later stays. */
const leastSegments = 4;

const lookedAtSegments = 3;

/** A browser under load sometimes loses 100 ms of its sound and more. No weather does that. */
const toleratedOffsetMilliseconds = 35;

export class WeatheredStack {
  readonly stack: OwnStack;
  readonly viewerBrowser: HeadlessBrowser;
  readonly segments: SegmentKeeper;
  readonly #context: Pick<BenchContext, 'programs' | 'signal'>;
  readonly #weather: Weather;
  readonly #publisherBrowser: HeadlessBrowser;
  #publisher: { videoClockPartsPerMillion: number; running: WeatheredPublisher } | undefined;

  private constructor(
    context: Pick<BenchContext, 'programs' | 'signal'>,
    parts: {
      stack: OwnStack;
      weather: Weather;
      segments: SegmentKeeper;
      viewerBrowser: HeadlessBrowser;
      publisherBrowser: HeadlessBrowser;
    },
  ) {
    this.#context = context;
    this.stack = parts.stack;
    this.segments = parts.segments;
    this.viewerBrowser = parts.viewerBrowser;
    this.#weather = parts.weather;
    this.#publisherBrowser = parts.publisherBrowser;
  }

  /** @param scope takes it all down. */
  static async start(
    scope: Scope,
    { ingest, picture }: { ingest: WeatherIngest; picture: WeatherPicture },
    context: Pick<BenchContext, 'programs' | 'iceAddress' | 'signal'>,
  ): Promise<WeatheredStack> {
    const { programs, iceAddress, signal } = context;
    const options = { programs, iceAddress, publisher: 'none', ingest, picture } as const;
    const stack = await startOwnStack(scope, options);
    const segments = await SegmentKeeper.start(scope, stack.settings);
    const weather = await Weather.start(stack.settings, { seed });
    scope.defer(() => weather.close());
    // Two, so that neither takes the other's time on its threads.
    const launch = async () => {
      const browser = await launchBrowser({
        executablePath: programs.chromium,
        leavesSignals: true,
      });
      scope.defer(() => browser.close());
      return browser;
    };
    const [viewerBrowser, publisherBrowser] = [await launch(), await launch()];
    const weathered = new WeatheredStack(context, {
      ...{ stack, weather, segments, viewerBrowser, publisherBrowser },
    });
    scope.defer(() => weathered.#publisher?.running.stop().catch(() => {}));
    await stack.waitForPages(signal);
    return weathered;
  }

  setWeather(weather: ChosenConditions): void {
    this.#weather.set(weather);
  }

  /** Puts the publisher with this clock on air, unless it is; resolves when viewers can come. */
  async publish(videoClockPartsPerMillion: number): Promise<void> {
    if (!(await this.#isOnAir(videoClockPartsPerMillion))) {
      await this.#putOnAir(videoClockPartsPerMillion);
    }
  }

  /** Whether sound and picture leave the publisher together, as far as the segments tell that come next. */
  async isSoundInTime(): Promise<boolean> {
    // The one that is being written began before.
    const first = this.segments.segments.length + 1;
    await waitUntil(
      'segments whose sound can be looked at',
      () => this.segments.segments.length >= first + lookedAtSegments,
      limitMilliseconds,
      { signal: this.#context.signal },
    );
    return Math.abs(await this.#soundOffsetFrom(first)) <= toleratedOffsetMilliseconds;
  }

  /** Takes the publisher off the air. */
  async unpublish(): Promise<void> {
    await this.#publisher?.running.stop().catch(() => {});
    this.#publisher = undefined;
  }

  async #isOnAir(videoClockPartsPerMillion: number): Promise<boolean> {
    const publisher = this.#publisher;
    if (publisher?.videoClockPartsPerMillion !== videoClockPartsPerMillion) return false;
    return (await publisher.running.lost()) === null;
  }

  /** Of the segments from this index on, in milliseconds. NaN where they cannot be read. */
  async #soundOffsetFrom(first: number): Promise<number> {
    const lastTake = takesOf(this.segments.segments.slice(first)).at(-1) ?? [];
    const files = lastTake.map(({ file }) => file);
    return measureStart(files, this.#context.programs.ffmpeg).then(
      ({ biasMilliseconds }) => biasMilliseconds,
      () => Number.NaN,
    );
  }

  async #putOnAir(videoClockPartsPerMillion: number): Promise<void> {
    await this.unpublish();
    const way = { settings: this.stack.settings, url: this.#weather.url };
    const earlier = this.stack.status.current().session?.id;
    const running =
      videoClockPartsPerMillion === 0
        ? await publishFromBrowser(this.#publisherBrowser, way)
        : await publishWithSkew(way, {
            ...{ ffmpegPath: this.#context.programs.ffmpeg, videoClockPartsPerMillion },
          });
    this.#publisher = { videoClockPartsPerMillion, running };
    await waitUntil(
      'segments of this publisher',
      () => {
        const { session } = this.stack.status.current();
        if (!session || session.id === earlier) return false;
        const own = this.segments.segments.filter(({ name }) => name.startsWith(session.id));
        return own.length >= leastSegments;
      },
      limitMilliseconds,
      { signal: this.#context.signal },
    );
  }
}

/**
 * Bad weather between publishers and Janus, without the kernel's help: `netem` is missing from many.
 * Publishers that call Janus at `url` send their media through it, and nobody else does.
 */
import { randomInt } from 'node:crypto';
import type { Settings } from '../../labs/settings.ts';
import { type ChosenConditions, type Conditions, conditionsSchema } from './conditions.ts';
import { Link } from './link.ts';
import { Signalling } from './signalling.ts';
import { SignallingProxy } from './signalling-proxy.ts';
import { TrafficMeter, type WeatherFigures } from './traffic.ts';
import { UdpProxy } from './udp-proxy.ts';

export interface WeatherOptions {
  /** What it is like from the beginning on; clear without it. */
  conditions?: ChosenConditions;
  /** The same seed loses the same packets again, counted from the first of a connection. */
  seed?: number;
}

export type WeatherSettings = Pick<Settings, 'janusHost' | 'janusListenAddress' | 'ports'>;

export class Weather {
  /** What publishers take for Janus's address. */
  readonly url: string;
  /** To be given to a later run that should be the same. */
  readonly seed: number;
  #signalling: SignallingProxy | undefined;
  readonly #meters = { toJanus: new TrafficMeter(), toPublisher: new TrafficMeter() };
  readonly #proxies = new Set<UdpProxy>();
  #conditions: Conditions;
  #opened = 0;

  private constructor(settings: WeatherSettings, options: WeatherOptions) {
    this.url = `ws://${settings.janusHost}:${settings.ports.weather}`;
    this.seed = options.seed ?? randomInt(2 ** 31);
    this.#conditions = conditionsSchema.parse(options.conditions ?? {});
  }

  /**
   * @throws {Error} `EADDRINUSE` when its port is taken.
   * @throws {z.ZodError} when conditions are out of range.
   */
  static async start(settings: WeatherSettings, options: WeatherOptions = {}): Promise<Weather> {
    const weather = new Weather(settings, options);
    const { janusHost, janusListenAddress, ports } = settings;
    weather.#signalling = await SignallingProxy.start({
      listen: { host: janusListenAddress, port: ports.weather },
      janusUrl: `ws://${janusHost}:${ports.janusWebSocket}`,
      open: () =>
        new Signalling(
          () => weather.#openProxy(),
          (proxy) => weather.#proxies.delete(proxy),
        ),
    });
    return weather;
  }

  get conditions(): Conditions {
    return this.#conditions;
  }

  get figures(): WeatherFigures {
    const now = performance.now();
    return {
      connections: this.#proxies.size,
      toJanus: this.#meters.toJanus.read(now),
      toPublisher: this.#meters.toPublisher.read(now),
    };
  }

  /**
   * Changes at once, without interrupting anybody.
   * @throws {z.ZodError} when conditions are out of range; the weather stays as it was.
   */
  set(conditions: ChosenConditions): void {
    this.#conditions = conditionsSchema.parse(conditions);
    for (const { link } of this.#proxies) link.set(this.#conditions);
  }

  /** Cuts off who publishes through it. Idempotent. */
  async close(): Promise<void> {
    await this.#signalling?.close();
    this.#signalling = undefined;
    for (const proxy of this.#proxies) proxy.close();
    this.#proxies.clear();
  }

  #openProxy(): UdpProxy {
    const seed = this.seed + 2 * this.#opened++;
    const proxy = new UdpProxy(new Link(this.#conditions, seed, this.#meters));
    this.#proxies.add(proxy);
    return proxy;
  }
}

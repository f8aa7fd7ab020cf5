/**
 * Faults on purpose: an instructor stops a hop, the class looks for it, and it is brought back.
 *
 * A fault belongs to the process, or to the session, that it was done to, and ends with it.
 */
import type { JanusPulse } from '../janus/janus-pulse.ts';
import type { Text } from '../language/text.ts';
import { textOf, WorkshopError } from '../language/workshop-error.ts';
import { type BreakableHop, breakableHops } from '../probes/breakable-hops.ts';
import { hopNames } from '../probes/hop-names.ts';
import { syntheticDisplayName } from '../publisher/display-name.ts';
import type { WatchedDaemon } from './keep-running.ts';
import { signalGroup } from './process.ts';
import { gapLimitMilliseconds, type Session } from './session.ts';
import type { SessionController } from './session-controller.ts';

export interface FaultsOptions {
  controller: Pick<SessionController, 'session'>;
  daemons: Readonly<Record<'janus' | 'nginx', WatchedDaemon>>;
  /** Null when the stack runs none. */
  synthetic: WatchedDaemon | null;
  pulse: Pick<JanusPulse, 'hangs'>;
  /** Told, in words, what was stopped and what was brought back. */
  note(text: Text): void;
  /** Told of every change of `hops`. */
  onChange(): void;
}

interface Fault {
  /** True when what it was done to is gone. */
  isOver(): boolean;
  lift(): void | Promise<void>;
}

/** A hop cannot be stopped or brought back now; `found` says why. */
export class FaultRefused extends WorkshopError {
  override readonly name = 'FaultRefused';
}

export class Faults {
  readonly #options: FaultsOptions;
  readonly #faults = new Map<BreakableHop, Fault>();
  /** One after the other: a hop may be brought back while it is still being stopped. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: FaultsOptions) {
    this.#options = options;
  }

  /** The hops that were stopped and not brought back, in the order the media takes. */
  get hops(): BreakableHop[] {
    return breakableHops.filter((hop) => this.#faults.get(hop)?.isOver() === false);
  }

  /** Stops a hop. One that is stopped already stays so. @throws {FaultRefused} with the reason. */
  breakHop(hop: BreakableHop): Promise<void> {
    return this.#inTurn(async () => {
      if (this.hops.includes(hop)) return;
      if (this.#isClosed) throw new FaultRefused(isStopping);
      this.#faults.set(hop, await this.#makers[hop]());
      this.#tell(hop, brokenText);
    });
  }

  /** Brings a hop back. One that was not stopped is no error. @throws {FaultRefused} with the reason. */
  bringBack(hop: BreakableHop): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.hops.includes(hop)) return;
      await this.#faults.get(hop)?.lift();
      this.#faults.delete(hop);
      this.#tell(hop, backText);
    });
  }

  /** Lets every process go on, and stops no more: the stack is going down. */
  close(): void {
    this.#isClosed = true;
    // The forward ends with its session.
    for (const hop of this.hops) if (hop !== 'forward') void this.#faults.get(hop)?.lift();
    this.#faults.clear();
  }

  readonly #makers: Readonly<Record<BreakableHop, () => Fault | Promise<Fault>>> = {
    publisher: () => {
      if (this.#onAir().publisher.display !== syntheticDisplayName) throw new FaultRefused(browser);
      return this.#freezeDaemon('publisher', this.#options.synthetic);
    },
    janus: () => this.#freezeDaemon('janus', this.#options.daemons.janus),
    forward: () => this.#takeForwardBack(this.#onAir()),
    ffmpeg: () => this.#freezeFfmpeg(this.#onAir()),
    nginx: () => {
      const { nginx } = this.#options.daemons;
      // The master wakes at once, for it alone ends the workers should the supervisor die.
      return this.#freezeDaemon('nginx', nginx, (pid) => void process.kill(pid, 'SIGCONT'));
    },
  };

  #freezeDaemon(
    hop: BreakableHop,
    daemon: WatchedDaemon | null,
    then = (_pid: number) => {},
  ): Fault {
    const pid = daemon?.state === 'running' ? daemon.pid : null;
    if (pid === null) throw new FaultRefused(notRunning(hop));
    signalGroup(pid, 'SIGSTOP');
    then(pid);
    return { isOver: () => daemon?.pid !== pid, lift: () => signalGroup(pid, 'SIGCONT') };
  }

  async #freezeFfmpeg(session: Session): Promise<Fault> {
    // Another one that takes over would run.
    const { pid } = await session.keepFfmpeg();
    const isOver = () => this.#options.controller.session !== session;
    if (isOver()) throw new FaultRefused(nobodyOnAir);
    const brokenAt = performance.now();
    signalGroup(pid, 'SIGSTOP');
    return {
      isOver,
      lift() {
        signalGroup(pid, 'SIGCONT');
        session.letFfmpegChange();
        // What it did not read meanwhile is lost: a hole that no segment may span.
        if (performance.now() - brokenAt > gapLimitMilliseconds) session.interrupt();
      },
    };
  }

  async #takeForwardBack(session: Session): Promise<Fault> {
    const { controller, pulse } = this.#options;
    const expectAnswers = () => {
      if (pulse.hangs) throw new FaultRefused(janusHangs);
    };
    expectAnswers();
    await session.feed.takeBack();
    return {
      isOver: () => controller.session !== session,
      async lift() {
        expectAnswers();
        await session.feed.askAnew().catch((error: Error) => {
          // Whoever left the air meanwhile took the fault along.
          if (controller.session === session) throw new FaultRefused(textOf(error));
        });
      },
    };
  }

  #onAir(): Session {
    const { session } = this.#options.controller;
    if (!session) throw new FaultRefused(nobodyOnAir);
    return session;
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(action);
    this.#queue = done.catch(() => {});
    return done;
  }

  #tell(hop: BreakableHop, text: (name: Text) => Text): void {
    this.#options.note(text(hopNames[hop]));
    this.#options.onChange();
  }
}

const brokenText = ({ en, es }: Text): Text => ({
  en: `${en}: stopped on purpose, from the notes window.`,
  es: `${es}: detenido a propósito desde la ventana de notas.`,
});

const backText = ({ en, es }: Text): Text => ({
  en: `${en}: brought back from the notes window.`,
  es: `${es}: puesto en marcha otra vez desde la ventana de notas.`,
});

const nobodyOnAir: Text = {
  en: 'Nobody is on air, so there is nothing to stop here.',
  es: 'Nadie está al aire, así que aquí no hay nada que detener.',
};

const browser: Text = {
  en: 'A browser is on air, not the synthetic publisher. To stop it, press Stop on its page.',
  es: 'Al aire está un navegador, no el emisor sintético. Para detenerlo, pulsa Detener en su página.',
};

const janusHangs: Text = {
  en: 'Janus does not answer, and only Janus can do this. Bring it back first.',
  es: 'Janus no responde, y esto solo lo puede hacer Janus. Primero ponlo en marcha otra vez.',
};

const isStopping: Text = {
  en: 'The workshop is being stopped.',
  es: 'El taller se está deteniendo.',
};

const notRunning = (hop: BreakableHop): Text => ({
  en: `${hopNames[hop].en}: it is not running now, so it cannot be stopped.`,
  es: `${hopNames[hop].es}: ahora no está en marcha, así que no se puede detener.`,
});

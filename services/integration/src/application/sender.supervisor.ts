import { errorFields } from '@everchart/platform';
import type { NotificationListener } from '@everchart/postgres';
import type { LifecyclePart } from '@everchart/service-kit';
import type { Lease } from '../infrastructure/delivery.queue.js';
import { DestinationSender, type SenderSettings, type SenderTools } from './destination.sender.js';
import { InterruptibleDelay } from './interruptible.delay.js';

export interface SupervisorSettings extends SenderSettings {
  leaseMs: number;
}

/** For which organisations this release sends. */
export interface SendingRelease {
  /** Those for which another one sends; undefined: it is not known yet. */
  elsewhere(): readonly string[] | undefined;
  /** @returns ends it */
  onChange(listener: () => void): () => void;
}

/** Of a process that knows of no releases. */
const sendsForAll: SendingRelease = { elsewhere: () => [], onChange: () => () => undefined };

/** Between two looks for destinations at most. */
const lookEveryMs = 1000;
/** Between two looks at how much waits, for the metrics. */
const backlogEveryMs = 5000;

/**
 * Keeps the leases of destinations and one sender for each that is held. Destinations that appear, or whose sender was
 * lost, are taken at the next look; an unreachable database only delays it.
 */
export class SenderSupervisor implements LifecyclePart {
  readonly name = 'sender';
  readonly #senders = new Map<string, DestinationSender>();
  /** Of organisations that another release sends for from now on: their attempt under way is ended. */
  readonly #leaving = new Map<DestinationSender, Promise<void>>();
  readonly #delay = new InterruptibleDelay();
  #stopping = false;
  #running: Promise<void> = Promise.resolve();
  #ended: () => void = () => undefined;
  #lastBacklogAt = -Infinity;

  constructor(
    private readonly settings: SupervisorSettings,
    private readonly tools: SenderTools,
    private readonly listener: NotificationListener,
    private readonly release: SendingRelease = sendsForAll,
  ) {}

  /** Wakes all senders; one whose lease was not renewed yet does not look further. */
  wake(): void {
    for (const sender of this.#senders.values()) sender.wake();
  }

  /** Some destination may be free now. */
  look(): void {
    this.#delay.cut();
  }

  /** A person's decision about one destination. */
  hurry(org: string, destination: string): void {
    this.#senders.get(nameOf({ org, destination }))?.hurry();
  }

  async start(): Promise<void> {
    this.#ended = this.release.onChange(() => {
      this.#leave(new Set(this.release.elsewhere()));
      this.look();
    });
    this.#running = this.#run();
    await this.listener.start();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#ended();
    this.#delay.end();
    await this.listener.stop();
    await this.#running;
    await Promise.all([...this.#senders.values()].map((sender) => sender.stop()));
    await Promise.all(this.#leaving.values());
    try {
      await this.tools.queue.release();
    } catch (error) {
      this.tools.logger.warn({ event: 'sender.release-failed', ...errorFields(error) }); // the leases run out by themselves
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#look();
      } catch (error) {
        this.tools.logger.error({ event: 'sender.look-failed', ...errorFields(error) });
      }
      // Often enough that a new destination does not wait long and a lease is renewed well before its end.
      await this.#delay.full(Math.min(lookEveryMs, this.settings.leaseMs / 3));
    }
  }

  async #look(): Promise<void> {
    const claimedAt = performance.now();
    const elsewhere = this.release.elsewhere();
    // It may be another one that sends.
    if (!elsewhere) return;
    const held = await this.tools.queue.claimDestinations(elsewhere);
    if (this.#stopping) return;
    this.#leave(new Set(elsewhere));
    const names = new Set<string>();
    for (const lease of held) {
      const name = nameOf(lease);
      names.add(name);
      const sender = this.#senders.get(name);
      if (sender) sender.renewed(claimedAt + this.settings.leaseMs);
      else this.#begin(name, lease, claimedAt + this.settings.leaseMs);
    }
    for (const [name, sender] of this.#senders) if (!names.has(name) && !this.#leaving.has(sender)) void sender.stop();
    this.tools.metrics.destinations.set(this.#senders.size);
    if (claimedAt - this.#lastBacklogAt >= backlogEveryMs) {
      this.#lastBacklogAt = claimedAt;
      await this.#measureBacklog();
    }
  }

  /** Sends nothing more for these organisations, and lets others send as soon as what was sent is settled. */
  #leave(elsewhere: ReadonlySet<string>): void {
    for (const sender of this.#senders.values()) {
      if (!elsewhere.has(sender.lease.org) || this.#leaving.has(sender)) continue;
      const { org, destination } = sender.lease;
      this.tools.logger.info({ event: 'sender.left-to-another-release', org, destination });
      const left = sender
        .stop()
        .then(() => this.tools.queue.releaseOne(sender.lease))
        // The lease runs out by itself.
        .catch((error: unknown) => this.tools.logger.warn({ event: 'sender.release-failed', org, destination, ...errorFields(error) }))
        .finally(() => this.#leaving.delete(sender));
      this.#leaving.set(sender, left);
    }
  }

  #begin(name: string, lease: Lease, leasedUntil: number): void {
    const sender = new DestinationSender(lease, leasedUntil, this.settings, this.tools);
    this.#senders.set(name, sender);
    this.tools.logger.info({ event: 'sender.started', org: lease.org, destination: lease.destination, fence: lease.fence });
    void sender.ended.then(() => this.#senders.delete(name));
  }

  async #measureBacklog(): Promise<void> {
    const { unsettled, oldest } = this.tools.metrics;
    const rows = await this.tools.queue.unsettled();
    unsettled.reset();
    oldest.reset();
    const ages = new Map<string, { org: string; destination: string; seconds: number }>();
    for (const { org, destination, state, count, oldest_seconds: seconds } of rows) {
      unsettled.set({ org, destination, state }, count);
      const name = nameOf({ org, destination });
      ages.set(name, { org, destination, seconds: Math.max(seconds, ages.get(name)?.seconds ?? 0) });
    }
    for (const { org, destination, seconds } of ages.values()) oldest.set({ org, destination }, seconds);
  }
}

function nameOf({ org, destination }: { org: string; destination: string }): string {
  return `${org}/${destination}`;
}

import { organisationStream } from '@everchart/contracts';
import { organisationClass, type OrganisationReleases } from '@everchart/contracts-organisation';
import type { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import { readUuid } from '@everchart/primitives';
import type { ReleaseSource, ReleaseStore } from '@everchart/releases';
import { releaseKey, type ReleaseRefusal, type ReleaseState } from '../domain/directory/index.js';
import { SealedAggregates } from '../infrastructure/sealed-aggregates.js';
import type { ReleaseStandings } from '../infrastructure/release.standings.js';
import { RecordEvents, type RecordOptions, type RecordResult, type RecordSettings } from './record-events.handler.js';
import { releaseRules } from './stream.rules.js';

/** Brings the directory of all organisations to what is on record of one. */
export class ReleaseKeeper {
  constructor(
    private readonly store: Pick<EventStore, 'decisionsOf'>,
    private readonly keyring: Pick<Keyring, 'keysForSealing'>,
    private readonly kept: ReleaseStore,
  ) {}

  begin(org: string): Promise<void> {
    return this.kept.begin(org);
  }

  async keep(org: string): Promise<void> {
    await this.kept.keep(org, await this.onRecord(org));
  }

  /** As the rules keep it: in the order of the stream. */
  async onRecord(org: string): Promise<OrganisationReleases | undefined> {
    const stream = organisationStream(org);
    const key = (await this.keyring.keysForSealing(org, organisationClass, [stream], [])).get(stream);
    if (!key) return undefined;
    const sealing = SealedAggregates.of(key, org, stream);
    const name = sealing.name(releaseKey);
    const found = (await this.store.decisionsOf(org, stream)).find((decision) => decision.key.equals(name));
    return found && (sealing.open(found.sealed, name) as ReleaseState).releases;
  }
}

/**
 * Records which release serves whom. What was recorded is known to this process, and kept for all, before it is
 * answered.
 */
export class RecordReleases extends RecordEvents {
  readonly #store: EventStore;

  constructor(
    store: EventStore,
    keyring: Keyring,
    settings: RecordSettings,
    private readonly keeper: ReleaseKeeper,
    private readonly others: { source: ReleaseSource; standings: ReleaseStandings },
  ) {
    super(store, keyring, releaseRules, settings);
    this.#store = store;
  }

  /** What holds in the organisation; undefined: nothing was ever assigned. */
  onRecord(org: string): Promise<OrganisationReleases | undefined> {
    return this.keeper.onRecord(org);
  }

  override async record(context: RequestContext, bodies: readonly unknown[], options?: RecordOptions): Promise<RecordResult[]> {
    const { org } = context;
    const refusal = bodies.length === 1 ? await this.#notReady(org, bodies[0]) : undefined;
    if (refusal) return [{ outcome: 'refused', refusal }];
    await this.keeper.begin(org);
    try {
      return await super.record(context, bodies, options);
    } finally {
      // Also when it failed: whether it was recorded is not known then.
      await this.keeper.keep(org);
      await this.others.source.refresh();
    }
  }

  /** What the rules will refuse anyway is left to them; a repetition of what is on record is none. */
  async #notReady(org: string, body: unknown): Promise<ReleaseRefusal | undefined> {
    const { id, type, data } = (body ?? {}) as { id?: unknown; type?: unknown; data?: { service?: unknown; release?: unknown } };
    const { service, release } = data ?? {};
    if (type !== 'release.assigned' && type !== 'release.overridden') return undefined;
    if (typeof service !== 'string' || typeof release !== 'string' || !releaseName.test(release)) return undefined;
    for (const each of this.others.standings.services.filter((name) => service === name || service === 'suite')) {
      const standing = await this.others.standings.of(each, release, org);
      const ready = standing?.built === true && standing.lag <= lagMax && standing.faults === 0;
      if (ready || (await this.#isOnRecord(org, id))) continue;
      return { code: standing ? 'release-behind' : 'release-not-running', pointer: '/release', ...(standing && { lag: standing.lag }) };
    }
    return undefined;
  }

  async #isOnRecord(org: string, id: unknown): Promise<boolean> {
    const uuid = readUuid(id);
    return uuid !== undefined && (await this.#store.readEvents(org, [uuid])).length > 0;
  }
}

/** What a process has by the time that the switch is known. */
const lagMax = 20;
/** It becomes a part of an address. */
const releaseName = /^[a-z0-9][a-z0-9.-]{0,63}$/;

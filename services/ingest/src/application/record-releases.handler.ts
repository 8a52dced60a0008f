import { organisationStream } from '@everchart/contracts';
import { organisationClass, type OrganisationReleases } from '@everchart/contracts-organisation';
import type { EventStore } from '@everchart/event-store';
import type { Keyring } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import type { ReleaseSource, ReleaseStore } from '@everchart/releases';
import { releaseKey, type ReleaseState } from '../domain/directory/index.js';
import { SealedAggregates } from '../infrastructure/sealed-aggregates.js';
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
  constructor(
    store: EventStore,
    keyring: Keyring,
    settings: RecordSettings,
    private readonly keeper: ReleaseKeeper,
    private readonly source: ReleaseSource,
  ) {
    super(store, keyring, releaseRules, settings);
  }

  /** What holds in the organisation; undefined: nothing was ever assigned. */
  onRecord(org: string): Promise<OrganisationReleases | undefined> {
    return this.keeper.onRecord(org);
  }

  override async record(context: RequestContext, bodies: readonly unknown[], options?: RecordOptions): Promise<RecordResult[]> {
    const { org } = context;
    await this.keeper.begin(org);
    try {
      return await super.record(context, bodies, options);
    } finally {
      // Also when it failed: whether it was recorded is not known then.
      await this.keeper.keep(org);
      await this.source.refresh();
    }
  }
}

import { ProgressReader, type OrganisationProgress } from '@everchart/stream';
import { Inject, Injectable } from '@nestjs/common';
import { arrivalOf, mayArrive, type Freshness, type Place, type Places } from '../domain/freshness.js';
import { RecordStore } from '../infrastructure/record.store.js';
import { SharedLooks } from './shared-looks.js';

/** Lets readers wait until the projection has what they ask for. */
@Injectable()
export class FreshnessGate {
  private readonly progress: SharedLooks<OrganisationProgress>;
  private readonly built: SharedLooks<boolean>;

  constructor(@Inject(ProgressReader) progress: Pick<ProgressReader, 'of'>, @Inject(RecordStore) store: Pick<RecordStore, 'isBuilt'>) {
    this.progress = new SharedLooks((org) => progress.of(org));
    this.built = new SharedLooks(() => store.isBuilt());
  }

  /**
   * Resolves as soon as the answer is other than `behind`; with `behind` when the time is over, and at once when the
   * position lies so far ahead that it cannot come in that time.
   * @param last place of the last event of the patient that is read
   * @param reader who waits: each has a share of the places of the organisation
   */
  wait(org: string, last: Place | undefined, asked: Places, timeoutMs: number, reader: string): Promise<Freshness> {
    const judge = ({ shards }: OrganisationProgress): Freshness | 'waits' => {
      const freshness = arrivalOf(shards, last, asked);
      return freshness === 'behind' && mayArrive(shards, asked, timeoutMs) ? 'waits' : freshness;
    };
    return this.progress
      .until<Freshness | 'waits'>({ key: org, reader }, judge, 'waits', timeoutMs)
      .then((freshness) => (freshness === 'waits' ? 'behind' : freshness));
  }

  /** Resolves as soon as everything that was published before an instant is in, or when the time is over. */
  async waitUntilPublished(org: string, instantMs: number, timeoutMs: number, reader: string): Promise<void> {
    const judge = ({ asOf }: OrganisationProgress): boolean => asOf !== undefined && asOf.at.getTime() >= instantMs;
    await this.progress.until({ key: org, reader }, judge, false, timeoutMs);
  }

  /** Resolves as soon as the read model is built, or when the time is over. @returns whether it is built */
  waitUntilBuilt(timeoutMs: number, reader: string): Promise<boolean> {
    return this.built.until({ key: '', reader }, (built) => built, false, timeoutMs);
  }
}

import type { Lane } from '@everchart/postgres';
import { ProgressReader, type OrganisationProgress } from '@everchart/stream';
import { Inject, Injectable } from '@nestjs/common';
import { arrivalOf, mayArrive, type Freshness, type Place, type Places } from '../domain/freshness.js';
import { RecordStore } from '../infrastructure/record.store.js';
import { SharedLooks } from './shared-looks.js';

/** Who waits: each reader has a share of the places of the organisation in a lane. */
interface Waiting {
  reader: string;
  lane?: Lane;
}

/** Lets readers wait until the projection has what they ask for. */
@Injectable()
export class FreshnessGate {
  private readonly looks: Readonly<Record<Lane, { progress: SharedLooks<OrganisationProgress>; built: SharedLooks<boolean> }>>;

  constructor(
    @Inject(ProgressReader) private readonly progress: Pick<ProgressReader, 'of' | 'changed'>,
    @Inject(RecordStore) store: Pick<RecordStore, 'isBuilt'>,
  ) {
    const looks = () => ({
      progress: new SharedLooks<OrganisationProgress>((org) => progress.of(org)),
      built: new SharedLooks<boolean>(() => store.isBuilt()),
    });
    this.looks = { vital: looks(), usual: looks() };
  }

  /**
   * Resolves as soon as the answer is other than `behind`; with `behind` when the time is over, and at once when the
   * position lies so far ahead that it cannot come in that time.
   * @param last place of the last event of the patient that is read
   */
  wait(org: string, last: Place | undefined, asked: Places, timeoutMs: number, { reader, lane = 'usual' }: Waiting): Promise<Freshness> {
    const judge = ({ shards }: OrganisationProgress): Freshness | 'waits' => {
      const freshness = arrivalOf(shards, last, asked);
      return freshness === 'behind' && mayArrive(shards, asked, timeoutMs) ? 'waits' : freshness;
    };
    return this.looks[lane].progress
      .until<Freshness | 'waits'>({ key: org, reader }, judge, 'waits', timeoutMs)
      .then((freshness) => (freshness === 'waits' ? 'behind' : freshness));
  }

  /** The projection has committed something of the organisation: readers do not wait for the next look. */
  committed(org: string): void {
    this.progress.changed(org);
    for (const { progress } of Object.values(this.looks)) progress.wake(org);
  }

  /** Resolves as soon as everything that was published before an instant is in, or when the time is over. */
  async waitUntilPublished(org: string, instantMs: number, timeoutMs: number, reader: string): Promise<void> {
    const judge = ({ asOf }: OrganisationProgress): boolean => asOf !== undefined && asOf.at.getTime() >= instantMs;
    await this.looks.usual.progress.until({ key: org, reader }, judge, false, timeoutMs);
  }

  /** Resolves as soon as the read model is built, or when the time is over. @returns whether it is built */
  waitUntilBuilt(timeoutMs: number, reader: string, lane: Lane = 'usual'): Promise<boolean> {
    return this.looks[lane].built.until({ key: '', reader }, (built) => built, false, timeoutMs);
  }
}

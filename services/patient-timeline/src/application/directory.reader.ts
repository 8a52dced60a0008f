import type { RoundTakenOver } from '@everchart/contracts-organisation';
import { Directories, type Directory as StatedDirectory, type PastDirectory, type RoundsQuery } from '@everchart/organisation-directory';
import { Turn } from '@everchart/platform';
import type { Pool } from '@everchart/postgres';
import { API_POOL } from '@everchart/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '../consumers/read-model.js';
import { faultsOf, isListed, type ReasonFault, type StayFault } from '../domain/directory-faults.js';
import { servedVersion } from '../infrastructure/record.store.js';
import { StayStore } from '../infrastructure/stay.store.js';
import { PROJECTION } from '../projections.js';

/** The directory of an organisation as it stands. */
export type Directory = StatedDirectory;

export interface FaultPage {
  /** Of all faults. */
  count: number;
  faults: StayFault[];
  /** On the first page only. */
  reasons: ReasonFault[];
  /** The last patient of this page; null on the last one. */
  next: string | null;
}

const reasonsMax = 100;
/** Faults beyond the limit of a page at most: of the last patient on it. */
const ofPatientMax = 500;

/** What each organisation states of itself, and which stays contradict it. */
@Injectable()
export class DirectoryReader {
  private readonly directories: Directories;

  constructor(
    private readonly stays: StayStore,
    @Inject(API_POOL) pool: Pool,
    @Inject(PROJECTION) { models }: ReadModels,
  ) {
    this.directories = new Directories(pool, models.find(({ model }) => model.name === 'directory')!.schema, servedVersion);
  }

  read(org: string): Promise<Directory> {
    return this.directories.read(org);
  }

  /** As it was known at an instant. */
  past(org: string, knownAt: string): Promise<PastDirectory> {
    return this.directories.past(org, knownAt);
  }

  /** Rounds that were taken over, the last one first. */
  rounds(org: string, query: RoundsQuery): Promise<RoundTakenOver[]> {
    return this.directories.rounds(org, query);
  }

  /**
   * The open stays in places that the directory does not have, by patient: how many there are, and a page of them. All
   * of a patient are on one page, as far as there is room.
   */
  async faults(
    org: string,
    { index, lists }: Pick<Directory, 'index' | 'lists'>,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<FaultPage> {
    const list = lists.get('reasons-not-given');
    const given = list && after === undefined ? await this.stays.reasons(org) : [];
    const reasons = given.filter(({ stated }) => !isListed(stated, list!)).slice(0, reasonsMax);
    const page: FaultPage = { count: 0, faults: [], reasons, next: null };
    const turn = new Turn(org);
    for await (const stays of this.stays.openStays(org)) {
      for (const fault of faultsOf(stays, index)) {
        page.count += 1;
        if (page.next !== null || (after !== undefined && fault.patientId <= after)) continue;
        const last = page.faults.at(-1)?.patientId;
        if (page.faults.length < limit) page.faults.push(fault);
        else if (fault.patientId !== last) page.next = last!;
        else if (page.faults.length < limit + ofPatientMax) page.faults.push(fault);
      }
      if (turn.isOver()) await turn.next();
    }
    return page;
  }
}

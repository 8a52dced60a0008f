import { setTimeout as pause } from 'node:timers/promises';
import { finish, load, openRecords, Organisation, settled, type Finding, type Held, type Site as CheckedSite } from '@everchart/soak';

export interface TrialOptions {
  /** Events per second. */
  rate: number;
  seed: string;
  directory: string;
  interrupted: AbortSignal;
}

/** What came of a part of the load. */
export interface Load {
  seconds: number;
  acknowledged: number;
  reads: number;
  /** Requests without an answer, and with one that allows a retry: by reason. */
  failed: Record<string, number>;
}

/** Records and reads all the time, by connections that are kept, while something is done to the suite. */
export class Trial {
  readonly findings: Finding[] = [];

  private constructor(
    private readonly site: CheckedSite,
    private readonly organisations: readonly Organisation[],
    private readonly options: TrialOptions,
  ) {}

  static async open(site: CheckedSite, orgs: readonly string[], options: TrialOptions): Promise<Trial> {
    const organisations: Organisation[] = [];
    for (const org of orgs) organisations.push(await Organisation.open(org, site, { seed: options.seed, shards: 1, waits: true }));
    await openRecords(organisations);
    return new Trial(site, organisations, options);
  }

  get orgs(): string[] {
    return this.organisations.map(({ org }) => org);
  }

  /** An event of the organisation itself. */
  recorded(org: string, id: string): void {
    this.organisations.find((each) => each.org === org)!.ledger.recordedOfOrganisation(id);
  }

  /** One that is written all the time. */
  patientOf(org: string): string {
    return this.organisations.find((each) => each.org === org)!.ledger.patients[0]!;
  }

  /** @param seconds of load before, and at least after, what is done */
  async during(what: () => Promise<void>, seconds = 5): Promise<Load> {
    const before = this.#counts();
    const began = performance.now();
    let goesOn = true;
    const running = load(this.organisations, this.options.rate, () => goesOn && !this.options.interrupted.aborted);
    try {
      await pause(seconds * 1000);
      await what();
      await pause(seconds * 1000);
    } finally {
      goesOn = false;
      await finish(this.organisations, await running);
    }
    const after = this.#counts();
    const failed = Object.fromEntries(
      Object.entries(after.failed).flatMap(([why, count]) => {
        const more = count - (before.failed[why] ?? 0);
        return more === 0 ? [] : [[why, more]];
      }),
    );
    return {
      seconds: Math.round((performance.now() - began) / 100) / 10,
      acknowledged: after.acknowledged - before.acknowledged,
      reads: after.reads - before.reads,
      failed,
    };
  }

  /** What every store, topic, read model, hospital and log holds is compared with what was acknowledged. */
  async check(): Promise<Held> {
    const held = await settled(this.site, this.options.directory, this.organisations, this.options.interrupted);
    return { ...held, findings: [...this.organisations.flatMap(({ ledger }) => ledger.findings), ...held.findings] };
  }

  async close(): Promise<void> {
    for (const each of this.organisations) {
      await each.rest();
      await each.close();
    }
  }

  #counts(): Omit<Load, 'seconds'> {
    const failed: Record<string, number> = {};
    let [acknowledged, reads] = [0, 0];
    for (const { ledger, writers, readers } of this.organisations) {
      acknowledged += ledger.events.size;
      reads += readers.answered;
      for (const [kind, counts] of [
        ['write', writers.unanswered],
        ['read', readers.unanswered],
      ] as const)
        for (const [why, count] of counts) failed[`${kind}: ${why}`] = (failed[`${kind}: ${why}`] ?? 0) + count;
    }
    return { acknowledged, reads, failed };
  }
}

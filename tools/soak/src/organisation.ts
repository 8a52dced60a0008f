import { SeededRandom } from '@everchart/care-day';
import { shardOf } from '@everchart/event-store';
import { ApiClient } from './api.client.js';
import { Hospital } from './hospital.js';
import { Ledger } from './ledger.js';
import { Readers } from './readers.js';
import type { Site } from './site.js';
import { Writers } from './writers.js';

/** Each sends to these. */
const hospitalIds = ['hospital', 'clinic'] as const;

export interface OrganisationOptions {
  seed: string;
  shards: number;
  /** No writer walks away from a request: each one that is not answered counts. */
  waits?: boolean;
}

/** An organisation of the soak: who writes and reads in it, what they were answered, and its hospitals. */
export class Organisation {
  readonly ledger: Ledger;
  readonly writers: Writers;
  readonly readers: Readers;
  readonly reader: ApiClient;
  readonly tokens: Readonly<Record<string, string>>;
  readonly #writer: ApiClient;

  private constructor(
    readonly org: string,
    site: Site,
    { seed, shards, waits }: OrganisationOptions,
    readonly hospitals: readonly Hospital[],
  ) {
    this.tokens = site.tokensOf(org);
    this.ledger = new Ledger((patient) => shardOf(patient, shards));
    this.#writer = new ApiClient(this.tokens.nurse!);
    this.reader = new ApiClient(this.tokens.carer!);
    const random = (of: string): SeededRandom => new SeededRandom(`${seed} ${of} ${org}`);
    this.writers = new Writers(this.#writer, `${site.run.urls.ingest}/v1/orgs/${org}`, this.ledger, random('writers'), waits);
    this.readers = new Readers(this.reader, `${site.run.urls.timeline}/v1/orgs/${org}`, this.ledger, random('readers'));
  }

  static async open(org: string, site: Site, options: OrganisationOptions): Promise<Organisation> {
    const hospitals = await Promise.all(
      hospitalIds.map((id) => Hospital.open(id, new SeededRandom(`${options.seed} ${id} of ${org}`), site.hospitalHost)),
    );
    const organisation = new Organisation(org, site, options, hospitals);
    for (const hospital of hospitals) await organisation.#connect(site, hospital);
    return organisation;
  }

  async #connect({ run, hospitalHost = '127.0.0.1' }: Site, { id, port }: Hospital): Promise<void> {
    const response = await fetch(`${run.urls.integration}/v1/orgs/${this.org}/destinations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.tokens.operator!}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id, host: hospitalHost, port, receivingApplication: 'EHR', receivingFacility: id.toUpperCase() }),
    });
    if (!response.ok) throw new Error(`the destination ${id} could not be connected: ${response.status} ${await response.text()}`);
  }

  /** Nothing is sent any more; the hospitals go on receiving. */
  async rest(): Promise<void> {
    await Promise.all([this.#writer.close(), this.reader.close()]);
  }

  async close(): Promise<void> {
    await Promise.all(this.hospitals.map((hospital) => hospital.close()));
  }
}

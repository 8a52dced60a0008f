/** Loads one row per key, in the order of the keys. */
export type LoadRows<Row> = (org: string, keys: readonly string[]) => Promise<readonly Row[]>;

interface Waiting<Row> {
  key: string;
  resolve: (row: Row) => void;
  reject: (error: unknown) => void;
}

interface Organisation<Row> {
  waiting: Waiting<Row>[];
  /** Statements that are under way. */
  loading: number;
  scheduled: boolean;
}

const keysPerStatement = 100;
/** A slow statement holds up half of an organisation's reads at most. */
const statementsPerOrganisation = 2;

/**
 * Reads of one organisation that come in one turn of the event loop, or while its statements are under way, are one
 * statement: a statement of one row costs both sides nearly as much as one of thirty. A read that comes alone goes at
 * the end of its turn. No read joins a statement that was sent before it came: what it gets is at least as new as the
 * moment of its call.
 */
export class GatheredReads<Row> {
  readonly #organisations = new Map<string, Organisation<Row>>();

  constructor(private readonly load: LoadRows<Row>) {}

  read(org: string, key: string): Promise<Row> {
    const { promise, resolve, reject } = Promise.withResolvers<Row>();
    let own = this.#organisations.get(org);
    if (!own) this.#organisations.set(org, (own = { waiting: [], loading: 0, scheduled: false }));
    own.waiting.push({ key, resolve, reject });
    this.#schedule(org, own);
    return promise;
  }

  #schedule(org: string, own: Organisation<Row>): void {
    if (own.scheduled || own.loading === statementsPerOrganisation) return;
    own.scheduled = true;
    setImmediate(() => {
      own.scheduled = false;
      void this.#loadNext(org, own);
    });
  }

  async #loadNext(org: string, own: Organisation<Row>): Promise<void> {
    const taken = own.waiting.splice(0, keysPerStatement);
    own.loading += 1;
    try {
      const rows = await this.load(
        org,
        taken.map(({ key }) => key),
      );
      taken.forEach(({ resolve }, index) => resolve(rows[index]!));
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
    own.loading -= 1;
    if (own.waiting.length > 0) this.#schedule(org, own);
    else if (own.loading === 0) this.#organisations.delete(org);
  }
}

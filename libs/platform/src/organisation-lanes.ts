interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Dear work of an organisation, a few pieces at a time, in the order in which they came: the queue of one that wants
 * much is its own, and leaves connections, memory and time to the others.
 */
export class OrganisationLanes {
  readonly #lanes = new Map<string, Lane>();

  /** @param atOnce of one organisation */
  constructor(private readonly atOnce: number) {}

  async run<T>(org: string, work: () => Promise<T>): Promise<T> {
    let lane = this.#lanes.get(org);
    if (!lane) this.#lanes.set(org, (lane = { running: 0, waiting: [] }));
    if (lane.running < this.atOnce) lane.running += 1;
    else await new Promise<void>((resolve) => lane.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Its place goes to the next one as it is.
      const next = lane.waiting.shift();
      if (next) next();
      else if ((lane.running -= 1) === 0) this.#lanes.delete(org);
    }
  }
}

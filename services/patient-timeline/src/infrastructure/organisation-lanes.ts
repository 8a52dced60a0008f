interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/** Of one organisation at a time; the others wait in the order in which they came. */
const atOnce = 4;

/**
 * Dear statements of an organisation, a few at a time: the queue of one that reads much is its own, and leaves
 * connections to the others.
 */
export class OrganisationLanes {
  readonly #lanes = new Map<string, Lane>();

  async run<T>(org: string, work: () => Promise<T>): Promise<T> {
    let lane = this.#lanes.get(org);
    if (!lane) this.#lanes.set(org, (lane = { running: 0, waiting: [] }));
    if (lane.running < atOnce) lane.running += 1;
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

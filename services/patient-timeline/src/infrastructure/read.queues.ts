import { OrganisationLanes, type LanesOptions } from '@everchart/platform';

/** The queues of each organisation in which its dear reads wait: so that what waits too long is seen. */
export class ReadQueues {
  readonly #lanes: OrganisationLanes[] = [];

  add(options: LanesOptions): OrganisationLanes {
    const lanes = new OrganisationLanes(options);
    this.#lanes.push(lanes);
    return lanes;
  }

  /** Milliseconds that the piece has waited that waits longest, by organisation, where one waits. */
  waits(): Map<string, number> {
    const longest = new Map<string, number>();
    for (const lanes of this.#lanes) for (const [org, ms] of lanes.waits()) longest.set(org, Math.max(ms, longest.get(org) ?? 0));
    return longest;
  }
}

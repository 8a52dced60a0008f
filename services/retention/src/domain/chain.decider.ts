import { followsInChain, type ChainHead, type ChainLink } from '@everchart/envelope';

export interface ChainProgress {
  head: ChainHead;
  /** Positions that do not follow the one before them. */
  faults: number[];
}

/**
 * Follows a shard's chain over neighbouring positions as far as there is no hole. What does not follow is a fault; the
 * chain goes on from it, so that one changed event is one fault and not a fault of everything behind it.
 * @param links by rising position, none at or before the head
 */
export function followChain(head: ChainHead, links: readonly ChainLink[]): ChainProgress {
  const faults: number[] = [];
  let current = head;
  for (const link of links) {
    if (link.position !== current.position + 1) break;
    if (!followsInChain(current, link)) faults.push(link.position);
    current = { position: link.position, chain: link.chain };
  }
  return { head: current, faults };
}

import { chainDigest, sha256, type StorePart } from './digest.js';

/** Where a shard's chain stands after an event. Before the first one: position 0 and `chainGenesis`. */
export interface ChainHead {
  position: number;
  chain: Buffer;
}

/** An event's place in the chain of its shard. */
export interface ChainLink extends StorePart {
  /** SHA-256 of the writer header: 32 bytes. */
  digest: Buffer;
}

/** @param writer canonical bytes of the writer header */
export function chainLinkOf(writer: Uint8Array, { position, previous, streamVersion, recordedAtUs, chain }: StorePart): ChainLink {
  return { position, previous, streamVersion, recordedAtUs, chain, digest: sha256(writer) };
}

/** Whether the event stands directly behind `head`: nothing between, nothing changed. */
export function followsInChain(head: ChainHead, link: ChainLink): boolean {
  return link.position === head.position + 1 && chainDigest(head.chain, link.digest, link).equals(link.chain);
}

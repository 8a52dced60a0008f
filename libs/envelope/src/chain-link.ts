import { chainDigest, parseMicroseconds, writerDigest } from './digest.js';
import { writerHeaderOf, type EventHeader } from './header.js';

/** Where a shard's chain stands after an event. Before the first one: position 0 and `chainGenesis`. */
export interface ChainHead {
  position: number;
  chain: Buffer;
}

/** What an event's header says about its place in the chain of its shard. */
export interface ChainLink extends ChainHead {
  /** SHA-256 of the canonical writer header: 32 bytes. */
  digest: Buffer;
  streamVersion: number;
  recordedAtUs: bigint;
}

/** @throws RangeError when `time` or `chain` are malformed */
export function chainLinkOf(header: EventHeader): ChainLink {
  if (!/^[0-9a-f]{64}$/.test(header.chain)) throw new RangeError('chain is not 64 lower-case hex digits');
  return {
    position: header.position,
    chain: Buffer.from(header.chain, 'hex'),
    digest: writerDigest(writerHeaderOf(header)),
    streamVersion: header.streamversion,
    recordedAtUs: parseMicroseconds(header.time),
  };
}

/** Whether the event stands directly behind `head`: nothing between, nothing changed. */
export function followsInChain(head: ChainHead, link: ChainLink): boolean {
  return (
    link.position === head.position + 1 &&
    chainDigest(head.chain, link.digest, link.position, link.streamVersion, link.recordedAtUs).equals(link.chain)
  );
}

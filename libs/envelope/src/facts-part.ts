import { decodeList, encodeList } from './sealed-list.js';

/** Form of the facts part: what its data is bound to, in the place of the schema of the event. */
export const factsDataschema = 'urn:everchart:schema:retention-facts:1';

/** The first byte of sealed data: tag 16 of COSE. A list of two begins otherwise. */
const coseTag = 0xd0;

/**
 * A payload of two leaves: the sealed data, and beside it the few dates of it that rules of retention need, under a key
 * of their own. Who has one of the keys opens one of the parts; the digest covers both.
 * @param facts a keyed payload
 */
export function withFactsPart(sealed: Buffer, facts: Buffer): Buffer {
  return encodeList([sealed, facts]);
}

/** The sealed data of a payload, with or without facts beside it. */
export function dataPartOf(payload: Buffer): Buffer {
  if (payload[0] === coseTag) return payload;
  const [data, ...others] = decodeList(payload);
  // Any other list is not opened as data.
  return data !== undefined && others.length === 1 ? data : payload;
}

/** Undefined where there is none. @throws EnvelopeError `payload-malformed` */
export function factsPartOf(payload: Buffer): Buffer | undefined {
  return payload[0] === coseTag ? undefined : decodeList(payload)[1];
}

import type { EventHeader } from './header.js';

/** Media type of a sealed payload. */
export const payloadContentType = 'application/cose; cose-type="cose-encrypt0"';

export interface CloudEvent extends EventHeader {
  specversion: '1.0';
  datacontenttype: string;
  /** Sealed payload (COSE bytes), base64. */
  data_base64: string;
}

/** CloudEvents 1.0 in structured mode (JSON), for what leaves the system: tools and outbound topics. */
export function toCloudEvent(header: EventHeader, payload: Uint8Array): CloudEvent {
  return { specversion: '1.0', ...header, datacontenttype: payloadContentType, data_base64: Buffer.from(payload).toString('base64') };
}

import { readFile } from 'node:fs/promises';
import { envelopeContentType } from '@everchart/envelope';
import { recordKey, type SuppliedRecord } from '@everchart/stream';
import { z } from 'zod';
import type { EventExport } from '../application/event.export.js';

export interface EventExportOptions {
  /** Base of ingest. */
  url: string;
  /** File of a token with the role `system`; `{org}` in it stands for the organisation. Read for each page. */
  tokenFile: string;
}

const page = z.object({ events: z.array(z.object({ position: z.int().min(1), value: z.base64() })) });
const pageWithinMs = 60_000;

/** By ingest's route: each page is put on record there. */
export class HttpEventExport implements EventExport {
  constructor(private readonly options: EventExportOptions) {}

  async read(org: string, shard: number, after: number): Promise<SuppliedRecord[]> {
    const { url, tokenFile } = this.options;
    const token = (await readFile(tokenFile.replaceAll('{org}', org), 'utf8')).trim();
    const response = await fetch(`${url}/v1/orgs/${encodeURIComponent(org)}/shards/${shard}/events?after=${after}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(pageWithinMs),
    });
    if (response.status !== 200) throw new Error(`the events of ${org}/${shard} after ${after} were answered ${response.status}`);
    const { events } = page.parse(await response.json());
    return events.map(({ position, value }) => ({
      position,
      key: recordKey(org, shard),
      headers: { 'content-type': envelopeContentType },
      value: Buffer.from(value, 'base64'),
      writer: 'ingest',
    }));
  }
}

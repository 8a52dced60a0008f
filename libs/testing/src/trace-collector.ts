import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface CollectedSpan {
  service: string;
  name: string;
  traceId: string;
  attributes: string;
}

interface ExportedTraces {
  resourceSpans: {
    resource?: { attributes?: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: { name: string; traceId: string; attributes?: unknown }[] }[];
  }[];
}

/** An OpenTelemetry collector in memory: takes OTLP over HTTP in JSON, as services and other collectors send it. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      this.#take(JSON.parse(text.toString()) as ExportedTraces);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take({ resourceSpans }: ExportedTraces): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource?.attributes?.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { spans } of scopeSpans) {
        for (const { name, traceId, attributes } of spans)
          this.spans.push({ service, name, traceId, attributes: JSON.stringify(attributes ?? []) });
      }
    }
  }
}

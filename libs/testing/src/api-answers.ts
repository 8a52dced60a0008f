import { ApiDocument, type GivenAnswer } from './api-document.js';

const plainFetch = globalThis.fetch;
const documents = new Map<string, Promise<ApiDocument | undefined>>();
const faults = new Set<string>();
const pending = new Set<Promise<void>>();

/**
 * Holds an answer against the OpenAPI document of the service that gave it, if it was one: what is not as the document
 * says fails the test.
 */
export function checkAnswer(origin: string, answer: GivenAnswer): void {
  const check = documentOf(origin).then((document) => {
    for (const fault of document?.faultsOf(answer) ?? []) faults.add(fault);
  });
  pending.add(check);
  void check.finally(() => pending.delete(check));
}

/** From now on every answer that `fetch` gets is checked. */
export function checkFetchedAnswers(): void {
  globalThis.fetch = async (input, init) => {
    const response = await plainFetch(input, init);
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const given = { method, path: pathname, status: response.status, headers: response.headers };
    const isText = /json|text\/plain/.test(response.headers.get('content-type') ?? '');
    // An answer that breaks off, or that is not awaited, is not checked.
    const body = isText ? response.clone().text().catch(() => undefined) : Promise.resolve(response.body === null ? '' : 'bytes'); // prettier-ignore
    const read = body.then((text) => (text === undefined ? undefined : checkAnswer(origin, { ...given, body: text })));
    pending.add(read);
    void read.finally(() => pending.delete(read));
    return response;
  };
}

/** @throws Error that names what was answered and is not in a document, since the last call */
export async function expectDescribedAnswers(): Promise<void> {
  while (pending.size > 0) await Promise.allSettled([...pending]);
  if (faults.size === 0) return;
  const found = [...faults].join('\n');
  faults.clear();
  throw new Error(`answers are not as the OpenAPI document says:\n${found}`);
}

/** Undefined for what is no service of ours. */
function documentOf(origin: string): Promise<ApiDocument | undefined> {
  const known = documents.get(origin);
  if (known) return known;
  const asked = plainFetch(`${origin}/openapi.json`, { signal: AbortSignal.timeout(10_000) })
    .then(async (response) => {
      if (response.status === 500) faults.add(`${origin} cannot describe itself`);
      const document = response.ok ? ((await response.json()) as Record<string, unknown>) : {};
      return 'openapi' in document ? new ApiDocument(document) : undefined;
    })
    .catch(() => {
      // It has ended since: the next answer from there tells.
      documents.delete(origin);
      return undefined;
    });
  documents.set(origin, asked);
  return asked;
}

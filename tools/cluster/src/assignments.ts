import { setTimeout as pause } from 'node:timers/promises';

interface Assignment {
  /** Of the releases of an organisation. */
  url: string;
  /** Of an operator. */
  token: string;
  release: string;
}

/** How long a release that has not caught up is tried again. */
const patienceMs = 60_000;

/**
 * Assigns an organisation's patient-timeline to a release, as soon as that has caught up.
 * @returns the id of the event
 * @throws Error
 */
export async function assignRelease({ url, token, release }: Assignment): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  for (const end = Date.now() + patienceMs; ; await pause(200)) {
    const shown = await fetch(url, { headers });
    const { epoch } = (await shown.json()) as { epoch: number };
    const data = { service: 'patient-timeline', release, epoch: epoch + 1, reason: 'A trial' };
    const event = { id: crypto.randomUUID(), type: 'release.assigned', occurredAt: new Date().toISOString(), data };
    const answer = await fetch(`${url}/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    const said = await answer.text();
    if (answer.ok) return event.id;
    if (answer.status !== 409 || Date.now() > end) throw new Error(`the release ${release} was not assigned: ${answer.status} ${said}`);
  }
}

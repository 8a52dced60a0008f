import { releaseStandingSchema, standingPath, type ReleaseStanding } from '@everchart/releases';

const answerWithinMs = 5000;

/** Requests a release, before an organisation is switched to it, how it stands. */
export class ReleaseStandings {
  /**
   * @param addresses by service; `{release}` stands for the name of the release, with hyphens for dots: an operator of
   * one organisation names it, and must not name a host of another domain, to which the secret would go
   */
  constructor(
    private readonly addresses: Readonly<Record<string, string>>,
    private readonly token: string | undefined,
  ) {}

  /** Services that say how they stand. */
  get services(): string[] {
    return this.token === undefined ? [] : Object.keys(this.addresses);
  }

  /** @returns undefined: no process of this release answers */
  async of(service: string, release: string, org: string): Promise<ReleaseStanding | undefined> {
    const address = this.addresses[service]!.replaceAll('{release}', release.replaceAll('.', '-')).replace(/\/$/, '');
    try {
      const headers = { authorization: `Bearer ${this.token}` };
      const response = await fetch(`${address}${standingPath}?org=${encodeURIComponent(org)}`, {
        headers,
        signal: AbortSignal.timeout(answerWithinMs),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return undefined;
      }
      const standing = releaseStandingSchema.parse(await response.json());
      return standing.release === release ? standing : undefined;
    } catch {
      return undefined;
    }
  }
}

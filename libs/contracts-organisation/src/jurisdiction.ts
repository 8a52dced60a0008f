import { iso31661, iso31662 } from 'iso-3166';

const codes: ReadonlySet<string> = new Set([...iso31661.map(({ alpha2 }) => alpha2), ...iso31662.map(({ code }) => code)]);

/**
 * A country (ISO 3166-1 alpha-2, assigned codes only) or a part of one (ISO 3166-2), in upper case, as the package
 * `iso-3166` lists them.
 */
export function isJurisdiction(code: string): boolean {
  return codes.has(code);
}

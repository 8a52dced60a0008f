const organisation = /^[a-z0-9][a-z0-9-]{0,62}$/;
const subject = /^[\x21-\x7e]{1,255}$/;

/**
 * The id of an organisation: 1 to 63 lower-case letters, digits and hyphens, not beginning with a hyphen. It stands in
 * addresses, in keys of the stream, in the name of a log and in the identity of what is encrypted: what has another
 * meaning in one of them is refused at the door.
 */
export function isOrganisation(value: unknown): value is string {
  return typeof value === 'string' && organisation.test(value);
}

/**
 * The name of a caller or of a role, as an identity provider states it: 1 to 255 printable ASCII characters without
 * blanks (OpenID Connect, `sub`).
 */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && subject.test(value);
}

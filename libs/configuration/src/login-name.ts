import { userInfo } from 'node:os';

/**
 * Name of the login that runs this process, as it goes on record. A container may have a user of which its image has no
 * entry: it is named by its number.
 * @param login default: that of this process; throws where there is no entry
 */
export function loginName(login: () => { username: string } = userInfo, uid: number | undefined = process.getuid?.()): string {
  try {
    return login().username;
  } catch {
    return `uid-${uid ?? 'unknown'}`;
  }
}

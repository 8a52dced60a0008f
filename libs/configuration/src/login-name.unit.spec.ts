import { describe, expect, it } from '@jest/globals';
import { loginName } from './index.js';

describe('the name of the login', () => {
  it('is that of the system', () => {
    expect(loginName(() => ({ username: 'emil' }))).toBe('emil');
  });

  it('is its number where the system has no entry of it, as in a container', () => {
    const noEntry = (): never => {
      throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
    };
    expect(loginName(noEntry, 65532)).toBe('uid-65532');
  });
});

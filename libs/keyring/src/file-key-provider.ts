import type { KeyProvider } from './key-provider.js';

/** Reads a key-encryption key (32 bytes, base64) from a file that only its owner may read (mode 600). @throws KeyringError */
export declare function fileKeyProvider(path: string): Promise<KeyProvider>;
/** Makes a new key-encryption key file, mode 600. Refuses to overwrite. */
export declare function createKeyFile(path: string): Promise<void>;

import { readFileSync } from 'node:fs';
import { createIdentityProvider, type IdentityClient } from './identity-provider.js';

const { IDP_PORT, IDP_HOST, IDP_ISSUER, IDP_KEY_FILE, IDP_CLIENTS_FILE } = process.env;
if (!IDP_PORT || !IDP_KEY_FILE || !IDP_CLIENTS_FILE) {
  console.error('identity-provider: set IDP_PORT, IDP_KEY_FILE (made when absent) and IDP_CLIENTS_FILE (a JSON list of clients)');
  process.exit(2);
}
const clients = JSON.parse(readFileSync(IDP_CLIENTS_FILE, 'utf8')) as IdentityClient[];
const provider = await createIdentityProvider({
  port: Number(IDP_PORT),
  ...(IDP_HOST && { host: IDP_HOST }),
  ...(IDP_ISSUER && { issuer: IDP_ISSUER }),
  keyFile: IDP_KEY_FILE,
  clients,
});
console.log(`identity-provider: ${provider.issuer} signs tokens for ${clients.length} clients. For development only.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void provider.close().then(() => process.exit(0)));

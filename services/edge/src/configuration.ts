import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clockLeewaySeconds, configTypes } from '@everchart/configuration';
import { z } from 'zod';
import { bodyBytesPerSecondMin } from './limits.js';

const { flag, list, nonNegative, port, positive, url } = configTypes;

/** Where an image has nginx: beside the workspace. */
const inImage = fileURLToPath(new URL('../../../nginx', import.meta.url));

/** A network in CIDR form, or one address. */
const network = z.string().regex(/^[0-9a-f.:]+(?:\/\d{1,3})?$/i, 'must be addresses or networks (CIDR), with commas');
/** What goes into nginx.conf between quotes. */
const path = z.string().regex(/^\/[\w./-]+$/, 'must be an absolute path of letters, digits and ./_-');

/** NGINX counts so many at most. */
const connections = positive.max(65_535);

/** Configuration of the edge, by environment. What each means: docs/operations-edge.md. */
export const edgeConfig = z.object({
  EDGE_ADDRESS: z
    .string()
    .regex(/^[0-9a-f.:[\]*]+$/i)
    .default('0.0.0.0'),
  EDGE_PORT: port.default(8080),
  EDGE_TLS_PORT: port.default(8443),
  EDGE_TLS_CERTIFICATE_FILE: path.optional(),
  EDGE_TLS_KEY_FILE: path.optional(),
  EDGE_MACHINE_PORT: port.default(8444),
  EDGE_CLIENT_CA_FILE: path.optional(),
  EDGE_ADMIN_PORT: port.default(9145),
  EDGE_UPSTREAMS_FILE: path,
  JWT_ISSUER: z.string().min(1),
  JWT_AUDIENCE: z.string().min(1),
  JWKS_URL: url,
  JWT_CLOCK_LEEWAY_SECONDS: nonNegative.max(600).default(clockLeewaySeconds),
  EDGE_KEYS_REFRESH_SECONDS: positive.default(600),
  /** Default: the system's, where it has them. */
  EDGE_CA_FILE: path.optional(),
  EDGE_RELEASES_URL: url.optional(),
  EDGE_RELEASES_TOKEN_FILE: path.optional(),
  EDGE_RELEASES_WAIT_SECONDS: positive.max(60).default(25),
  /** Whose X-Forwarded-For counts: load balancers before us. */
  EDGE_TRUSTED_PROXIES: list.pipe(z.array(network)).default([]),
  EDGE_WORKERS: positive.max(64).default(2),
  EDGE_CONNECTIONS: positive.default(8192),
  EDGE_ORG_REQUESTS_PER_SECOND: positive.default(2000),
  EDGE_CLIENT_REQUESTS_PER_SECOND: positive.default(100),
  EDGE_ADDRESS_REQUESTS_PER_SECOND: positive.default(1000),
  EDGE_ORG_CONCURRENT: connections.default(4000),
  EDGE_CLIENT_CONCURRENT: connections.default(100),
  EDGE_ADDRESS_CONCURRENT: connections.default(2000),
  /** Refused tokens of one address in ten seconds, before it has to wait. */
  EDGE_REFUSED_TOKENS: positive.default(200),
  EDGE_BODY_GRACE_SECONDS: positive.default(15),
  EDGE_BODY_BYTES_PER_SECOND: positive.default(bodyBytesPerSecondMin),
  EDGE_HEADERS_SECONDS: positive.default(30),
  EDGE_DRAIN_SECONDS: nonNegative.max(300).default(15),
  EDGE_WAF: flag.default(true),
  /** For a test environment alone: the firewall's own log, which quotes what matched. */
  EDGE_WAF_AUDIT_LOG: path.optional(),
  /** Where nginx, its modules and the rules of the firewall are: `/` in the image. */
  EDGE_ROOT: z
    .string()
    .regex(/^\/[\w./-]*$/)
    .default(() => (existsSync(inImage) ? inImage : '/')),
  /** Folder for nginx.conf, temporary files and the process id; it must exist or be one that can be made. */
  EDGE_DIRECTORY: path.default('/tmp/edge'),
  EDGE_ACCESS_LOG: path.default('/dev/stdout'),
});

export type EdgeConfig = Readonly<z.infer<typeof edgeConfig>>;

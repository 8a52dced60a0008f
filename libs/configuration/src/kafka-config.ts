import { z } from 'zod';

export const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()).filter((item) => item !== '')); // prettier-ignore

/** How the brokers are reached, and as whom. */
export const kafkaConfig = {
  KAFKA_BROKERS: list.default([]),
  /** Connections are encrypted; `KAFKA_CA_FILE` says so, too. */
  KAFKA_TLS: z.enum(['true', 'false']).transform((text) => text === 'true').default(false), // prettier-ignore
  /** Certificates of the authorities that are trusted (PEM); else those of the system. */
  KAFKA_CA_FILE: z.string().optional(),
  /** What the service shows to the brokers (PEM), with its private key. */
  KAFKA_CERTIFICATE_FILE: z.string().optional(),
  KAFKA_KEY_FILE: z.string().optional(),
  /** SASL/SCRAM-SHA-512. */
  KAFKA_USERNAME: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  /** Instead of `KAFKA_PASSWORD`. */
  KAFKA_PASSWORD_FILE: z.string().optional(),
} as const;

export type KafkaConfig = z.infer<z.ZodObject<typeof kafkaConfig>>;

/** What no single variable shows. */
export function kafkaContradictions(config: Partial<KafkaConfig>): string[] {
  const faults: string[] = [];
  const together = (name: keyof KafkaConfig, other: keyof KafkaConfig): void => {
    if (config[name] !== undefined && config[other] === undefined) faults.push(`${name}: needs ${other}`);
  };
  together('KAFKA_CERTIFICATE_FILE', 'KAFKA_KEY_FILE');
  together('KAFKA_KEY_FILE', 'KAFKA_CERTIFICATE_FILE');
  if (config.KAFKA_PASSWORD !== undefined && config.KAFKA_PASSWORD_FILE !== undefined)
    faults.push('KAFKA_PASSWORD_FILE: instead of KAFKA_PASSWORD, not beside it');
  const password = config.KAFKA_PASSWORD ?? config.KAFKA_PASSWORD_FILE;
  if (config.KAFKA_USERNAME !== undefined && password === undefined) faults.push('KAFKA_USERNAME: needs KAFKA_PASSWORD or its file');
  if (config.KAFKA_USERNAME === undefined && password !== undefined) faults.push('KAFKA_PASSWORD: needs KAFKA_USERNAME');
  const encrypted = config.KAFKA_TLS === true || config.KAFKA_CA_FILE !== undefined;
  for (const name of ['KAFKA_USERNAME', 'KAFKA_CERTIFICATE_FILE'] as const)
    if (config[name] !== undefined && !encrypted) faults.push(`${name}: only with KAFKA_TLS=true or KAFKA_CA_FILE`);
  return faults;
}

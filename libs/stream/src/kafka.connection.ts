import type { KafkaConfig } from 'kafkajs';
import type { KafkaConnection } from './transport.options.js';

/** How kafkajs reaches the brokers, and as whom. */
export function connectionOf({
  brokers,
  clientId,
  tls,
  scram,
}: KafkaConnection): Pick<KafkaConfig, 'brokers' | 'clientId' | 'ssl' | 'sasl'> {
  return {
    brokers: [...brokers],
    clientId,
    ...(tls && {
      ssl: { ...(tls.authorities && { ca: [tls.authorities] }), ...(tls.certificate && { cert: tls.certificate, key: tls.key }) },
    }),
    ...(scram && { sasl: { mechanism: 'scram-sha-512', ...scram } }),
  };
}

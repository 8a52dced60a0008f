import kafkajs, { Kafka, logLevel } from 'kafkajs';
import { StreamError } from './errors.js';
import { connectionOf } from './kafka.connection.js';
import { lastRecordsGroup, operatorAccess, streamAccess, type StreamAccess } from './stream-access.js';
import type { KafkaConnection } from './transport.options.js';

// Not every name that a CommonJS module exports is seen by an import.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** A rule of Kafka's authorizer: what a principal may do. */
export interface KafkaRule {
  principal: string;
  resource: 'topic' | 'group';
  name: string;
  /** `prefixed`: also what begins with the name. */
  pattern: 'literal' | 'prefixed';
  operations: readonly ('Create' | 'Delete' | 'Read' | 'Write')[];
}

/**
 * The rules that follow from who does what: everything else is refused where the brokers have an authorizer. `Describe`
 * follows from each operation, the right to write idempotently from `Write`. Transactional ids are for no one.
 */
export function kafkaRules(topicPrefix = ''): KafkaRule[] {
  const principals: [string, StreamAccess][] = [...Object.entries(streamAccess), [operatorAccess.name, operatorAccess]];
  return principals.flatMap(([principal, { writes, reads, groups }]) => {
    const topic = (name: string, operations: KafkaRule['operations']): KafkaRule => ({ principal, resource: 'topic', name: topicPrefix + name, pattern: 'literal', operations }); // prettier-ignore
    const group = (name: string, operations: KafkaRule['operations']): KafkaRule => ({ principal, resource: 'group', name: topicPrefix + name, pattern: 'prefixed', operations }); // prettier-ignore
    return [
      ...writes.map((name) => topic(name, ['Create', 'Read', 'Write'])),
      ...reads.filter((name) => !writes.includes(name)).map((name) => topic(name, ['Read'])),
      ...groups.map((name) => group(name, ['Read'])),
      ...(writes.length > 0 ? [group(lastRecordsGroup, ['Delete', 'Read'])] : []),
    ];
  });
}

/** The same by the tool of Kafka, one line for each rule. */
export function kafkaRulesScript(rules: readonly KafkaRule[]): string[] {
  return rules.map(({ principal, resource, name, pattern, operations }) =>
    [
      `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --add --allow-principal 'User:${principal}'`,
      ...operations.map((operation) => `--operation ${operation}`),
      `--${resource} '${name}' --resource-pattern-type ${pattern}`,
    ].join(' '),
  );
}

/** Gives the rules to the brokers, as an administrator of theirs. Those that are there already are left as they are. */
export async function applyKafkaRules(connection: KafkaConnection, rules: readonly KafkaRule[]): Promise<void> {
  const admin = new Kafka({ ...connectionOf(connection), logLevel: logLevel.NOTHING }).admin({ retry: { retries: 3 } });
  try {
    await admin.connect();
    await admin.createAcls({
      acl: rules.flatMap(({ principal, resource, name, pattern, operations }) =>
        operations.map((operation) => ({
          principal: `User:${principal}`,
          host: '*',
          resourceType: AclResourceTypes[resource === 'topic' ? 'TOPIC' : 'GROUP'],
          resourceName: name,
          resourcePatternType: ResourcePatternTypes[pattern === 'literal' ? 'LITERAL' : 'PREFIXED'],
          operation: AclOperationTypes[operation.toUpperCase() as 'CREATE' | 'DELETE' | 'READ' | 'WRITE'],
          permissionType: AclPermissionTypes.ALLOW,
        })),
      ),
    });
  } catch (cause) {
    throw new StreamError('refused', 'the brokers did not take the rules', { cause });
  } finally {
    await admin.disconnect();
  }
}

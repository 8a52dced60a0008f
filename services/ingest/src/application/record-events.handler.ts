import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { referencesOf, type Fault } from '@everchart/contracts-clinical';
import { canonicalJson, formatDataschema, sealPayload, sha256, type WriterHeader } from '@everchart/envelope';
import type { AppendItem, AppendOutcome, EventStore, Recorded } from '@everchart/event-store';
import { commitmentKey, KeyDestroyedError, type DataKey, type Keyring } from '@everchart/keyring';
import type { RequestContext } from '@everchart/platform';
import { beginsRecord, contentOf, pointerOfReference, readRecordCommand, type RecordCommand } from '../domain/record.command.js';

export type RecordResult =
  | { outcome: 'created' | 'duplicate'; recorded: Recorded }
  /** The event itself is wrong. */
  | { outcome: 'invalid'; faults: readonly Fault[] }
  /** Its id was used for another event. */
  | { outcome: 'id-conflict' }
  /** The record went on since the writer saw it. */
  | { outcome: 'version-conflict'; streamVersion: number }
  | { outcome: 'patient-registered'; streamVersion: number }
  | { outcome: 'patient-not-registered' }
  | { outcome: 'reference-missing'; pointer: string }
  /** The patient's keys were destroyed: nothing can be recorded any more. */
  | { outcome: 'record-destroyed' };

export interface RecordSettings {
  futureToleranceMs: number;
  payloadMaxBytes: number;
  /** Milliseconds since 1970. */
  clock: () => number;
}

type Prepared = { command: RecordCommand; item: AppendItem };

/** Commands that are checked and sealed in one go before other requests get their turn: about 10 ms. */
const chunkSize = 100;

/** Checks, seals and records events. Each has its own result; what one is refused for does not touch the others. */
export class RecordEvents {
  readonly #store: EventStore;
  readonly #keyring: Keyring;
  readonly #settings: RecordSettings;

  constructor(store: EventStore, keyring: Keyring, settings: RecordSettings) {
    this.#store = store;
    this.#keyring = keyring;
    this.#settings = settings;
  }

  /** @param bodies events as they were sent, each with its `patientId`. @returns one result per event, in order */
  async record(context: RequestContext, bodies: readonly unknown[]): Promise<RecordResult[]> {
    const results = new Array<RecordResult>(bodies.length);
    const commands = new Map<number, RecordCommand>();
    const limits = { nowMs: this.#settings.clock(), futureToleranceMs: this.#settings.futureToleranceMs };
    for (let index = 0; index < bodies.length; index += 1) {
      if (index > 0 && index % chunkSize === 0) await nextTurn();
      const reading = readRecordCommand(bodies[index], limits);
      if (reading.ok) commands.set(index, reading.command);
      else results[index] = { outcome: 'invalid', faults: reading.faults };
    }
    if (commands.size === 0) return results;

    const [source, keys] = await Promise.all([this.#store.source(), this.#keysOf(context.org, [...commands.values()])]);
    const prepared = new Map<number, Prepared>();
    for (const [index, command] of commands) {
      if (prepared.size > 0 && prepared.size % chunkSize === 0) await nextTurn();
      const key = keys.get(keyName(command));
      if (key === undefined) results[index] = { outcome: 'patient-not-registered' };
      else if (key === 'destroyed') results[index] = { outcome: 'record-destroyed' };
      else {
        const item = this.#seal(context, source, command, key);
        if (item.payload.length <= this.#settings.payloadMaxBytes) prepared.set(index, { command, item });
        else results[index] = { outcome: 'invalid', faults: [{ pointer: '/data', message: 'is too large' }] };
      }
    }
    const indexes = [...prepared.keys()];
    const outcomes = await this.#store.append(
      context.org,
      indexes.map((index) => prepared.get(index)!.item),
    );
    indexes.forEach((index, at) => (results[index] = resultOf(prepared.get(index)!.command, outcomes[at]!)));
    return results;
  }

  /** Keys by {@link keyName}. Only a registration may make a new one, so that a mistyped patient id leaves nothing behind. */
  async #keysOf(org: string, commands: readonly RecordCommand[]): Promise<Map<string, DataKey | 'destroyed'>> {
    const keys = new Map<string, DataKey | 'destroyed'>();
    const byClass = Map.groupBy(commands, (command) => command.retentionClass);
    await Promise.all(
      [...byClass].map(async ([retentionClass, ofClass]) => {
        const create = new Set(ofClass.filter(beginsRecord).map((command) => command.patientId));
        let subjects = [...new Set(ofClass.map((command) => command.patientId))];
        while (subjects.length > 0) {
          try {
            const found = await this.#keyring.keysForSealing(
              org,
              retentionClass,
              subjects,
              subjects.filter((subject) => create.has(subject)),
            );
            for (const [subject, key] of found) keys.set(`${retentionClass}/${subject}`, key);
            return;
          } catch (error) {
            if (!(error instanceof KeyDestroyedError)) throw error;
            const destroyed = new Set(error.subjects);
            for (const subject of destroyed) keys.set(`${retentionClass}/${subject}`, 'destroyed');
            subjects = subjects.filter((subject) => !destroyed.has(subject));
          }
        }
      }),
    );
    return keys;
  }

  #seal(context: RequestContext, source: string, command: RecordCommand, dataKey: DataKey): AppendItem {
    const { org } = context;
    const { id, type, patientId: subject } = command;
    const dataschema = formatDataschema(type, command.schemaVersion);
    const payload = sealPayload(command.data, dataKey.key, { org, subject, id, type, dataschema, keyid: dataKey.keyId });
    const header: WriterHeader = {
      specversion: '1.0',
      id,
      source,
      type,
      subject,
      dataschema,
      occurredat: command.occurredAt,
      org,
      ...(command.facility === undefined ? {} : { facility: command.facility }),
      actor: context.actor,
      actorrole: context.role,
      shard: this.#store.shardOf(org, subject),
      contentdigest: sha256(payload).toString('hex'),
      keyid: dataKey.keyId,
      retentionclass: command.retentionClass,
      correlationid: command.correlationId ?? context.correlationId,
      ...(command.causationId === undefined ? {} : { causationid: command.causationId }),
      traceparent: context.traceparent,
    };
    const content = canonicalJson(contentOf(command, context.actor));
    return {
      header,
      payload,
      commitment: createHmac('sha256', commitmentKey(dataKey)).update(content).digest(),
      expected: beginsRecord(command)
        ? { kind: 'new' }
        : command.ifMatch === undefined
          ? { kind: 'existing' }
          : { kind: 'exact', version: command.ifMatch },
      references: referencesOf(type, command.data).map(({ id: reference }) => reference),
    };
  }
}

function keyName(command: RecordCommand): string {
  return `${command.retentionClass}/${command.patientId}`;
}

function resultOf(command: RecordCommand, outcome: AppendOutcome): RecordResult {
  switch (outcome.outcome) {
    case 'created':
    case 'duplicate': {
      const { outcome: kind, ...recorded } = outcome;
      return { outcome: kind, recorded };
    }
    case 'id-conflict':
    case 'version-conflict':
      return outcome;
    case 'stream-exists':
      return { outcome: 'patient-registered', streamVersion: outcome.streamVersion };
    case 'stream-missing':
      return { outcome: 'patient-not-registered' };
    case 'reference-missing':
      return { outcome: 'reference-missing', pointer: pointerOfReference(command, outcome.reference) };
  }
}

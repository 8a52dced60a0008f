import type { RetentionEventData, RetentionEventType } from '@everchart/contracts-retention';
import { passes, type EventStoreError, type Recorded } from '@everchart/event-store';
import { KeyDestroyedError } from '@everchart/keyring';
import { ProblemError, sharedProblems, type Fault, type RequestContext } from '@everchart/platform';
import { instantMs } from '@everchart/primitives';
import { faultsOf, RetentionDataError, type RetentionRecorder, type RetentionStatement } from '../application/retention.recorder.js';
import type { DecisionBody } from './decision.operations.js';
import { problems } from './problems.js';

/** The clocks of an officer and of this machine may be so far apart. */
const aheadMaxMs = 5 * 60_000;

interface Stated<Type extends RetentionEventType> {
  type: Type;
  body: DecisionBody<object>;
  /** Members of the data that the path has. */
  inPath?: Partial<RetentionEventData[Type]>;
  /** The patient; absent: what concerns no single one. */
  subject?: string | undefined;
  /** What the contract cannot say. */
  more?: (data: RetentionEventData[Type]) => readonly Fault[];
}

/** @throws ProblemError `body-invalid`, naming every fault */
export function statementOf<Type extends RetentionEventType>(context: RequestContext, stated: Stated<Type>): RetentionStatement<Type> {
  const { type, body, inPath, subject, more } = stated;
  const data = { ...body.data, ...inPath } as RetentionEventData[Type];
  const faults = faultsOf(type, data).map(inBody);
  if (instantMs(body.occurredAt) > Date.now() + aheadMaxMs) faults.push({ pointer: '/occurredAt', message: 'lies in the future' });
  if (faults.length === 0 && more) faults.push(...more(data).map(inBody));
  if (faults.length > 0) throw new ProblemError({ ...sharedProblems['body-invalid'], faults });
  const { actor, role, correlationId } = context;
  return { id: body.id, type, data, ...(subject !== undefined && { subject }), occurredAt: body.occurredAt, actor, role, correlationId };
}

/**
 * Records one decision. The access has to be on record before.
 * @returns whether it is new; the same one under the same id is not
 * @throws ProblemError
 */
export async function recordDecision(
  recorder: Pick<RetentionRecorder, 'record'>,
  org: string,
  statement: RetentionStatement,
): Promise<Recorded & { isNew: boolean }> {
  const [result] = await recorder.record(org, [statement]).catch((error: unknown) => {
    throw problemOfRecording(error) ?? error;
  });
  if (result!.outcome === 'id-conflict') throw new ProblemError(problems['id-conflict']);
  if (result!.outcome !== 'created' && result!.outcome !== 'duplicate') throw new Error(`not recorded: ${result!.outcome}`);
  const { outcome, ...recorded } = result!;
  return { ...recorded, isNew: outcome === 'created' };
}

/** Undefined: it has no place in an answer. */
export function problemOfRecording(cause: unknown): ProblemError | undefined {
  if (cause instanceof RetentionDataError)
    return new ProblemError({ ...sharedProblems['body-invalid'], faults: cause.faults.map(inBody), cause });
  if (cause instanceof KeyDestroyedError) return new ProblemError({ ...problems['record-destroyed'], cause });
  if (passes(cause)) return notRecorded(cause, (cause as EventStoreError).retryAfterSeconds!);
  return undefined;
}

function notRecorded(cause: unknown, seconds: number): ProblemError {
  return new ProblemError({ ...problems['decision-not-recorded'], headers: { 'retry-after': String(seconds) }, cause });
}

function inBody({ pointer, message }: Fault): Fault {
  return { pointer: `/data${pointer}`, message };
}

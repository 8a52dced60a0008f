import { standingOfStay, type StayStep } from '@everchart/clinical-facts';
import type { ClinicalEventData } from '@everchart/contracts-clinical';
import type { EntryInForce } from './course.js';

/** An entry of a stay. */
export interface EntryOfStay extends StayStep {
  occurredAt: string;
  data: Partial<ClinicalEventData['stay.admitted']>;
}

/** A stay that took place, or takes place, by its entries. */
export interface StayInSteps {
  stayId: string;
  admitted: EntryOfStay;
  /** The admission and the transfers, in the order in which they happened. */
  moves: readonly EntryOfStay[];
  discharged: EntryOfStay | undefined;
}

export function staysOf(entries: readonly EntryInForce[]): StayInSteps[] {
  const stays = Map.groupBy(
    entries.filter(({ type }) => type.startsWith('stay.')).sort((a, b) => a.streamVersion - b.streamVersion),
    ({ data }) => (data as { stayId: string }).stayId.toLowerCase(),
  );
  return [...stays].flatMap(([stayId, steps]) => {
    const { admitted, neverWas, discharged, transfers } = standingOfStay(steps.map(stepOf));
    return admitted && !neverWas ? [{ stayId, admitted, moves: [admitted, ...transfers], discharged }] : [];
  });
}

function stepOf({ type, occurredAt, streamVersion, data }: EntryInForce): EntryOfStay {
  const { cancels } = data as { cancels?: string };
  return {
    kind: type.slice('stay.'.length) as StayStep['kind'],
    ...(cancels === undefined ? {} : { cancels }),
    at: occurredAt,
    order: streamVersion,
    occurredAt,
    data: data as EntryOfStay['data'],
  };
}

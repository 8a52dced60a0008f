import type { ClinicalEventData } from '@everchart/contracts-clinical';

type Happened = ClinicalEventData['observation.recorded']['happened'];

/** When something began, as precisely as it was stated: HL7 knows days, months and years, too. */
export function statedTime(occurredAt: string, happened: Happened): string {
  return happened?.on ?? happened?.from ?? happened?.to ?? occurredAt;
}

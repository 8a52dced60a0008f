import { allergyIntolerance } from './allergy-intolerance.mapping.js';
import { carePlan } from './care-plan.mapping.js';
import { condition } from './condition.mapping.js';
import { encounter } from './encounter.mapping.js';
import type { Mapping } from './mapping.js';
import { medicationAdministration } from './medication-administration.mapping.js';
import { observation } from './observation.mapping.js';

/** Resource types that become events, beside Patient. */
export const mappings: ReadonlyMap<string, Mapping> = new Map([
  ['Encounter', encounter],
  ['Observation', observation],
  ['MedicationAdministration', medicationAdministration],
  ['AllergyIntolerance', allergyIntolerance],
  ['Condition', condition],
  ['CarePlan', carePlan],
]);

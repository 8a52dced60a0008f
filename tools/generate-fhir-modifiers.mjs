/**
 * The elements of the FHIR R4 definitions that may turn the meaning of what they stand in round (`isModifier`), for the
 * resource types that are mapped. node tools/generate-fhir-modifiers.mjs <folder with StructureDefinition-*.json>
 *
 * The definitions (4.0.1) are in the npm package hl7.fhir.r4.examples, which is not installed: R4 does not change any
 * more.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: generate-fhir-modifiers.mjs <folder with StructureDefinition-*.json>');

const resources = [
  'AllergyIntolerance', 'CarePlan', 'Condition', 'DiagnosticReport', 'DocumentReference', 'Encounter', 'Immunization', 'Medication',
  'MedicationAdministration', 'MedicationRequest', 'Observation', 'Patient', 'Procedure',
]; // prettier-ignore

const elementsOf = (type) =>
  JSON.parse(readFileSync(`${folder}/StructureDefinition-${type}.json`, 'utf8')).snapshot.element.map((element) => ({
    ...element,
    // SimpleQuantity and Age are profiles of Quantity: their elements are its elements.
    types: (element.type ?? []).map(({ code }) => code),
  }));

/** Names in JSON: an element of several types has one for each. */
const namesOf = ({ path, types }) =>
  path.endsWith('[x]')
    ? types.map((type) => ({ name: path.replace('[x]', type[0].toUpperCase() + type.slice(1)), type }))
    : [{ name: path, type: types[0] }];

const withoutElements = /^(?:[a-z]|http:|Extension$|Resource$|Narrative$|Meta$|Reference$)/;

const table = {};
function collect(type, at) {
  for (const element of elementsOf(type)) {
    if (element.path === type) continue;
    for (const { name, type: elementType } of namesOf(element)) {
      const place = `${at}${name.slice(type.length)}`;
      // Of the elements of profiles and of all types the definition they come from.
      if (element.isModifier) table[place] = element.base?.path ?? element.path;
      if (elementType !== undefined && !withoutElements.test(elementType) && !['BackboneElement', 'Element'].includes(elementType))
        collect(elementType, place);
    }
  }
}
for (const resource of resources) collect(resource, resource);

const target = 'libs/fhir/src/modifier-elements.ts';
const source = `/** Made from the FHIR R4 definitions by tools/generate-fhir-modifiers.mjs. Path in JSON → path in the definitions. */
export const modifierElements: Readonly<Record<string, string>> = ${JSON.stringify(table, null, 2)};
`;
writeFileSync(target, await format(source, { ...(await resolveConfig(target)), parser: 'typescript' }));
console.log(`${Object.keys(table).length} places of ${new Set(Object.values(table)).size} elements`);

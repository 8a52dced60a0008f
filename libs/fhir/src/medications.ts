import type { CodeableConcept } from '@everchart/contracts-clinical';
import { codeableConceptOf, conceptInWords, conceptsOf, quantityInWords } from './data-types.js';
import { lines, words, type Draft, type Element, type Leaf } from './element.js';
import type { References } from './references.js';

/** Something that a resource names itself or by a reference, and the values that say so. */
export interface Named {
  concept: Draft<CodeableConcept>;
  says: readonly (Leaf | undefined)[];
}

/** The medicine of a dose or a prescription; or why it is not known. */
export function medicationOf(resource: Element, references: References): Named | string {
  const coded = codeableConceptOf(resource.element('medicationCodeableConcept'));
  if (coded) return { concept: coded, says: [] };
  const reference = resource.element('medicationReference');
  const found = references.resolve(reference, resource);
  if (!found || found.resourceType !== 'Medication') {
    const display = reference.text('display');
    return display ? { concept: { text: display }, says: [] } : 'the medication is not named';
  }
  const { target } = found;
  const status = target.text('status');
  if (status && status.value !== 'active') return 'the medication that it refers to is not in use, or was entered in error';
  const concept = codeableConceptOf(target.element('code')) ?? madeOf(target, references, resource);
  return concept ? { concept, says: [found.reference, status] } : 'the medication is not named';
}

/** A medicine that is named by what it is made of. */
function madeOf(medication: Element, references: References, from: Element): Draft<CodeableConcept> | undefined {
  const ingredients = medication.elements('ingredient').map((ingredient) => {
    const strength = ingredient.element('strength');
    const [amount, per] = [quantityInWords(strength.element('numerator')), quantityInWords(strength.element('denominator'))];
    const substance = references.resolve(ingredient.element('itemReference'), from);
    const name =
      conceptInWords(ingredient.element('itemCodeableConcept')) ??
      (substance && conceptInWords(substance.target.element('code'))) ??
      ingredient.element('itemReference').text('display');
    return name && words([name, ...(amount ? [' ', amount] : []), ...(per ? [' in ', per] : [])]);
  });
  const text = lines(ingredients, ' + ');
  return text && { text };
}

/** The conditions and observations for which it was given, or is to be given. */
export function reasonsOf(resource: Element, references: References): { reasons: Draft<CodeableConcept>[]; says: Leaf[] } {
  const says: Leaf[] = [];
  const referred = resource.elements('reasonReference').flatMap((reference) => {
    const found = references.resolve(reference, resource);
    const concept = found && codeableConceptOf(found.target.element('code'));
    if (concept) says.push(found.reference);
    const display = reference.text('display');
    return concept ?? (display ? { text: display } : []);
  });
  return { reasons: [...conceptsOf(resource, 'reasonCode'), ...referred], says };
}

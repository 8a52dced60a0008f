/**
 * Retention classes of the kinds of entries of a patient's record that a rule of retention may have destroyed before
 * the rest: no decision of recording and no other entry needs what they say.
 */
export const kindClasses = ['observations', 'documents'] as const;
export type KindClass = (typeof kindClasses)[number];

export function isKindClass(name: string): name is KindClass {
  return (kindClasses as readonly string[]).includes(name);
}

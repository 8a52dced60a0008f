import { aligned, shownNumber, type Aim, type Figure } from './figures.js';

export function aim(what: string, unit: string, value: number, atMost: number): Aim {
  return { what, unit, value, atMost, met: value <= atMost };
}

export function aimsTable(aims: readonly Aim[]): string {
  const rows = aims.map(({ what, unit, value, atMost, met }) => [
    what,
    shownNumber(value),
    shownNumber(atMost),
    unit,
    Number.isNaN(value) ? 'not measured' : met ? 'met' : 'not met',
  ]);
  return aligned([['aim', 'value', 'at most', 'unit', ''], ...rows], [0, 3, 4]);
}

/** By id. */
export function finder(figures: readonly Figure[]): (id: string) => Figure {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  return (id) => byId.get(id) ?? { id, unit: '', value: Number.NaN };
}

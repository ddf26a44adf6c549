import type { OverviewColumn } from '../feature.ts'
import type { Registry } from '../places/registry.ts'
import { type Counts, sumCounts } from './counts.ts'

/** Makes columns of the table of all pairs from what is counted of each; `none` is what nothing comes to. */
export const columnsOf = <C extends Counts<C>>(
  { pairs }: Registry,
  counts: ReadonlyMap<number, C>,
  none: C,
) => {
  const sum = sumCounts(counts.values(), none)
  return (title: string, of: (count: C) => string | number): OverviewColumn => ({
    title,
    cells: new Map(pairs.map(({ id }) => [id, `${of(counts.get(id) ?? none)}`])),
    total: `${of(sum)}`,
  })
}

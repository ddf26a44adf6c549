import type { Pair } from '../places/registry.ts'

/** Counts of records of one kind, by what is counted; amounts in fen. */
export type Counts<C> = { readonly [Name in keyof C]: number | bigint }

const plus = (one: number | bigint, other: number | bigint): number | bigint =>
  typeof one === 'bigint' && typeof other === 'bigint' ? one + other : Number(one) + Number(other)

export const addCounts = <C extends Counts<C>>(one: C, other: C): C =>
  Object.fromEntries(
    Object.entries<number | bigint>(one).map(([name, count]) => [name, plus(count, other[name as keyof C])]),
  ) as unknown as C

/** What several come to; `none` is what nothing comes to. */
export const sumCounts = <C extends Counts<C>>(counts: Iterable<C>, none: C): C =>
  [...counts].reduce(addCounts, none)

/** What some pairs come to. */
export const countsOfPairs = <C extends Counts<C>>(
  counts: ReadonlyMap<number, C>,
  pairs: readonly Pair[],
  none: C,
): C =>
  sumCounts(
    pairs.map(({ id }) => counts.get(id) ?? none),
    none,
  )

/** Counts of all pairs, gathered under the pairs they belong to by `top`. */
export const gatherCounts = <C extends Counts<C>>(
  counts: ReadonlyMap<number, C>,
  top: ReadonlyMap<number, number>,
): Map<number, C> => {
  const gathered = new Map<number, C>()
  for (const [pairId, count] of counts) {
    const id = top.get(pairId) ?? pairId
    const known = gathered.get(id)
    gathered.set(id, known ? addCounts(known, count) : count)
  }
  return gathered
}

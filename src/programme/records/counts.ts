/** Counts of records of one kind, by what is counted. */
type Counts<C> = { readonly [Name in keyof C]: number }

export const addCounts = <C extends Counts<C>>(one: C, other: C): C =>
  Object.fromEntries(
    Object.entries<number>(one).map(([name, count]) => [name, count + other[name as keyof C]]),
  ) as unknown as C

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

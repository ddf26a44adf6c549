import type { Pair, Registry } from './registry.ts'

/** A pair's id and those of all pairs below it: their visits count for it too. */
export const familyOf = (registry: Registry, pair: Pair): number[] => [
  pair.id,
  ...registry.below(pair).flatMap((child) => familyOf(registry, child)),
]

/** The pair at the top of the tree for every pair's id. */
export const topPairs = (registry: Registry): ReadonlyMap<number, number> =>
  new Map(registry.pairs.flatMap((top) => familyOf(registry, top).map((id) => [id, top.id] as const)))

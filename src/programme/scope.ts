import type { ScopeKind } from '../generated/prisma/enums.ts'
import type { Pair, Registry } from './places/registry.ts'

/** One pair or all of them, said outright: a pair that is missing never means all. */
export type Scope = { readonly kind: 'pair'; readonly pair: Pair } | { readonly kind: 'programme' }

/** How a table keeps a scope; the database sees to it that the two columns agree. */
export interface ScopeColumns {
  readonly scope: ScopeKind
  readonly pairId: number | null
}

/** The scope of a row. Throws when a row for one pair names none, which the database does not let stand. */
export const scopeOf = (registry: Registry, { scope, pairId }: ScopeColumns): Scope => {
  if (scope === 'programme') return { kind: 'programme' }
  if (pairId === null) throw new Error('a scope of one pair without the pair')
  return { kind: 'pair', pair: registry.pair(pairId) }
}

/** Whose a record is: a pair's, or with no pair the whole programme's. */
export const scopeOfRecord = (registry: Registry, { pairId }: { readonly pairId: number | null }): Scope =>
  pairId === null ? { kind: 'programme' } : { kind: 'pair', pair: registry.pair(pairId) }

export const columnsOf = (scope: Scope): ScopeColumns => ({
  scope: scope.kind,
  pairId: scope.kind === 'pair' ? scope.pair.id : null,
})

/** The pair of a scope; undefined for all pairs and for none. */
export const pairIn = (scope: Scope | { readonly kind: 'none' } | undefined): Pair | undefined =>
  scope?.kind === 'pair' ? scope.pair : undefined

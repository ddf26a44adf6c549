import { daysBetween } from '../../../core/time/day.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Draft, Entry } from '../content.ts'
import { entriesLike } from '../equal.ts'
import type { EntryKind } from '../kind.ts'
import type { LedgerRow } from './row.ts'

/** Days by which a sheet and the ledger may differ about one document: it was entered when the officer came to it. */
const apart = 14

const keyOf = ({ pairId, project, type, tier, inKind, amount }: Draft): string =>
  JSON.stringify([pairId, project, type, tier, inKind, amount])

/** Whether two that say the same of money are most likely one: the same day and no other document, or one document and near days. */
const isOne = (one: Draft, other: Draft): boolean => {
  const days = Math.abs(daysBetween(one.happenedOn, other.happenedOn))
  const isNamed = one.document !== null && other.document !== null
  return isNamed ? one.document === other.document && days <= apart : days === 0
}

/** What a row most likely is already: an entry, by its reference, or an earlier row. */
export type Twin = { readonly entry: string } | { readonly row: number }

/**
 * The twins of rows, by their places. An entry is the twin of one row only, and of none where a row names it; what is said to be
 * another one has none. One statement.
 */
export const twinsOf = async (
  kind: EntryKind,
  context: Pick<ProgrammeContext, 'transaction'>,
  rows: ReadonlyMap<number, LedgerRow>,
  named: ReadonlySet<string>,
): Promise<ReadonlyMap<number, Twin>> => {
  const drafts = [...rows.values()].map(({ draft }) => draft)
  if (drafts.length === 0) return new Map()
  const free = new Map<string, Entry[]>()
  for (const entry of await entriesLike(kind, context.transaction, drafts, apart)) {
    if (named.has(entry.reference)) continue
    free.set(keyOf(entry), [...(free.get(keyOf(entry)) ?? []), entry])
  }
  const earlier = new Map<string, Array<readonly [place: number, draft: Draft]>>()
  const twins = new Map<number, Twin>()
  for (const [place, { draft, isOther }] of rows) {
    const key = keyOf(draft)
    const entry = isOther ? undefined : free.get(key)?.find((one) => isOne(draft, one))
    const row = isOther ? undefined : earlier.get(key)?.find(([, one]) => isOne(draft, one))
    if (entry) {
      free.set(
        key,
        (free.get(key) ?? []).filter((one) => one !== entry),
      )
      twins.set(place, { entry: entry.reference })
    } else if (row) twins.set(place, { row: row[0] })
    earlier.set(key, [...(earlier.get(key) ?? []), [place, draft]])
  }
  return twins
}

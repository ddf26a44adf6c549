import type { Reading } from '../../core/form/field.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../feature.ts'
import type { Beside } from './kind.ts'

interface Referenced {
  readonly reference: string
}

/** By reference, all that several say of it, in their order. */
const together = (
  parts: ReadonlyArray<ReadonlyMap<string, readonly Beside[]>>,
): ReadonlyMap<string, readonly Beside[]> => {
  const all = new Map<string, readonly Beside[]>()
  for (const part of parts)
    for (const [reference, said] of part) all.set(reference, [...(all.get(reference) ?? []), ...said])
  return all
}

/** For a kind on whose cards records of other features stand: what these say, and before it what the kind's own feature reads. */
export const readBesides =
  (
    { features }: Pick<FeatureTools, 'features'>,
    ...own: ReadonlyArray<
      (
        transaction: Transaction,
        records: readonly Referenced[],
      ) => Promise<ReadonlyMap<string, readonly Beside[]>>
    >
  ) =>
  async (
    transaction: Transaction,
    records: readonly Referenced[],
  ): Promise<ReadonlyMap<string, readonly Beside[]>> => {
    const references = records.map(({ reference }) => reference)
    const parts: Array<ReadonlyMap<string, readonly Beside[]>> = []
    for (const read of own) parts.push(await read(transaction, records))
    for (const { onCards } of features()) if (onCards) parts.push(await onCards(transaction, references))
    return together(parts)
  }

/** The lines of a record's card that others have written for it. */
export const talliedBesides = (
  { beside = [] }: { readonly beside?: readonly Beside[] },
  reading: Reading,
): Array<readonly [label: string, value: string]> => {
  const lines = new Map<string, string[]>()
  for (const { line } of beside) {
    if (!line) continue
    const [label, value] = line(reading)
    lines.set(label, [...(lines.get(label) ?? []), value])
  }
  return [...lines].map(([label, values]) => [label, values.join(reading.translate('records.besideJoin'))])
}

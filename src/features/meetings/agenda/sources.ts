import type { Transaction } from '../../../db/database.ts'
import type { FeatureTools } from '../../../programme/feature.ts'

interface FromRecord {
  readonly source: string | null
  readonly state: string
}

/** Items without those that wait though the record that they came from is settled: no meeting need treat that any more. */
export const stillToTreat = async <Item extends FromRecord>(
  { features }: Pick<FeatureTools, 'features'>,
  transaction: Transaction,
  items: readonly Item[],
): Promise<Item[]> => {
  const sources = items.flatMap(({ source, state }) =>
    state === 'waiting' && source !== null ? [source] : [],
  )
  if (sources.length === 0) return [...items]
  const settled = new Set<string>()
  for (const feature of features())
    for (const reference of (await feature.settled?.(transaction, sources)) ?? []) settled.add(reference)
  return items.filter(({ source, state }) => state !== 'waiting' || source === null || !settled.has(source))
}

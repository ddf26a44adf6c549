import type { DueContext } from '../../core/due.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../feature.ts'
import { refreshTopic } from '../topics.ts'
import { cardsOf } from './cards.ts'
import type { Content, RecordKind } from './kind.ts'
import { selectReferenced } from './select.ts'
import { publicView, topicOf } from './show.ts'

/** Has the cards of records of whatever kind edited where they stand: something that they show is another one now. */
export const refreshRecords = async (
  context: DueContext<Transaction>,
  { features, registry }: Pick<FeatureTools, 'features' | 'registry'>,
  references: readonly string[],
): Promise<void> => {
  for (const { records } of features()) {
    const kind = records?.kind
    if (!kind) continue
    const own = references.filter((reference) => reference.startsWith(`${kind.prefix}-`))
    if (own.length === 0) continue
    await refreshAll(context, kind, registry, own)
  }
}

const refreshAll = async <C extends Content>(
  context: DueContext<Transaction>,
  kind: RecordKind<C>,
  registry: FeatureTools['registry'],
  references: readonly string[],
): Promise<void> => {
  for (const record of await selectReferenced(kind, context.transaction, references))
    await refreshTopic(context, topicOf(kind, record.reference), (translate, names) =>
      cardsOf(kind, registry).recordCard(publicView(context.clock.today(), translate, names), record),
    )
}

/** The same of thousands of records of a kind, few of which have a card that stands. */
export const refreshStanding = async <C extends Content>(
  context: DueContext<Transaction>,
  { registry }: Pick<FeatureTools, 'registry'>,
  kind: RecordKind<C>,
  references: readonly string[],
): Promise<void> => {
  const topics = new Map(references.map((reference) => [topicOf(kind, reference), reference]))
  const standing = await context.transaction.$queryRaw<{ topic: string }[]>`
    SELECT DISTINCT topic FROM posted WHERE topic = ANY (${[...topics.keys()]}::text[])`
  await refreshAll(
    context,
    kind,
    registry,
    standing.flatMap(({ topic }) => topics.get(topic) ?? []),
  )
}

import type { DueContext } from '../../core/due.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../feature.ts'
import { refreshTopic } from '../topics.ts'
import { cardsOf } from './cards.ts'
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
    for (const record of await selectReferenced(kind, context.transaction, own))
      await refreshTopic(context, topicOf(kind, record.reference), (translate) =>
        cardsOf(kind, registry).recordCard(publicView(context.clock.today(), translate), record),
      )
  }
}

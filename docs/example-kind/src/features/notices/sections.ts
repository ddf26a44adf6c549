import { facts, heading } from '../../core/card.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { defineDigest, type FeatureTools, type StatusSection } from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { overdueOf } from '../../programme/records/digest.ts'
import { firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import type { NoticeContent, NoticeKind } from './kind.ts'

/** Notices that are open, by pair at the top of the tree: one statement for all of them. */
const countOpen = async ({ registry }: FeatureTools, transaction: Transaction) => {
  const rows = await transaction.notice.groupBy({ by: ['pairId'], where: { state: 'open' }, _count: true })
  const top = topPairs(registry)
  const counts = new Map<number, number>()
  for (const { pairId, _count } of rows) {
    const id = top.get(pairId) ?? pairId
    counts.set(id, (counts.get(id) ?? 0) + _count)
  }
  return counts
}

export const noticeStatus = (tools: FeatureTools): StatusSection => ({
  title: 'notices.title',
  pair: async (transaction, pair, _today, translate) => {
    const pairId = { in: familyOf(tools.registry, pair) }
    const count = await transaction.notice.count({ where: { pairId, state: 'open' } })
    return [
      heading(translate('notices.title')),
      facts([translate('notices.phase.open'), translate('notices.count', { count })]),
    ]
  },
  overview: async (transaction, _today, translate) => {
    const counts = await countOpen(tools, transaction)
    return [
      {
        title: translate('notices.title'),
        cells: new Map(tools.registry.pairs.map(({ id }) => [id, `${counts.get(id) ?? 0}`])),
        total: `${[...counts.values()].reduce((sum, count) => sum + count, 0)}`,
      },
    ]
  },
})

/** Nothing is said of notices in the weekly sentence; those that are overdue are named. */
export const noticeDigest = (kind: NoticeKind, { registry }: FeatureTools) =>
  defineDigest<ReadonlyArray<Ranked<NoticeContent>>>({
    collect: (transaction, _period, today: Day) =>
      readFirsts(kind, registry, transaction, {
        where: Prisma.sql`state = 'open' AND due_on < ${today}::date`,
        order: Prisma.sql`due_on, id`,
      }),
    present: (overdue, pairs, translate) => ({
      fragments: [],
      blocks: [],
      overdue: overdueOf(firstsOf(overdue, pairs), ({ reference, about }) =>
        translate('notices.overdue', { reference, about }),
      ),
    }),
  })

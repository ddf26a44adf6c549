import { facts, heading } from '../../core/card.ts'
import type { Day } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import {
  defineDigest,
  type FeatureTools,
  type OverviewColumn,
  type StatusSection,
} from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { gatherCounts, sumCounts } from '../../programme/records/counts.ts'
import { readStillOpen, type StillOpen, tellStillOpen } from '../../programme/records/digest.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import type { DecisionContent } from './content.ts'
import type { DecisionKind } from './kind.ts'
import { byUrgency, open, overdue } from './list.ts'

interface DecisionCounts {
  readonly open: number
  readonly overdue: number
}
const noDecisions: DecisionCounts = { open: 0, overdue: 0 }

/** Decisions that are not done, by pair; one statement for all of them. */
const countDecisions = async (
  transaction: Transaction,
  today: Day,
  pairIds?: readonly number[],
): Promise<Map<number, DecisionCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})` : Prisma.empty
  const rows = await transaction.$queryRaw<Array<DecisionCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", count(*)::int AS open,
      (count(*) FILTER (WHERE ${overdue(today)}))::int AS overdue
    FROM decision WHERE ${open} ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

export const decisionStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'decisions.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = sumCounts(
      (await countDecisions(transaction, today, familyOf(registry, pair))).values(),
      noDecisions,
    )
    return counts.open === 0
      ? []
      : [
          heading(translate('decisions.title')),
          facts([translate('decisions.listed.open'), translate('decisions.status.open', { ...counts })]),
        ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countDecisions(transaction, today), topPairs(registry))
    const column = columnsOf(registry, counts, noDecisions)
    return [
      column(translate('decisions.status.column'), (count) => count.open),
      column(translate('decisions.phase.overdue'), (count) => count.overdue),
    ]
  },
})

/** Decisions stay in the summary until they are done, those that are overdue first. */
export const decisionDigest = (kind: DecisionKind, { registry }: FeatureTools) =>
  defineDigest<StillOpen<DecisionContent>>({
    collect: (transaction, period, today) =>
      readStillOpen(kind, registry, transaction, period, today, {
        open,
        overdue: overdue(today),
        order: byUrgency,
      }),
    present: (data, pairs, translate) => ({
      fragments: [],
      ...tellStillOpen(kind, data, pairs, translate, {
        title: translate('decisions.digest.title'),
        line: { beside: ['due'], below: ['about', 'assisting', 'recipient'] },
        more: (count) => translate('decisions.more', { count }),
        overdue: ({ reference }, brief) =>
          translate('decisions.digest.overdue', {
            reference,
            about: brief('about') ?? '',
            due: brief('due') ?? '',
          }),
      }),
    }),
  })

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
import { showPhase } from '../../programme/records/show.ts'
import type { ProblemContent, ProblemKind } from './kind.ts'
import type { Ladder } from './ladder.ts'
import { byUrgency, escalated, unresolved, waiting } from './list.ts'

interface ProblemCounts {
  /** Nobody has taken them on. */
  readonly waiting: number
  /** Of those, the ones that have left their pair. */
  readonly escalated: number
  readonly acknowledged: number
}
const noProblems: ProblemCounts = { waiting: 0, escalated: 0, acknowledged: 0 }

/** Problems that are not resolved, by pair; one statement for all of them. */
const countProblems = async (
  ladder: Ladder,
  transaction: Transaction,
  today: Day,
  pairIds?: readonly number[],
): Promise<Map<number, ProblemCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})` : Prisma.empty
  const rows = await transaction.$queryRaw<Array<ProblemCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", (count(*) FILTER (WHERE ${waiting}))::int AS waiting,
      (count(*) FILTER (WHERE ${escalated(ladder, today)}))::int AS escalated,
      (count(*) FILTER (WHERE state = 'acknowledged'))::int AS acknowledged
    FROM problem WHERE ${unresolved} ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

export const problemStatus = (ladder: Ladder, tools: FeatureTools): StatusSection => ({
  title: 'problems.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = sumCounts(
      (await countProblems(ladder, transaction, today, familyOf(tools.registry, pair))).values(),
      noProblems,
    )
    if (counts.waiting + counts.acknowledged === 0) return []
    return [
      heading(translate('problems.title')),
      facts(
        [translate('problems.listed.waiting'), translate('problems.status.waiting', { ...counts })],
        [
          translate('problems.phase.acknowledged'),
          translate('problems.count', { count: counts.acknowledged }),
        ],
      ),
    ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countProblems(ladder, transaction, today), topPairs(tools.registry))
    const column = columnsOf(tools.registry, counts, noProblems)
    return [
      column(translate('problems.status.open'), ({ waiting, acknowledged }) => waiting + acknowledged),
      column(translate('problems.status.escalated'), (count) => count.escalated),
    ]
  },
})

/** Problems stay in the summary until they are resolved, those that have climbed first. */
export const problemDigest = (kind: ProblemKind, ladder: Ladder, { registry }: FeatureTools) =>
  defineDigest<StillOpen<ProblemContent>>({
    collect: (transaction, period, today) =>
      readStillOpen(kind, registry, transaction, period, today, {
        open: unresolved,
        overdue: escalated(ladder, today),
        order: byUrgency,
      }),
    present: (data, pairs, translate) => ({
      fragments: [],
      ...tellStillOpen(kind, data, pairs, translate, {
        title: translate('problems.digest.title'),
        line: { beside: [], below: ['about', 'clock'] },
        more: (count) => translate('problems.more', { count }),
        overdue: (problem, brief, { reading }) =>
          translate('problems.digest.overdue', {
            reference: problem.reference,
            about: brief('about') ?? '',
            phase: showPhase(kind, problem, reading),
          }),
      }),
    }),
  })

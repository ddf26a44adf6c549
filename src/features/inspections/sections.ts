import { facts, heading } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { type Day, type DayRange, yearThrough, yearTo } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import {
  defineDigest,
  type FeatureTools,
  type OverviewColumn,
  type StatusSection,
} from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { countsOfPairs, gatherCounts, sumCounts } from '../../programme/records/counts.ts'
import { readStillOpen, type StillOpen, tellStillOpen } from '../../programme/records/digest.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import type { InspectionContent } from './content.ts'
import type { InspectionKind } from './kind.ts'
import { byUrgency, open, overdue } from './list.ts'

interface InspectionCounts {
  readonly open: number
  readonly overdue: number
  /** Of a period. */
  readonly made: number
  readonly rectified: number
}
const none: InspectionCounts = { open: 0, overdue: 0, made: 0, rectified: 0 }

/** Inspections by pair; one statement for all of them. */
const countInspections = async (
  transaction: Transaction,
  { start, end }: DayRange,
  today: Day,
  pairIds?: readonly number[],
): Promise<Map<number, InspectionCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty
  const rows = await transaction.$queryRaw<Array<InspectionCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", (count(*) FILTER (WHERE ${open}))::int AS open,
      (count(*) FILTER (WHERE ${overdue(today)}))::int AS overdue,
      (count(*) FILTER (WHERE inspected_on BETWEEN ${start}::date AND ${end}::date))::int AS made,
      (count(*) FILTER (WHERE state = 'rectified' AND rectified_on BETWEEN ${start}::date AND ${end}::date))::int AS rectified
    FROM inspection WHERE state <> 'cancelled' ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

export const inspectionStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'inspections.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = sumCounts(
      (await countInspections(transaction, yearTo(today), today, familyOf(registry, pair))).values(),
      none,
    )
    return counts.made + counts.open === 0
      ? []
      : [
          heading(translate('inspections.title')),
          facts(
            [translate('inspections.status.year'), translate('inspections.status.made', { ...counts })],
            [translate('inspections.phase.open'), translate('inspections.status.open', { ...counts })],
          ),
        ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countInspections(transaction, yearTo(today), today), topPairs(registry))
    const column = columnsOf(registry, counts, none)
    return [
      column(translate('inspections.title'), (count) => count.made),
      column(translate('inspections.phase.open'), (count) => count.open),
    ]
  },
})

interface InspectionDigest extends StillOpen<InspectionContent> {
  readonly week: ReadonlyMap<number, InspectionCounts>
  readonly year: ReadonlyMap<number, InspectionCounts>
}

const fragment = ({ made, rectified }: InspectionCounts, translate: Translator): string[] =>
  made + rectified === 0 ? [] : [translate('inspections.digest.counted', { made, rectified })]

/** 开展督查检查2次、整改完成1项; what is to be rectified stays in the summary until it is. */
export const inspectionDigest = (kind: InspectionKind, { registry }: FeatureTools) =>
  defineDigest<InspectionDigest>({
    collect: async (transaction, period, today) => {
      const top = topPairs(registry)
      const counted = async (days: DayRange) =>
        gatherCounts(await countInspections(transaction, days, today), top)
      return {
        week: await counted(period),
        year: await counted(yearThrough(period)),
        ...(await readStillOpen(kind, registry, transaction, period, today, {
          open,
          overdue: overdue(today),
          order: byUrgency,
        })),
      }
    },
    present: ({ week, year, ...stillOpen }, pairs, translate) => ({
      fragments: fragment(countsOfPairs(week, pairs, none), translate),
      yearToDate: fragment(countsOfPairs(year, pairs, none), translate),
      ...tellStillOpen(kind, stillOpen, pairs, translate, {
        title: translate('inspections.digest.title'),
        line: { beside: ['due'], below: ['project', 'rectification', 'findings'] },
        more: (count) => translate('inspections.more', { count }),
        overdue: ({ reference }, brief) =>
          translate('inspections.digest.overdue', {
            reference,
            about: brief('rectification') ?? brief('findings') ?? '',
            due: brief('due') ?? '',
          }),
      }),
    }),
  })

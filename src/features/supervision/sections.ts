import { facts, heading } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { addDays, type Day, type DayRange, yearThrough, yearTo } from '../../core/time/day.ts'
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
import { enteredBy } from '../../programme/records/firsts.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import type { ItemContent } from './content.ts'
import type { ItemKind } from './kind.ts'
import { byUrgency, open, overdue } from './list.ts'

interface ItemCounts {
  readonly open: number
  readonly overdue: number
  /** Of a period. */
  readonly opened: number
  readonly closed: number
}
const noItems: ItemCounts = { open: 0, overdue: 0, opened: 0, closed: 0 }

/** Items by pair; one statement for all of them. */
const countItems = async (
  transaction: Transaction,
  { start, end }: DayRange,
  today: Day,
  pairIds?: readonly number[],
): Promise<Map<number, ItemCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty
  const isNew = Prisma.sql`${enteredBy(end)} AND NOT (${enteredBy(addDays(start, -1))})`
  const rows = await transaction.$queryRaw<Array<ItemCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", (count(*) FILTER (WHERE ${open}))::int AS open,
      (count(*) FILTER (WHERE ${overdue(today)}))::int AS overdue,
      (count(*) FILTER (WHERE ${isNew}))::int AS opened,
      (count(*) FILTER (WHERE state = 'closed' AND closed_on BETWEEN ${start}::date AND ${end}::date))::int AS closed
    FROM supervision WHERE state <> 'cancelled' ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

export const itemStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'supervision.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = sumCounts(
      (await countItems(transaction, yearTo(today), today, familyOf(registry, pair))).values(),
      noItems,
    )
    return counts.open + counts.opened + counts.closed === 0
      ? []
      : [
          heading(translate('supervision.title')),
          facts(
            [translate('supervision.listed.open'), translate('supervision.status.open', { ...counts })],
            [translate('supervision.status.year'), translate('supervision.counted', { ...counts })],
          ),
        ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countItems(transaction, yearTo(today), today), topPairs(registry))
    const column = columnsOf(registry, counts, noItems)
    return [
      column(translate('supervision.status.column'), (count) => count.open),
      column(translate('supervision.phase.overdue'), (count) => count.overdue),
    ]
  },
})

interface ItemDigest extends StillOpen<ItemContent> {
  readonly week: ReadonlyMap<number, ItemCounts>
  readonly year: ReadonlyMap<number, ItemCounts>
}

const fragment = ({ opened, closed }: ItemCounts, translate: Translator): string[] =>
  opened + closed === 0 ? [] : [translate('supervision.counted', { opened, closed })]

/** 督办3项、办结1项; what is open stays in the summary until it is closed. */
export const itemDigest = (kind: ItemKind, { registry }: FeatureTools) =>
  defineDigest<ItemDigest>({
    collect: async (transaction, period, today) => {
      const top = topPairs(registry)
      const counted = async (days: DayRange) => gatherCounts(await countItems(transaction, days, today), top)
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
      fragments: fragment(countsOfPairs(week, pairs, noItems), translate),
      yearToDate: fragment(countsOfPairs(year, pairs, noItems), translate),
      ...tellStillOpen(kind, stillOpen, pairs, translate, {
        title: translate('supervision.digest.title'),
        line: { beside: ['due'], below: ['project', 'about', 'light', 'owner'] },
        more: (count) => translate('supervision.more', { count }),
        overdue: ({ reference }, brief) =>
          translate('supervision.digest.overdue', {
            reference,
            about: brief('about') ?? '',
            owner: brief('owner') ?? 'none',
            due: brief('due') ?? '',
          }),
      }),
    }),
  })

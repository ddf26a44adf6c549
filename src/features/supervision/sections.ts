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
import type { Pair } from '../../programme/places/registry.ts'
import { addCounts, gatherCounts } from '../../programme/records/counts.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
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

const total = (counts: Iterable<ItemCounts>): ItemCounts => [...counts].reduce<ItemCounts>(addCounts, noItems)

export const itemStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'supervision.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = total(
      (await countItems(transaction, yearTo(today), today, familyOf(registry, pair))).values(),
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
    const sum = total(counts.values())
    const column = (title: string, of: (count: ItemCounts) => number): OverviewColumn => ({
      title,
      cells: new Map(registry.pairs.map(({ id }) => [id, `${of(counts.get(id) ?? noItems)}`])),
      total: `${of(sum)}`,
    })
    return [
      column(translate('supervision.status.column'), (count) => count.open),
      column(translate('supervision.phase.overdue'), (count) => count.overdue),
    ]
  },
})

interface ItemDigest {
  readonly today: Day
  readonly week: ReadonlyMap<number, ItemCounts>
  readonly year: ReadonlyMap<number, ItemCounts>
  readonly open: ReadonlyArray<Ranked<ItemContent>>
  readonly overdue: ReadonlyArray<Ranked<ItemContent>>
}

const ofPairs = (counts: ReadonlyMap<number, ItemCounts>, pairs: readonly Pair[]): ItemCounts =>
  total(pairs.map(({ id }) => counts.get(id) ?? noItems))

const fragment = ({ opened, closed }: ItemCounts, translate: Translator): string[] =>
  opened + closed === 0 ? [] : [translate('supervision.counted', { opened, closed })]

/** 督办3项、办结1项; what is open stays in the summary until it is closed. */
export const itemDigest = (kind: ItemKind, { registry }: FeatureTools) =>
  defineDigest<ItemDigest>({
    collect: async (transaction, period, today) => {
      const top = topPairs(registry)
      const first = (where: Prisma.Sql) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`${where} AND ${enteredBy(period.end)}`,
          order: byUrgency,
        })
      return {
        today,
        week: gatherCounts(await countItems(transaction, period, today), top),
        year: gatherCounts(await countItems(transaction, yearThrough(period), today), top),
        open: await first(open),
        overdue: await first(overdue(today)),
      }
    },
    present: ({ today, week, year, ...data }, pairs, translate) => {
      const view = publicView(today, translate)
      return {
        fragments: fragment(ofPairs(week, pairs), translate),
        yearToDate: fragment(ofPairs(year, pairs), translate),
        blocks: firstsBlocks(firstsOf(data.open, pairs), {
          title: translate('supervision.digest.title'),
          line: (item) => ({
            text: joinPieces(
              item.reference,
              showBrief(kind, view, item, 'due'),
              showPhase(kind, item, view.reading),
            ),
            detail: joinPieces(
              ...['project', 'about', 'light', 'owner'].map((name) => showBrief(kind, view, item, name)),
            ),
          }),
          more: (count) => translate('supervision.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: `${listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)} status:open`,
        }),
        overdue: overdueOf(firstsOf(data.overdue, pairs), (item) =>
          translate('supervision.digest.overdue', {
            reference: item.reference,
            about: showBrief(kind, view, item, 'about') ?? '',
            owner: showBrief(kind, view, item, 'owner') ?? 'none',
            due: showBrief(kind, view, item, 'due') ?? '',
          }),
        ),
      }
    },
  })

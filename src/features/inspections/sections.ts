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
import type { Pair } from '../../programme/places/registry.ts'
import { addCounts, gatherCounts } from '../../programme/records/counts.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
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

const total = (counts: Iterable<InspectionCounts>): InspectionCounts =>
  [...counts].reduce<InspectionCounts>(addCounts, none)

export const inspectionStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'inspections.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = total(
      (await countInspections(transaction, yearTo(today), today, familyOf(registry, pair))).values(),
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
    const sum = total(counts.values())
    const column = (title: string, of: (count: InspectionCounts) => number): OverviewColumn => ({
      title,
      cells: new Map(registry.pairs.map(({ id }) => [id, `${of(counts.get(id) ?? none)}`])),
      total: `${of(sum)}`,
    })
    return [
      column(translate('inspections.title'), (count) => count.made),
      column(translate('inspections.phase.open'), (count) => count.open),
    ]
  },
})

interface InspectionDigest {
  readonly today: Day
  readonly week: ReadonlyMap<number, InspectionCounts>
  readonly year: ReadonlyMap<number, InspectionCounts>
  readonly open: ReadonlyArray<Ranked<InspectionContent>>
  readonly overdue: ReadonlyArray<Ranked<InspectionContent>>
}

const ofPairs = (counts: ReadonlyMap<number, InspectionCounts>, pairs: readonly Pair[]): InspectionCounts =>
  total(pairs.map(({ id }) => counts.get(id) ?? none))

const fragment = ({ made, rectified }: InspectionCounts, translate: Translator): string[] =>
  made + rectified === 0 ? [] : [translate('inspections.digest.counted', { made, rectified })]

/** 开展督查检查2次、整改完成1项; what is to be rectified stays in the summary until it is. */
export const inspectionDigest = (kind: InspectionKind, { registry }: FeatureTools) =>
  defineDigest<InspectionDigest>({
    collect: async (transaction, period, today) => {
      const top = topPairs(registry)
      const first = (where: Prisma.Sql) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`${where} AND ${enteredBy(period.end)}`,
          order: byUrgency,
        })
      return {
        today,
        week: gatherCounts(await countInspections(transaction, period, today), top),
        year: gatherCounts(await countInspections(transaction, yearThrough(period), today), top),
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
          title: translate('inspections.digest.title'),
          line: (inspection) => ({
            text: joinPieces(
              inspection.reference,
              showBrief(kind, view, inspection, 'due'),
              showPhase(kind, inspection, view.reading),
            ),
            detail: joinPieces(
              ...['project', 'rectification', 'findings'].map((name) =>
                showBrief(kind, view, inspection, name),
              ),
            ),
          }),
          more: (count) => translate('inspections.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: `${listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)} status:open`,
        }),
        overdue: overdueOf(firstsOf(data.overdue, pairs), (inspection) =>
          translate('inspections.digest.overdue', {
            reference: inspection.reference,
            about:
              showBrief(kind, view, inspection, 'rectification') ??
              showBrief(kind, view, inspection, 'findings') ??
              '',
            due: showBrief(kind, view, inspection, 'due') ?? '',
          }),
        ),
      }
    },
  })

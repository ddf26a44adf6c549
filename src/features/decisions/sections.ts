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
import { addCounts, gatherCounts } from '../../programme/records/counts.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../programme/records/show.ts'
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

const total = (counts: Iterable<DecisionCounts>): DecisionCounts =>
  [...counts].reduce<DecisionCounts>(addCounts, noDecisions)

export const decisionStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'decisions.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = total((await countDecisions(transaction, today, familyOf(registry, pair))).values())
    return counts.open === 0
      ? []
      : [
          heading(translate('decisions.title')),
          facts([translate('decisions.listed.open'), translate('decisions.status.open', { ...counts })]),
        ]
  },
  overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
    const counts = gatherCounts(await countDecisions(transaction, today), topPairs(registry))
    const sum = total(counts.values())
    const column = (title: string, of: (count: DecisionCounts) => number): OverviewColumn => ({
      title,
      cells: new Map(registry.pairs.map(({ id }) => [id, `${of(counts.get(id) ?? noDecisions)}`])),
      total: `${of(sum)}`,
    })
    return [
      column(translate('decisions.status.column'), (count) => count.open),
      column(translate('decisions.phase.overdue'), (count) => count.overdue),
    ]
  },
})

interface DecisionDigest {
  readonly today: Day
  readonly open: ReadonlyArray<Ranked<DecisionContent>>
  readonly overdue: ReadonlyArray<Ranked<DecisionContent>>
}

/** Decisions stay in the summary until they are done, those that are overdue first. */
export const decisionDigest = (kind: DecisionKind, { registry }: FeatureTools) =>
  defineDigest<DecisionDigest>({
    collect: async (transaction, { end }, today) => {
      const first = (where: Prisma.Sql) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`${where} AND ${enteredBy(end)}`,
          order: byUrgency,
        })
      return { today, open: await first(open), overdue: await first(overdue(today)) }
    },
    present: ({ today, ...data }, pairs, translate) => {
      const view = publicView(today, translate)
      return {
        fragments: [],
        blocks: firstsBlocks(firstsOf(data.open, pairs), {
          title: translate('decisions.digest.title'),
          line: (decision) => ({
            text: joinPieces(
              decision.reference,
              showBrief(kind, view, decision, 'due'),
              showPhase(kind, decision, view.reading),
            ),
            detail: joinPieces(
              ...['about', 'assisting', 'recipient'].map((name) => showBrief(kind, view, decision, name)),
            ),
          }),
          more: (count) => translate('decisions.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: `${listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)} status:open`,
        }),
        overdue: overdueOf(firstsOf(data.overdue, pairs), (decision) =>
          translate('decisions.digest.overdue', {
            reference: decision.reference,
            about: showBrief(kind, view, decision, 'about') ?? '',
            due: showBrief(kind, view, decision, 'due') ?? '',
          }),
        ),
      }
    },
  })

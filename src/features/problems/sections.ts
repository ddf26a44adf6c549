import { facts, heading } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
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
import type { Problem, ProblemContent, ProblemKind } from './kind.ts'
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

const total = (counts: Iterable<ProblemCounts>): ProblemCounts =>
  [...counts].reduce<ProblemCounts>(addCounts, noProblems)

export const problemStatus = (ladder: Ladder, tools: FeatureTools): StatusSection => ({
  title: 'problems.title',
  pair: async (transaction, pair, today, translate) => {
    const counts = total(
      (await countProblems(ladder, transaction, today, familyOf(tools.registry, pair))).values(),
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
    const sum = total(counts.values())
    const column = (title: string, of: (count: ProblemCounts) => number): OverviewColumn => ({
      title,
      cells: new Map(tools.registry.pairs.map(({ id }) => [id, `${of(counts.get(id) ?? noProblems)}`])),
      total: `${of(sum)}`,
    })
    return [
      column(translate('problems.status.open'), ({ waiting, acknowledged }) => waiting + acknowledged),
      column(translate('problems.status.escalated'), (count) => count.escalated),
    ]
  },
})

interface ProblemDigest {
  readonly today: Day
  readonly open: ReadonlyArray<Ranked<ProblemContent>>
  readonly escalated: ReadonlyArray<Ranked<ProblemContent>>
}

/** Problems stay in the summary until they are resolved, those that have climbed first. */
export const problemDigest = (kind: ProblemKind, ladder: Ladder, { registry }: FeatureTools) => {
  const phase = (problem: Problem, today: Day, translate: Translator) =>
    showPhase(kind, problem, publicView(today, translate).reading)
  return defineDigest<ProblemDigest>({
    collect: async (transaction, { end }, today) => {
      const first = (where: Prisma.Sql) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`${where} AND ${enteredBy(end)}`,
          order: byUrgency,
        })
      return { today, open: await first(unresolved), escalated: await first(escalated(ladder, today)) }
    },
    present: ({ today, ...data }, pairs, translate) => ({
      fragments: [],
      blocks: firstsBlocks(firstsOf(data.open, pairs), {
        title: translate('problems.digest.title'),
        line: (problem) => ({
          text: joinPieces(problem.reference, phase(problem, today, translate)),
          detail: joinPieces(
            ...['about', 'clock'].map((name) => showBrief(kind, publicView(today, translate), problem, name)),
          ),
        }),
        more: (count) => translate('problems.more', { count }),
        listLabel: translate(kind.listLabel),
        listLine: `${listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)} status:open`,
      }),
      overdue: overdueOf(firstsOf(data.escalated, pairs), (problem) =>
        translate('problems.digest.overdue', {
          reference: problem.reference,
          about: showBrief(kind, publicView(today, translate), problem, 'about') ?? '',
          phase: phase(problem, today, translate),
        }),
      ),
    }),
  })
}

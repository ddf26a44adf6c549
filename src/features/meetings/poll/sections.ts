import { facts, heading } from '../../../core/card.ts'
import type { Day } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { defineDigest, type FeatureTools, type StatusSection } from '../../../programme/feature.ts'
import { familyOf, topPairs } from '../../../programme/places/family.ts'
import { gatherCounts } from '../../../programme/records/counts.ts'
import { firstsBlocks } from '../../../programme/records/digest.ts'
import { enteredBy, firstsOf, type Ranked, readFirsts } from '../../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief, showPhase } from '../../../programme/records/show.ts'
import type { PollContent } from './content.ts'
import type { PollKind } from './kind.ts'
import { pending } from './list.ts'

interface PollCounts {
  readonly pending: number
}

/** Polls that nothing has come of yet, by pair; those of the whole programme are nobody's alone. */
const countPending = async (transaction: Transaction, pairIds?: readonly number[]) => {
  const only = pairIds
    ? Prisma.sql`AND pair_id IN (${Prisma.join([...pairIds])})`
    : Prisma.sql`AND pair_id IS NOT NULL`
  const rows = await transaction.$queryRaw<Array<PollCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", count(*)::int AS pending FROM poll WHERE ${pending} ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

const total = (counts: Iterable<PollCounts>): number =>
  [...counts].reduce((sum, { pending: count }) => sum + count, 0)

export const pollStatus = ({ registry }: FeatureTools): StatusSection => ({
  title: 'polls.status.title',
  pair: async (transaction, pair, _today, translate) => {
    const count = total((await countPending(transaction, familyOf(registry, pair))).values())
    return count === 0
      ? []
      : [
          heading(translate('polls.status.title')),
          facts([translate('polls.status.pending'), translate('polls.status.count', { count })]),
        ]
  },
  overview: async (transaction, _today, translate) => {
    const counts = gatherCounts(await countPending(transaction), topPairs(registry))
    return [
      {
        title: translate('polls.status.pending'),
        cells: new Map(registry.pairs.map(({ id }) => [id, `${counts.get(id)?.pending ?? 0}`])),
        total: `${total(counts.values())}`,
      },
    ]
  },
})

interface PollDigest {
  readonly today: Day
  readonly pending: ReadonlyArray<Ranked<PollContent>>
}

/** Polls stay in the summary until something comes of them. */
export const pollDigest = (kind: PollKind, { registry }: FeatureTools) =>
  defineDigest<PollDigest>({
    collect: async (transaction, { end }, today) => ({
      today,
      pending: await readFirsts(kind, registry, transaction, {
        where: Prisma.sql`${pending} AND ${enteredBy(end)}`,
        order: Prisma.sql`closes_at, id`,
      }),
    }),
    present: ({ today, pending: ranked }, pairs, translate) => {
      const view = publicView(today, translate)
      return {
        fragments: [],
        blocks: firstsBlocks(firstsOf(ranked, pairs), {
          title: translate('polls.digest.title'),
          line: (poll) => ({
            text: joinPieces(
              poll.reference,
              showBrief(kind, view, poll, 'type'),
              showPhase(kind, poll, view.reading),
            ),
            detail: joinPieces(showBrief(kind, view, poll, 'closes')),
          }),
          more: (count) => translate('polls.digest.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate),
        }),
        overdue: { count: 0, lines: [] },
      }
    },
  })

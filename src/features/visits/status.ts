import { type Block, facts, heading } from '../../core/card.ts'
import { type Day, yearTo } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { waitingSince } from '../../programme/calendar.ts'
import type { FeatureTools, OverviewColumn, StatusSection } from '../../programme/feature.ts'
import { familyOf, topPairs } from '../../programme/places/family.ts'
import { gatherCounts, sumCounts } from '../../programme/records/counts.ts'
import { columnsOf } from '../../programme/records/overview.ts'
import { selectRecords } from '../../programme/records/select.ts'
import { joinPieces, publicView, showBrief } from '../../programme/records/show.ts'
import { countVisits, noVisits } from './counts.ts'
import type { Visit, VisitKind } from './kind.ts'
import { workdaysForOutcome } from './overdue.ts'

export const visitStatus = (kind: VisitKind, { registry, calendar }: FeatureTools): StatusSection => {
  const countDays = (today: Day) => ({
    period: yearTo(today),
    today,
    overdueSince: waitingSince(calendar, today, workdaysForOutcome),
  })
  return {
    title: 'visits.status.title',
    pair: async (transaction, pair, today, translate): Promise<Block[]> => {
      const pairIds = familyOf(registry, pair)
      const counts = sumCounts((await countVisits(transaction, countDays(today), pairIds)).values(), noVisits)
      const ours = Prisma.sql`WHERE pair_id IN (${Prisma.join(pairIds)})`
      const [next] = await selectRecords(
        kind,
        transaction,
        Prisma.sql`${ours} AND state = 'active' AND starts_on > ${today}::date ORDER BY starts_on, id LIMIT 1`,
      )
      const [last] = await selectRecords(
        kind,
        transaction,
        Prisma.sql`${ours} AND state <> 'cancelled' AND starts_on <= ${today}::date
          ORDER BY starts_on DESC, id DESC LIMIT 1`,
      )
      const view = publicView(today, translate)
      const line = ['date', 'direction', 'people']
      const brief = (visit: Visit | undefined) =>
        visit
          ? joinPieces(visit.reference, ...line.map((name) => showBrief(kind, view, visit, name)))
          : translate('visits.none')
      return [
        heading(translate('visits.status.title')),
        facts(
          [translate('visits.status.year'), translate('visits.count', counts)],
          [translate('visits.status.last'), brief(last)],
          [translate('visits.status.next'), brief(next)],
          counts.awaiting > 0
            ? [translate('visits.status.awaiting'), translate('visits.status.awaitingCount', counts)]
            : undefined,
        ),
      ]
    },
    overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
      const all = await countVisits(transaction, countDays(today))
      const counts = gatherCounts(all, topPairs(registry))
      const column = columnsOf(registry, counts, noVisits)
      return [
        column(translate('visits.status.batches'), ({ batches }) => batches),
        column(translate('visits.status.people'), ({ people }) => people),
        column(translate('visits.status.overdue'), ({ overdue }) => overdue),
      ]
    },
  }
}

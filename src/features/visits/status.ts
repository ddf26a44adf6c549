import { actions, type Block, facts, heading, lineAction } from '../../core/card.ts'
import { type Day, type DayRange, toDay, yearOf } from '../../core/time/day.ts'
import type { OverviewColumn, StatusSection } from '../../programme/feature.ts'
import { addCounts, countVisits, gatherCounts, noVisits, type VisitCounts } from './counts.ts'
import type { Visit } from './model.ts'
import { latestEndDue } from './overdue.ts'
import { findLastBegun, findNextPlanned } from './queries.ts'
import { listLine, showField, showPeople } from './show.ts'
import type { VisitTools } from './tools.ts'
import { familyOf, topPairs } from './tree.ts'

/** From New Year up to a day, the day included. */
export const yearTo = (day: Day): DayRange => ({ start: toDay(`${yearOf(day)}-01-01`), end: day })

const total = (counts: Iterable<VisitCounts>): VisitCounts => [...counts].reduce(addCounts, noVisits)

export const visitStatus = (tools: VisitTools): StatusSection => {
  const countDays = (today: Day) => ({
    period: yearTo(today),
    today,
    overdueSince: latestEndDue(tools.calendar, today),
  })
  return {
    pair: async (transaction, pair, today, translate): Promise<Block[]> => {
      const pairIds = familyOf(tools.registry, pair)
      const counts = total((await countVisits(transaction, countDays(today), pairIds)).values())
      const next = await findNextPlanned(transaction, pairIds, today)
      const last = await findLastBegun(transaction, pairIds, today)
      const view = { tools, reading: { today, translate } }
      const brief = (visit: Visit | undefined) =>
        visit
          ? [
              visit.reference,
              showField(view, visit, 'date'),
              showField(view, visit, 'direction'),
              showPeople(visit, translate),
            ]
              .filter((part) => part !== undefined)
              .join(' · ')
          : translate('visits.none')
      return [
        heading(translate('visits.status.title')),
        facts(
          [translate('visits.status.year'), translate('visits.count', counts)],
          [translate('visits.status.last'), brief(last)],
          [translate('visits.status.next'), brief(next)],
          counts.awaiting > 0
            ? [
                translate('visits.status.awaiting'),
                translate('visits.status.awaitingCount', {
                  awaiting: counts.awaiting,
                  overdue: counts.overdue,
                }),
              ]
            : undefined,
        ),
        actions(lineAction(translate('visits.button.list'), listLine(pair, translate))),
      ]
    },
    overview: async (transaction, today, translate): Promise<OverviewColumn[]> => {
      const all = await countVisits(transaction, countDays(today))
      const counts = gatherCounts(all, topPairs(tools.registry))
      const sum = total(counts.values())
      const column = (title: string, of: (count: VisitCounts) => number): OverviewColumn => ({
        title,
        cells: new Map(tools.registry.pairs.map(({ id }) => [id, `${of(counts.get(id) ?? noVisits)}`])),
        total: `${of(sum)}`,
      })
      return [
        column(translate('visits.status.batches'), ({ batches }) => batches),
        column(translate('visits.status.people'), ({ people }) => people),
        column(translate('visits.status.overdue'), ({ overdue }) => overdue),
      ]
    },
  }
}

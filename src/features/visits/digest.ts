import { actions, type Block, heading, lineAction, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { addDays, type Day, type DayRange } from '../../core/time/day.ts'
import { showDays } from '../../core/time/words.ts'
import { defineDigest } from '../../programme/feature.ts'
import type { Pair } from '../../programme/places/registry.ts'
import { addCounts, countVisits, gatherCounts, noVisits, type VisitCounts } from './counts.ts'
import { daysOf, type Visit } from './model.ts'
import { latestEndDue } from './overdue.ts'
import { findBeginning, findOverdue } from './queries.ts'
import { inBrief, listLine, showField, showPeople } from './show.ts'
import { yearTo } from './status.ts'
import type { VisitTools } from './tools.ts'
import { topPairs } from './tree.ts'

/** The most records of a section; a longer summary is not read. */
const mostShown = 5

/** The visits of a period for all pairs; `pairId` of each is the one at the top of the tree. */
interface VisitDigest {
  readonly period: DayRange
  readonly today: Day
  /** The last day of the period that has come. */
  readonly reached: Day
  readonly happened: readonly Visit[]
  readonly upcoming: readonly Visit[]
  readonly overdue: readonly Visit[]
  /** From New Year to the end of the period, by pair. */
  readonly year: ReadonlyMap<number, VisitCounts>
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

const fragment = (counts: Pick<VisitCounts, 'batches' | 'people'>, translate: Translator): string[] =>
  counts.batches > 0 ? [translate('visits.digest.fragment', counts)] : []

export const visitDigest = (tools: VisitTools) => {
  /** What a channel may know of a visit: the title of its head, never the name. */
  const line = (visit: Visit, { today }: VisitDigest, translate: Translator) => {
    const view = { tools, reading: { today, translate } }
    const title =
      visit.headTitle === null ? undefined : translate('visits.digest.ledBy', { title: visit.headTitle })
    return {
      text: [showDays(daysOf(visit), translate), showField(view, visit, 'direction'), visit.reference].join(
        ' · ',
      ),
      detail: [
        showPeople(visit, translate),
        title,
        showField(view, visit, 'level'),
        visit.purpose === null ? undefined : inBrief(visit.purpose),
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
    }
  }
  const listed = (
    title: string,
    visits: readonly Visit[],
    more: string,
    data: VisitDigest,
    translate: Translator,
  ): Block[] => {
    if (visits.length === 0) return []
    const left = visits.length - mostShown
    return [
      heading(title),
      { type: 'list', items: visits.slice(0, mostShown).map((visit) => line(visit, data, translate)) },
      ...(left > 0
        ? [
            text(translate('visits.digest.more', { count: left }), 'quiet'),
            actions(lineAction(translate('visits.button.list'), more)),
          ]
        : []),
    ]
  }
  const topOf = topPairs(tools.registry)
  const atTop = (visits: readonly Visit[]): Visit[] =>
    visits.map((visit) => ({ ...visit, pairId: topOf.get(visit.pairId) ?? visit.pairId }))
  return defineDigest<VisitDigest>({
    collect: async (transaction, period, today) => {
      const overdueSince = latestEndDue(tools.calendar, today)
      const until = addDays(period.end, 7)
      const visits = atTop(await findBeginning(transaction, { start: period.start, end: until }))
      const reached = earlier(period.end, today)
      return {
        period,
        today,
        reached,
        happened: visits.filter(({ startsOn }) => startsOn <= reached),
        upcoming: visits.filter(({ startsOn }) => startsOn > reached),
        overdue: atTop(await findOverdue(transaction, overdueSince)),
        year: gatherCounts(
          await countVisits(transaction, { period: yearTo(reached), today, overdueSince }),
          topOf,
        ),
      }
    },
    present: (data, pairs, translate) => {
      const ids = new Set(pairs.map(({ id }) => id))
      const ours = (visits: readonly Visit[]) => visits.filter(({ pairId }) => ids.has(pairId))
      const [happened, upcoming, overdue] = [ours(data.happened), ours(data.upcoming), ours(data.overdue)]
      const [only] = pairs
      const list = only && pairs.length === 1 ? listLine(only, translate) : '/visit list'
      const during = ({ start, end }: DayRange) => `${list} period:${start}..${end}`
      const next = { start: addDays(data.reached, 1), end: addDays(data.period.end, 7) }
      const people = happened.reduce((sum, visit) => sum + (visit.people ?? 0), 0)
      return {
        fragments: fragment({ batches: happened.length, people }, translate),
        yearToDate: fragment(yearCounts(data, pairs), translate),
        blocks: [
          ...listed(translate('visits.digest.title'), happened, during(data.period), data, translate),
          ...listed(translate('visits.digest.upcoming'), upcoming, during(next), data, translate),
        ],
        overdue: overdueLines(tools, overdue, data, translate),
      }
    },
  })
}

const yearCounts = ({ year }: VisitDigest, pairs: readonly Pair[]): VisitCounts =>
  pairs.map(({ id }) => year.get(id) ?? noVisits).reduce(addCounts, noVisits)

const overdueLines = (
  tools: VisitTools,
  visits: readonly Visit[],
  { today }: VisitDigest,
  translate: Translator,
): string[] => {
  const view = { tools, reading: { today, translate } }
  return visits.map((visit) =>
    translate('visits.digest.overdue', {
      reference: visit.reference,
      direction: showField(view, visit, 'direction') ?? '',
      date: showDays(daysOf(visit), translate),
    }),
  )
}

import type { Translator } from '../../core/i18n.ts'
import { addDays, type Day, type DayRange, yearThrough } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { waitingSince } from '../../programme/calendar.ts'
import { defineDigest, type FeatureTools } from '../../programme/feature.ts'
import { topPairs } from '../../programme/places/family.ts'
import { countsOfPairs, gatherCounts } from '../../programme/records/counts.ts'
import { firstsBlocks, overdueOf } from '../../programme/records/digest.ts'
import { firstsOf, type Ranked, readFirsts } from '../../programme/records/firsts.ts'
import { joinPieces, listLine, publicView, showBrief } from '../../programme/records/show.ts'
import { countVisits, noVisits, type VisitCounts } from './counts.ts'
import { showDaysOf, type Visit, type VisitContent, type VisitKind } from './kind.ts'
import { workdaysForOutcome } from './overdue.ts'

type RankedVisits = ReadonlyArray<Ranked<VisitContent>>
type CountsOf = ReadonlyMap<number, VisitCounts>

/** The visits of a period, for all pairs at the top of the tree. */
interface VisitDigest {
  readonly period: DayRange
  readonly today: Day
  /** The days after the period, or after today when that is in it. */
  readonly next: DayRange
  readonly happened: RankedVisits
  readonly upcoming: RankedVisits
  readonly overdue: RankedVisits
  readonly counts: CountsOf
  /** Of the year in which the period begins, to the period's end. */
  readonly year: CountsOf
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other)
const fragment = (counts: VisitCounts, translate: Translator): string[] =>
  counts.batches > 0 ? [translate('visits.digest.fragment', counts)] : []

export const visitDigest = (kind: VisitKind, { registry, calendar }: FeatureTools) => {
  const line = (visit: Visit, today: Day, translate: Translator) => {
    const view = publicView(today, translate)
    const brief = (name: string) => showBrief(kind, view, visit, name)
    const title = brief('head')
    return {
      text: joinPieces(showDaysOf(visit, translate), brief('direction'), visit.reference),
      detail: joinPieces(
        brief('people'),
        title && translate('visits.digest.ledBy', { title }),
        brief('level'),
        brief('purpose'),
      ),
    }
  }
  return defineDigest<VisitDigest>({
    collect: async (transaction, period, today) => {
      const reached = earlier(period.end, today)
      const next = { start: addDays(reached, 1), end: addDays(period.end, 7) }
      const overdueSince = waitingSince(calendar, today, workdaysForOutcome)
      const top = topPairs(registry)
      const beginning = ({ start, end }: DayRange) =>
        readFirsts(kind, registry, transaction, {
          where: Prisma.sql`state <> 'cancelled' AND starts_on BETWEEN ${start}::date AND ${end}::date`,
          order: Prisma.sql`starts_on, id`,
        })
      const counted = async (days: DayRange) =>
        gatherCounts(await countVisits(transaction, { period: days, today, overdueSince }), top)
      return {
        period,
        today,
        next,
        happened: await beginning({ start: period.start, end: reached }),
        upcoming: await beginning(next),
        overdue: await readFirsts(kind, registry, transaction, {
          where: Prisma.sql`state = 'active' AND ends_on <= ${overdueSince}::date`,
          order: Prisma.sql`ends_on, id`,
        }),
        counts: await counted({ start: period.start, end: reached }),
        year: await counted(yearThrough({ start: period.start, end: reached })),
      }
    },
    present: (data, pairs, translate) => {
      const { period, next, today } = data
      const list = listLine(kind, pairs.length === 1 ? pairs[0] : undefined, translate)
      const told = (title: string, visits: RankedVisits, { start, end }: DayRange) =>
        firstsBlocks(firstsOf(visits, pairs), {
          title,
          line: (visit) => line(visit, today, translate),
          more: (count) => translate('visits.digest.more', { count }),
          listLabel: translate(kind.listLabel),
          listLine: `${list} period:${start}..${end}`,
        })
      return {
        fragments: fragment(countsOfPairs(data.counts, pairs, noVisits), translate),
        yearToDate: fragment(countsOfPairs(data.year, pairs, noVisits), translate),
        blocks: [
          ...told(translate('visits.digest.title'), data.happened, period),
          ...told(translate('visits.digest.upcoming'), data.upcoming, next),
        ],
        overdue: overdueOf(firstsOf(data.overdue, pairs), (visit) =>
          translate('visits.digest.overdue', {
            reference: visit.reference,
            direction: showBrief(kind, publicView(today, translate), visit, 'direction') ?? '',
            date: showDaysOf(visit, translate),
          }),
        ),
      }
    },
  })
}

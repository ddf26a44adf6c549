import { type Block, type Card, card, heading, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { type Day, yearOf, yearThrough } from '../../core/time/day.ts'
import { showDay } from '../../core/time/words.ts'
import type { WorkdayCalendar } from '../../programme/calendar.ts'
import { type Pair, type Place, pairName } from '../../programme/places/registry.ts'
import { type Collected, contributionOf } from './collect.ts'
import { showWeek } from './week.ts'

/** What is said of the summary itself. */
export interface Circumstances {
  readonly calendar: WorkdayCalendar
  /** The week is not over. */
  readonly preview?: boolean
  /** The day it should have been sent, when it is sent late. */
  readonly dueOn?: Day
}

const join = (pieces: readonly string[], translate: Translator): string =>
  pieces.reduce((first, second) => translate('digest.join', { first, second }))

/**
 * The sentence of official weekly reports, from the pieces that features offer:
 * `本周，济南市与武隆区开展交流互访3批次、36人次；今年以来（截至3月9日）累计开展交流互访5批次、60人次。`
 */
const sentence = (
  pair: string,
  { period, today }: Collected,
  fragments: readonly string[],
  yearToDate: readonly string[],
  translate: Translator,
): string => {
  if (yearToDate.length === 0)
    return fragments.length === 0
      ? translate('digest.quiet', { pair })
      : translate('digest.sentence', { pair, fragments: join(fragments, translate) })
  const { end } = yearThrough(period)
  const cumulative = {
    pair,
    day: showDay(end, translate),
    // Of a year that is over, or of a week over New Year, it must be said which year is meant.
    past: yearOf(end) === yearOf(today) ? 'no' : 'yes',
    year: String(yearOf(end)),
    yearToDate: join(yearToDate, translate),
  }
  return fragments.length === 0
    ? translate('digest.quietWithYear', cumulative)
    : translate('digest.sentenceWithYear', { ...cumulative, fragments: join(fragments, translate) })
}

const notes = (
  { period, today }: Collected,
  { calendar, preview, dueOn }: Circumstances,
  translate: Translator,
): Block[] => [
  ...(dueOn ? [text(translate('digest.lateNote', { day: showDay(dueOn, translate) }), 'warning')] : []),
  ...(preview
    ? [text(translate('digest.previewNote', { day: showDay(period.end, translate) }), 'quiet')]
    : []),
  ...(calendar.knows(yearOf(today))
    ? []
    : [text(translate('digest.calendarUnknown', { year: String(yearOf(today)) }), 'warning')]),
]

/** The most overdue items that are told one by one; a longer summary is not read. */
const mostShown = 5

const overdueLine = (count: number, { asOf }: Collected, translate: Translator): Block | false =>
  count > 0 && text(translate('digest.overdue', { count, day: showDay(asOf, translate) }), 'warning')

/** A pair's week. Pure: the same data gives the same bytes. */
export const pairDigestCard = (
  collected: Collected,
  pair: Pair,
  circumstances: Circumstances,
  translate: Translator,
): Card => {
  const { fragments, yearToDate, blocks, overdue } = contributionOf(collected, [pair], translate)
  const official = translate('digest.placePair', {
    assisting: officialName(pair.assisting, translate),
    recipient: officialName(pair.recipient, translate),
  })
  const title = translate('digest.title', {
    pair: pairName(pair, translate.locale),
    week: showWeek(collected.week, translate),
  })
  return {
    ...card(
      heading(title),
      ...notes(collected, circumstances, translate),
      text(sentence(official, collected, fragments, yearToDate, translate)),
      ...blocks,
      overdueLine(overdue.count, collected, translate),
      overdue.count > 0 && {
        type: 'list',
        items: overdue.lines.slice(0, mostShown).map((line) => ({ text: line })),
      },
      overdue.count > mostShown &&
        text(translate('digest.moreOverdue', { count: overdue.count - mostShown }), 'quiet'),
    ),
    summary: title,
  }
}

/** The week of all pairs together. Pure: the same data gives the same bytes. */
export const programmeDigestCard = (
  collected: Collected,
  pairs: readonly Pair[],
  circumstances: Circumstances,
  translate: Translator,
): Card => {
  const { fragments, yearToDate, overdue } = contributionOf(collected, pairs, translate)
  const everyone = translate('digest.allPairs', { count: pairs.length })
  const title = translate('digest.programmeTitle', { week: showWeek(collected.week, translate) })
  const rows = pairs
    .map((pair) => ({ pair, said: contributionOf(collected, [pair], translate) }))
    .filter(({ said }) => said.fragments.length > 0 || said.overdue.count > 0)
  const quietPairs = pairs.length - rows.length
  return {
    ...card(
      heading(title),
      ...notes(collected, circumstances, translate),
      text(sentence(everyone, collected, fragments, yearToDate, translate)),
      rows.length > 0 && {
        type: 'table',
        columns: [
          { title: translate('digest.columnPair') },
          { title: translate('digest.columnWeek') },
          { title: translate('digest.columnOverdue'), align: 'right' },
        ],
        rows: rows.map(({ pair, said }) => [
          pairName(pair, translate.locale),
          said.fragments.length > 0 ? join(said.fragments, translate) : '—',
          String(said.overdue.count),
        ]),
      },
      rows.length > 0 &&
        quietPairs > 0 &&
        text(translate('digest.quietPairs', { count: quietPairs }), 'quiet'),
      overdueLine(overdue.count, collected, translate),
    ),
    summary: title,
  }
}

const officialName = ({ nameZh, nameEn }: Place, { locale }: Translator): string =>
  locale === 'en' ? nameEn : nameZh

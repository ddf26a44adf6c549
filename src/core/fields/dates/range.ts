import { addDays, type Day, type DayRange, daysBetween, weekdayOf, yearOf } from '../../time/day.ts'
import { dayOfWeek, monthOf, type Preference, prefer, preferPeriod } from './calendar.ts'
import { type Candidate, candidates, existing, oneDay, partIn } from './candidates.ts'
import { besideStanding, type Standing } from './near.ts'
import type { CalendarPoint, Point } from './point.ts'

/** Why words that look like a date are none. */
export type Fault =
  | { readonly fault: 'impossible' | 'backwards' | 'several' }
  /** The weekday written beside this day is not its own. */
  | { readonly fault: 'weekday'; readonly day: Day }

/** Several days or ranges that the words can mean, earliest first. */
export interface Options {
  readonly options: readonly DayRange[]
}

export type Resolved = DayRange | Options | Fault

/** What is known beside the words of the date itself. */
export interface Setting {
  readonly today: Day
  readonly preference: Preference
  /** What the sentence says of a weekday or a day of the month; undefined when it says nothing. */
  readonly tense: Exclude<Preference, 'nearest'> | undefined
  /** What it says of any day. */
  readonly marked?: Exclude<Preference, 'nearest'> | undefined
  /** Days that the words change: a day without its year, month or week is near them rather than near today. */
  readonly standing?: Standing | undefined
}

/** A yearless range may run over the turn of a year, but not further than this many days. */
const longestOverNewYear = 183

/** The end of a range, which takes from its start whatever it does not say itself. */
const ending = (point: Point, start: DayRange): Candidate | undefined => {
  switch (point.kind) {
    case 'fixed':
      return point.span && existing(point.span)
    case 'either':
    case 'order':
      return undefined
    case 'length':
      return point.days > 0 ? oneDay(addDays(start.start, point.days - 1)) : undefined
    case 'weekday': {
      const wanted = dayOfWeek(start.start, 0, point.weekday ?? 1)
      return oneDay(wanted < start.start ? addDays(wanted, 7) : wanted)
    }
    case 'calendar':
      return calendarEnding(point, start)
  }
}

const calendarEnding = (
  { year, month, part, yearAfter }: CalendarPoint,
  start: DayRange,
): Candidate | undefined => {
  const startYear = yearOf(start.start)
  const end = partIn(year ?? startYear + (yearAfter ? 1 : 0), month ?? monthOf(start.start), part)
  const overNewYear = end && end.end < start.start && year === undefined && !yearAfter && month !== undefined
  if (!overNewYear || month >= monthOf(start.start)) return end
  const later = partIn(startYear + 1, month, part)
  return later && daysBetween(start.start, later.end) <= longestOverNewYear ? later : end
}

/** A start takes the month, and the year, from its end: `5 to 7 March 2025`. */
const completed = (first: Point, second: Point): Point => {
  if (first.kind !== 'calendar' || second.kind !== 'calendar') return first
  const month = first.month ?? second.month
  const withMonth = { ...first, ...(month !== undefined && { month }) }
  if (first.year !== undefined || second.year === undefined) return withMonth
  const earlierYear = month !== undefined && second.month !== undefined && month > second.month
  return { ...withMonth, year: earlierYear ? second.year - 1 : second.year }
}

const hasYear = (point: Point): boolean =>
  point.kind === 'fixed' || (point.kind === 'calendar' && point.year !== undefined)

/** Some part of a month, not one day of it. */
const isPeriod = (point: Point): boolean =>
  point.kind === 'calendar' && ['early', 'middle', 'late', 'whole'].includes(`${point.part}`)

/** A weekday, or a day of some month: the sentence says which, or nobody. */
const isRelative = (point: Point): boolean =>
  point.kind === 'weekday' ||
  (point.kind === 'calendar' && point.month === undefined && typeof point.part === 'number')

const wrongWeekday = (point: Point | undefined, day: Day): Fault | undefined =>
  point?.weekday !== undefined && point.weekday !== weekdayOf(day) ? { fault: 'weekday', day } : undefined

const agrees = (point: Point, day: Day): boolean => wrongWeekday(point, day) === undefined

/** The nearest before and after today; one when they are the same. */
const eitherSide = (found: readonly Candidate[], today: Day): readonly Candidate[] => {
  const sides = (['past', 'future'] as const).flatMap((side) => prefer(found, today, side) ?? [])
  return sides.filter((side, index) => index === 0 || side.start !== sides[0]?.start)
}

/** Where a day without its year is looked for. */
const anchorOf = ({ today, standing }: Setting): Day => standing?.days.start ?? today

const nearStanding = (point: Point, standing: Standing, { today, preference }: Setting): Resolved => {
  const found = besideStanding(point, standing, today, preference)
  const [only, ...more] = found
  if (!only || found.some(({ exists }) => !exists)) return { fault: 'impossible' }
  return more.length > 0 ? { options: found.map(plain) } : (wrongWeekday(point, only.start) ?? plain(only))
}

const single = (point: Point, setting: Setting): Resolved => {
  const { today, preference, tense, marked, standing } = setting
  if (point.kind === 'either') return { options: point.spans }
  if (standing && !hasYear(point)) return nearStanding(point, standing, setting)
  const found = candidates(point, today)
  if (point.kind === 'calendar' && point.weekday !== undefined && point.month === undefined) {
    const fitting = found.filter(({ start }) => agrees(point, start))
    const nearest = prefer(fitting.length > 0 ? fitting : found, today, tense ?? preference)
    return nearest ? (wrongWeekday(point, nearest.start) ?? plain(nearest)) : { fault: 'impossible' }
  }
  if (preference === 'nearest' && isRelative(point) && !hasYear(point) && !tense) {
    const [only, other] = eitherSide(found, today)
    if (only && other) return { options: [plain(only), plain(other)] }
  }
  if (preference === 'nearest' && marked && !isRelative(point) && !hasYear(point))
    return ofYears(found, point, today, marked)
  const choose = isPeriod(point) ? preferPeriod : prefer
  const wanted = isRelative(point) ? (tense ?? preference) : preference
  const chosen = hasYear(point) ? found[0] : choose(found, today, wanted)
  if (!chosen?.exists) return { fault: 'impossible' }
  return wrongWeekday(point, chosen.start) ?? plain(chosen)
}

/**
 * will go on 12 October: the coming one. A day of this year that is near was meant when it is said to be past, since reports
 * are written ahead; and may be, when it is said to be to come.
 */
const ofYears = (
  found: readonly Candidate[],
  point: Point,
  today: Day,
  marked: Exclude<Preference, 'nearest'>,
): Resolved => {
  const [nearest, told] = [prefer(found, today, 'nearest'), prefer(found, today, marked)]
  if (!nearest?.exists) return { fault: 'impossible' }
  const wrong = wrongWeekday(point, nearest.start)
  if (!told?.exists || told.start === nearest.start) return wrong ?? plain(nearest)
  if (wrong || !isNear(nearest, today) || yearOf(nearest.start) !== yearOf(today))
    return wrongWeekday(point, told.start) ?? plain(told)
  if (marked === 'past') return plain(nearest)
  return { options: [plain(nearest), plain(told)].sort((one, other) => (one.start < other.start ? -1 : 1)) }
}

const plain = ({ start, end }: DayRange): DayRange => ({ start, end })

/** What one point, or two, mean on a day. Never a date that the words do not say. */
export const resolve = (first: Point, second: Point | undefined, setting: Setting): Resolved => {
  const ways = ordersOf(first, second)
  if (ways.length === 0) return resolveOrdered(first, second, setting)
  const read = ways.map(([one, other]) => resolveOrdered(one, other, setting))
  const found = read.filter((resolved): resolved is DayRange => 'start' in resolved)
  const likely = found.filter(
    (days) =>
      (hasYear(ways[0]?.[0] ?? first) || isNear(days, anchorOf(setting))) &&
      lengthOf(days) <= longestInDigits,
  )
  const [only, ...others] = likely.length > 0 ? likely : found
  if (!only) return read[0] ?? { fault: 'impossible' }
  return others.length === 0 ? only : { options: [only, ...others] }
}

/** 6/3 said on 5 March is 6 March or 3 June; 3/12 is more than a quarter of a year nearer as 12 March than as 3 December. */
const nearInDigits = 91
/** 6/3-8/3 are three days in March rather than two months from June on. */
const longestInDigits = 31

const lengthOf = ({ start, end }: DayRange): number => daysBetween(start, end) + 1
const isNear = ({ start, end }: DayRange, today: Day): boolean =>
  daysBetween(today, start) <= nearInDigits && daysBetween(end, today) <= nearInDigits

/** The ways to read days and months in digits, both ends written alike; none when nothing is written so. */
const ordersOf = (
  first: Point,
  second: Point | undefined,
): ReadonlyArray<readonly [Point, Point | undefined]> => {
  if (first.kind !== 'order' && second?.kind !== 'order') return []
  const inOrder = (point: Point, order: 'dayFirst' | 'monthFirst'): Point => {
    if (point.kind !== 'order') return point
    return { ...point[order], ...(point.weekday !== undefined && { weekday: point.weekday }) }
  }
  // 3/5~7: what is not said again is the month.
  const isDayAlone = second?.kind === 'calendar' && second.month === undefined
  const orders = isDayAlone ? (['monthFirst'] as const) : (['dayFirst', 'monthFirst'] as const)
  return orders.map((order) => [inOrder(first, order), second && inOrder(second, order)])
}

const resolveOrdered = (first: Point, second: Point | undefined, setting: Setting): Resolved => {
  if (!second) return single(first, setting)
  const { preference, tense, marked } = setting
  const today = anchorOf(setting)
  const start = completed(first, second)
  const ranges = candidates(start, today).flatMap((from): Candidate[] => {
    const to = ending(second, from)
    return to ? [{ start: from.start, end: to.end, exists: from.exists && to.exists }] : []
  })
  if (ranges.length === 0) return { fault: 'impossible' }
  const forward = ranges.filter((range) => range.start <= range.end)
  const nearest = prefer(forward, today, preference)
  const turned =
    preference === 'nearest' &&
    nearest &&
    (!isNear(nearest, today) || yearOf(nearest.start) !== yearOf(today))
      ? marked
      : undefined
  const chosen = hasYear(start)
    ? forward[0]
    : second.kind === 'fixed'
      ? forward.at(-1)
      : isRelative(start) && preference === 'nearest'
        ? nearTo(forward, today, tense, start.kind)
        : prefer(forward, today, turned ?? preference)
  if (!chosen) return { fault: forward.length === 0 ? 'backwards' : 'impossible' }
  if (!chosen.exists) return { fault: 'impossible' }
  return wrongWeekday(start, chosen.start) ?? wrongWeekday(second, chosen.end) ?? plain(chosen)
}

/** 22-24号, 周三至周五: of this month or week, unless the sentence tells otherwise. */
const nearTo = (
  ranges: readonly Candidate[],
  today: Day,
  tense: Setting['tense'],
  kind: Point['kind'],
): Candidate | undefined => {
  const own =
    kind === 'weekday'
      ? ranges.find(({ start }) => start >= dayOfWeek(today, 0, 1) && start <= dayOfWeek(today, 0, 7))
      : ranges.find(({ start }) => start.slice(0, 7) === today.slice(0, 7))
  const suits = own && (tense === 'past' ? own.start <= today : tense !== 'future' || own.end >= today)
  return suits ? own : prefer(ranges, today, tense ?? 'nearest')
}

import { RRuleTemporal } from 'rrule-temporal'
import { type Day, toDay } from '../../../core/time/day.ts'
import { beijing } from '../../../programme/beijing.ts'
import { mostMeetings, type SeriesEnd } from './end.field.ts'

/** One more than is allowed, so that too many are noticed. */
const most = mostMeetings + 1

const compact = (wallClock: string) => `${wallClock.replace(/[-:]/gu, '')}00`

/** Wall clocks in China, by a rule from a first possible one on; the zone of the machine has no part in it. */
const readRule = (rule: string, from: string, end: string): string[] =>
  new RRuleTemporal({
    rruleString: `DTSTART;TZID=${beijing}:${compact(from)}\nRRULE:${rule};${end}`,
  })
    .all((_, index) => index < most)
    .map((at) => at.toPlainDateTime().toString().slice(0, 16))

/**
 * The days on which a series meets, from a day on: the first is the next one that fits, whatever weeks or months lie between
 * the others. At most one more than a series may have.
 */
export const occurrencesOf = (rule: string, clock: string, from: Day, end: SeriesEnd): Day[] => {
  const [first] = readRule(rule.replace(/;INTERVAL=\d+/u, ''), `${from}T${clock}`, 'COUNT=1')
  if (first === undefined) return []
  if ('count' in end) return readRule(rule, first, `COUNT=${end.count}`).map((at) => toDay(at.slice(0, 10)))
  if (first.slice(0, 10) > end.until) return []
  // The last moment of the day in China, in UTC as the standard wants it.
  const until = `${end.until.replaceAll('-', '')}T155959Z`
  return readRule(rule, first, `UNTIL=${until}`).map((at) => toDay(at.slice(0, 10)))
}

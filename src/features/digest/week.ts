import { z } from 'zod'
import { numeral, readNumeral } from '../../core/fields/numerals.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../core/form/field.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import { fold } from '../../core/text.ts'
import { addDays, type Day, daysOfWeek, startOfWeek, weekOf } from '../../core/time/day.ts'
import { showDay, showDays } from '../../core/time/words.ts'

/** Ways to say a week by its number, on folded text; `show` adds the days in parentheses. */
const days = /(?:\s*\([^()]*\))?/.source
const numbered = [
  /(?:(?<year>\d{4})\s*-?\s*)?(?<![A-Za-z])W(?<number>\d{1,2})(?!\d)/,
  new RegExp(`(?:(?<year>\\d{4})年?\\s*)?第\\s*(?<number>${numeral})\\s*周`),
  /(?<year>\d{4})\s+week\s+(?<number>\d{1,2})(?!\d)/,
  /(?<![A-Za-z])week\s+(?<number>\d{1,2})(?!\d)(?:(?:\s+of|,)?\s+(?<year>\d{4}))?/,
].map(({ source }) => new RegExp(`${source}${days}`, 'gi'))

const relative: ReadonlyArray<readonly [pattern: RegExp, weeks: number]> = [
  [/上上周|(?<![a-z])the week before last(?![a-z])/gi, -2],
  [/上周|(?<![a-z])last week(?![a-z])/gi, -1],
  [/[本这]周|(?<![a-z])this week(?![a-z])/gi, 0],
]

const weekAway = (today: Day, weeks: number): string => weekOf(addDays(today, 7 * weeks))

const weekNumbered = (typed: string, year: string | undefined, today: Day): Outcome<string> => {
  const current = weekOf(today)
  const number = readNumeral(typed) ?? 0
  const inYear = (of: number) => `${of}-W${String(number).padStart(2, '0')}`
  // A week without its year is this year's, though it may be still to come: the answer says so.
  const week = inYear(Number(year ?? current.slice(0, 4)))
  if (daysOfWeek(week)) return understood(week)
  return problemOf(notice('digest.noSuchWeek', { week: number, year: week.slice(0, 4) }))
}

const overlaps = (one: Claim<string>, other: Claim<string>) => one.start < other.end && other.start < one.end

const recognise = (line: string, { today }: Reading): Claim<string>[] => {
  const found = [
    ...numbered.flatMap((pattern) =>
      [...line.matchAll(pattern)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: weekNumbered(match.groups?.number ?? '', match.groups?.year, today),
      })),
    ),
    ...relative.flatMap(([pattern, weeks]) =>
      [...line.matchAll(pattern)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: understood(weekAway(today, weeks)),
      })),
    ),
  ]
  return found.filter((claim, index) => !found.slice(0, index).some((earlier) => overlaps(earlier, claim)))
}

/** `2025年第9周（2月24日至3月2日）`. The year is the ISO week year. */
export const showWeek = (week: string, translate: Translator): string => {
  const range = daysOfWeek(week)
  if (!range) throw new RangeError(`not a week: ${week}`)
  return translate('digest.weekName', {
    year: week.slice(0, 4),
    week: Number(week.slice(6)),
    days: showDays(range, translate),
  })
}

/** Short enough for a button: which of the latest weeks is meant is clear without its year. */
const choiceOf = (day: Day, translate: Translator): string =>
  translate('digest.weekChoice', {
    week: Number(weekOf(day).slice(6)),
    start: showDay(startOfWeek(day), translate),
  })

/** An ISO week as `2025-W09`: by number, with or without its year, or relative to today. */
export const weekField = (): FieldType<string> => ({
  name: 'week',
  schema: z.string().refine((week) => daysOfWeek(week) !== undefined),
  recognise,
  validate: (text, reading) => {
    const folded = fold(text).trim()
    const whole = recognise(folded, reading).find(({ start, end }) => start === 0 && end === folded.length)
    return whole?.outcome ?? problemOf(notice('digest.unreadableWeek', { text: quoted(text) }))
  },
  ask: ({ today, translate }) => ({
    kind: 'choice',
    options: [0, -1, -2, -3].map((weeks) => {
      const day = addDays(today, 7 * weeks)
      return { value: weekOf(day), label: choiceOf(day, translate) }
    }),
  }),
  show: (week, { translate }) => showWeek(week, translate),
  write: (week) => week,
})

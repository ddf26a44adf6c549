import { z } from 'zod'
import type { Claim, FieldType, Outcome, Reading } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { fold } from '../text.ts'
import { type Day, isDay } from '../time/day.ts'
import { date } from './date.ts'
import type { Preference } from './dates/calendar.ts'
import { findTimes, type TimeMatch } from './dates/time.ts'
import { problemOf, quoted, understood } from './outcome.ts'

const between = /^(?:\s|,|T|的|at|at\s)*$/iu
const nearby = 6

/**
 * A moment on the programme's wall clock, as `YYYY-MM-DDTHH:mm`. A time of day by itself is today's. In a free line a
 * day without a time is no moment.
 */
export const dateTime = ({ prefer }: { prefer: Preference }): FieldType<string> => {
  const day = date({ prefer })
  const combine = (text: string, on: Outcome<Day>, time: TimeMatch): Outcome<string> => {
    if (on.kind === 'problem') return on
    if (time.clock === undefined)
      return problemOf(notice('fields.date.time.impossible', { text: quoted(text) }))
    return on.kind === 'value'
      ? understood(`${on.value}T${time.clock}`)
      : { kind: 'choice', values: on.values.map((value) => `${value}T${time.clock}`) }
  }

  const recognise = (line: string, reading: Reading): Claim<string>[] => {
    const days = day.recognise(line, reading)
    return findTimes(line, false).map((time) => {
      const on = days.find(
        ({ start, end }) =>
          (end <= time.start && time.start - end < nearby && between.test(line.slice(end, time.start))) ||
          (time.end <= start && start - time.end < nearby && between.test(line.slice(time.end, start))),
      )
      const start = Math.min(time.start, on?.start ?? time.start)
      const end = Math.max(time.end, on?.end ?? time.end)
      const outcome = combine(line.slice(start, end), on?.outcome ?? understood(reading.today), time)
      return { start, end, outcome }
    })
  }

  const validate = (typed: string, reading: Reading): Outcome<string> => {
    const text = fold(typed).trim()
    for (const time of findTimes(text, true)) {
      // The T of 2025-03-05T14:00, not that of Oct; the word at, not the end of Sat.
      const before = text.slice(0, time.start).replace(/(?:\s|,|(?<=\d)T|的|(?<![a-z])at)+$/iu, '')
      const after = text.slice(time.end).replace(/^(?:\s|,|on\s)+/iu, '')
      if (before !== '' && after !== '') continue
      // 今晚8点: the evening went with the time.
      const rest = (before || after).replace(/^[昨今明]$/u, '$&天')
      const on = rest === '' ? understood(reading.today) : day.validate(rest, reading)
      const outcome = combine(typed, on, time)
      if (outcome.kind !== 'problem' || outcome.problem.key !== 'fields.date.unknown') return outcome
    }
    const alone = day.validate(typed, reading)
    return alone.kind === 'problem'
      ? alone
      : problemOf(notice('fields.date.time.missing', { text: quoted(typed) }))
  }

  return {
    name: 'dateTime',
    schema: z
      .string()
      .refine((value) => /T(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value) && isDay(value.slice(0, -6))),
    recognise,
    validate,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value, reading) => {
      // The schema's only form is a day, T and a clock.
      const shown = day.show(value.slice(0, 10) as Day, reading)
      return reading.translate('fields.date.withTime', { day: shown, time: value.slice(11) })
    },
    write: (value) => value,
  }
}

import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { mask } from '../../../core/line/piece.ts'
import { fold } from '../../../core/text.ts'
import { piecesIn, zoneWords } from '../time/pieces.ts'
import { endOf, longest } from '../time/time.ts'
import { readTimes } from '../time/time-words.ts'
import { findRules } from './rule-words.ts'

const schema = z.object({
  start: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  minutes: z.int().min(1).max(longest).optional(),
})

/** The time of day at which each meeting of a series begins, and how long it takes; on clocks in China. */
export type MeetingClock = z.infer<typeof schema>

/** Any day: only its clock counts. */
const someDay = '2025-01-01T'

const outcomeOf = (typed: string, { starts, minutes, isUnclear }: ReturnType<typeof readTimes>) => {
  const isTooLong = minutes !== undefined && (minutes < 1 || minutes > longest)
  const values = starts.map((start): MeetingClock => ({ start, ...(minutes !== undefined && { minutes }) }))
  const [only, ...others] = values
  if (isTooLong)
    return problemOf(notice('meetings.time.length', { text: quoted(typed), hours: longest / 60 }))
  if (!only || isUnclear) return problemOf(notice('meetings.series.clockUnknown', { text: quoted(typed) }))
  return others.length === 0 ? understood(only) : ({ kind: 'choice', values } as const)
}

export const clockField = (): FieldType<MeetingClock> => ({
  name: 'meetingClock',
  schema,
  recognise: (line) => {
    const times = readTimes(mask(line, findRules(line)), false)
    if (times.pieces.length === 0) return []
    const outcome: Outcome<MeetingClock> = outcomeOf(line, times)
    return [...times.pieces, ...piecesIn(line, zoneWords)].map(
      ({ start, end }): Claim<MeetingClock> => ({ start, end, outcome }),
    )
  },
  validate: (typed): Outcome<MeetingClock> => {
    const line = fold(typed).replaceAll(zoneWords, ' ')
    const times = readTimes(line, true)
    const rest = mask(line, times.pieces).replace(/[\0\s,;]/gu, '')
    return rest === ''
      ? outcomeOf(typed, times)
      : problemOf(notice('meetings.series.clockUnknown', { text: quoted(typed) }))
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: ({ start, minutes }, { translate }) =>
    minutes === undefined
      ? translate('meetings.series.clockStart', { start })
      : translate('meetings.series.clockRange', {
          start,
          end: endOf(`${someDay}${start}`, minutes).clock,
        }),
  write: ({ start, minutes }) =>
    minutes === undefined ? start : `${start}-${endOf(`${someDay}${start}`, minutes).clock}`,
})

import { z } from 'zod'
import { date } from '../../../core/fields/date.ts'
import { unreadDays } from '../../../core/fields/dates/unread.ts'
import { type Problem, problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { mask, type Piece } from '../../../core/line/piece.ts'
import { fold } from '../../../core/text.ts'
import { addDays, type Day, daysBetween, isDay, toDay } from '../../../core/time/day.ts'
import { seriesPieces } from '../series/pieces.ts'
import { shiftsIn } from './lengths.ts'
import { piecesIn, zoneWords } from './pieces.ts'
import { clockOf, minutesBetween, minutesOf, readTimes, withColons } from './time-words.ts'

const wallClock = z
  .string()
  .refine((value) => /T(?:[01]\d|2[0-3]):[0-5]\d$/u.test(value) && isDay(value.slice(0, -6)))

const schema = z.object({
  start: wallClock,
  minutes: z.int().min(1).max(1439).optional(),
  held: z.literal(true).optional(),
})

/** When a meeting is, on clocks in China (`2025-03-20T14:30`); `held`: it is said that it took place. */
export type MeetingTime = z.infer<typeof schema>

/** In minutes: what is longer is several meetings. */
export const longest = 12 * 60

const heldWords = /已经?召开过?|已开过|补记|补登|already\sheld|was\sheld|(?<!\p{L})held(?!\p{L})/giu
const joints = /^(?:[\s,;()、。T的在于点-]|at|on|from|上午|下午)*$/iu

/** Words of a clock that no time was read from: asked about, and nothing else's. */
const clockWords =
  /(?<!\p{L})(?:half|quarter)\s(?:past|to)\s[\p{L}\d]+|(?<![\p{L}\d])[\p{L}\d]+\so['’]?clock(?!\p{L})|[上下]午\s?\d{1,2}(?=\s|,|$)|(?<![\d\p{L}])[-−]\d+\s?(?:minutes?|mins?|hours?|小时|分钟)/giu
/** In the morning: it tells of a clock, and by itself of none. */
const partsOfDay = /(?<!\p{L})(?:in the|this) (?:morning|afternoon|evening)(?!\p{L})/giu

/** What a text says of the day and the time; outcomes of days are kept as they are read. */
interface Look {
  readonly pieces: readonly Piece[]
  readonly days: ReadonlyArray<Outcome<Day>>
  readonly times: ReturnType<typeof readTimes>
  readonly held: boolean
  /** In minutes, by which what stands is moved. */
  readonly shift: number | undefined
  /** What names a day that nobody understands, where none is read. */
  readonly unreadDay: Piece | undefined
}

const day = date({ prefer: 'future' })
const pastDay = date({ prefer: 'past' })
const fillers = [
  ...(day.fillers ?? []),
  '(?<![\\p{L}\\p{N}])(?:moved|move|rescheduled|put off|brought forward)\\s(?:to|by)(?![\\p{L}\\p{N}])',
]

/** In days: a day without its year that was no longer ago is asked about, since it may be a slip or a meeting held. */
const recent = 31

/** 改到周四: a meeting that is to come is not moved to last Thursday. */
const stillToCome = (outcome: Outcome<Day>, { today, current }: Reading): Outcome<Day> => {
  if (outcome.kind !== 'choice' || typeof current !== 'string' || current < today) return outcome
  const values = outcome.values.filter((value) => value >= today)
  const [only, ...others] = values
  return only !== undefined && others.length === 0 ? understood(only) : { ...outcome, values }
}

/** A meeting is to come, unless it is said that it took place. */
const daysIn = (line: string, reading: Reading, held: boolean): Claim<Day>[] => {
  const past = pastDay.recognise(line, reading)
  if (held) return past
  return day.recognise(line, reading).map((found) => {
    const claim = { ...found, outcome: stillToCome(found.outcome, reading) }
    const { outcome } = claim
    const before = past.find(({ start, end }) => start === claim.start && end === claim.end)?.outcome
    if (outcome.kind !== 'value' || before?.kind !== 'value' || before.value >= outcome.value) return claim
    const isRecent = daysBetween(before.value, reading.today) <= recent
    return isRecent ? { ...claim, outcome: { kind: 'choice', values: [outcome.value, before.value] } } : claim
  })
}

const look = (typed: string, reading: Reading, lenient: boolean): Look => {
  const line = /\d\.\d/u.test(typed) ? withColons(typed, day.recognise(typed, reading)) : typed
  const around = piecesIn(line, zoneWords)
  const held = piecesIn(line, heldWords)
  const known = schema.safeParse(reading.current)
  const standing = known.success ? { current: known.data.start.slice(0, 10) } : { current: undefined }
  const shifts = known.success ? shiftsIn(line) : []
  const masked = mask(line, [...around, ...held, ...shifts, ...seriesPieces(line, reading)])
  const days = daysIn(masked, { ...reading, ...standing }, held.length > 0)
  const times = readTimes(mask(masked, days), lenient)
  const rest = mask(masked, [...days, ...times.pieces])
  const unread = piecesIn(rest, clockWords)
  const parts = piecesIn(mask(rest, unread), partsOfDay)
  const said = [...days, ...times.pieces, ...held, ...shifts, ...unread, ...(days.length > 0 ? parts : [])]
  return {
    // The zone is said of something.
    pieces: [...said.map(({ start, end }) => ({ start, end })), ...(said.length > 0 ? around : [])],
    days: days.map(({ outcome }) => outcome),
    times: { ...times, isUnclear: times.isUnclear || unread.length > 0 },
    held: held.length > 0,
    shift: shifts[0]?.minutes,
    unreadDay: days.length > 0 ? undefined : unreadDays(masked, times.pieces)[0],
  }
}

const meaningsOf = (days: ReadonlyArray<Outcome<Day>>): readonly Day[] | Problem => {
  const wrong = days.find((outcome) => outcome.kind === 'problem')
  if (wrong?.kind === 'problem') return wrong
  return [
    ...new Set(
      days.flatMap((one) => (one.kind === 'value' ? [one.value] : one.kind === 'choice' ? one.values : [])),
    ),
  ]
}

/** The length that is said: in minutes, or by when it ends. */
const lengthFrom = ({ times: { minutes, end } }: Look, start: string): number | undefined =>
  minutes ?? (end === undefined ? undefined : minutesBetween(start.slice(11), end))

/** At another time of the day, or of the next or the last one, and as long. */
const movedBy = ({ start, ...rest }: MeetingTime, minutes: number): MeetingTime => {
  const { day, clock } = endOf(start, minutes)
  return { ...rest, start: `${day}T${clock}` }
}

const combine = (
  text: string,
  own: Look,
  before: Look | undefined,
  reading: Reading,
): Outcome<MeetingTime> => {
  const current = schema.safeParse(reading.current).data
  // 明天推迟一小时: by how much, and to when.
  const isMoved = own.shift !== undefined && own.days.length + own.times.starts.length === 0
  if (current && own.shift !== undefined && isMoved) return understood(movedBy(current, own.shift))
  const days = meaningsOf(own.days.length > 0 ? own.days : (before?.days ?? []))
  if ('kind' in days) return days
  // It is not today, nor the day that stands.
  if (own.unreadDay) return problemOf(notice('fields.date.unknown', { text: quoted(text) }))
  if (own.times.isUnclear) return problemOf(notice('fields.date.time.impossible', { text: quoted(text) }))
  const clocks = own.times.starts.length > 0 ? own.times.starts : (before?.times.starts ?? [])
  const standing = current ? [current.start.slice(11)] : []
  const starts = clocks.length > 0 ? clocks : standing
  if (starts.length === 0) return problemOf(notice('fields.date.time.missing', { text: quoted(text) }))
  const on = days.length > 0 ? days : [current ? toDay(current.start.slice(0, 10)) : reading.today]
  const values = on.flatMap((one) =>
    starts.map((clock): MeetingTime => {
      const start = `${one}T${clock}`
      const minutes = lengthFrom(own, start) ?? (before && lengthFrom(before, start)) ?? current?.minutes
      const held = own.held || before?.held
      return { start, ...(minutes !== undefined && { minutes }), ...(held && { held: true as const }) }
    }),
  )
  const tooLong = values.find(({ minutes = 1 }) => minutes < 1 || minutes > longest)
  if (tooLong)
    return problemOf(
      own.times.end === undefined
        ? notice('meetings.time.length', { text: quoted(text), hours: longest / 60 })
        : notice('meetings.time.backwards', { text: quoted(text) }),
    )
  const [only, ...others] = values
  return only && others.length === 0 ? understood(only) : { kind: 'choice', values }
}

const minutesOfDay = 24 * 60

/** The day and the clock at which a meeting ends, or so many minutes before it begins where they are negative. */
export const endOf = (start: string, minutes: number): { readonly day: Day; readonly clock: string } => {
  const total = minutesOf(start.slice(11)) + minutes
  const days = Math.floor(total / minutesOfDay)
  return {
    day: addDays(toDay(start.slice(0, 10)), days),
    clock: clockOf(total - days * minutesOfDay),
  }
}

const isComplete = (line: string, pieces: readonly Piece[]): boolean =>
  joints.test(mask(line, pieces).replaceAll('\0', ' '))

/** When a meeting begins and how long it takes, on clocks in China: 3月20日下午2点半到4点半, 20 March 2:30pm for 90 minutes. */
export const meetingTime = (): FieldType<MeetingTime> => ({
  name: 'meetingTime',
  schema,
  recognise: (line, reading) => {
    const own = look(line, reading, false)
    const isSaid =
      own.days.length + own.times.pieces.length > 0 || own.times.isUnclear || own.shift !== undefined
    if (!isSaid) return []
    const said = own.unreadDay ? [...own.pieces, own.unreadDay] : own.pieces
    const outcome = combine(pieceTexts(line, said), own, undefined, reading)
    return said.map(({ start, end }): Claim<MeetingTime> => ({ start, end, outcome }))
  },
  fillers,
  resembles: (line, reading) => day.resembles?.(line, reading) ?? [],
  validate: (typed, reading) => {
    const line = fold(typed)
    const own = look(line, reading, true)
    if (own.pieces.length === 0 || !isComplete(line, own.pieces))
      return problemOf(notice('meetings.time.unknown', { text: quoted(typed) }))
    const before = reading.pending === undefined ? undefined : look(fold(reading.pending), reading, true)
    return combine(typed, own, before, reading)
  },
  some: ({ today }) => ({ start: `${today}T09:00`, minutes: 60 }),
  ask: () => ({ kind: 'text', multiline: false }),
  show: ({ start, minutes, held }, reading) => {
    const { translate } = reading
    const on = toDay(start.slice(0, 10))
    const end = minutes === undefined ? undefined : endOf(start, minutes)
    const values = { day: (held ? pastDay : day).show(on, reading), start: start.slice(11) }
    const shown =
      end === undefined
        ? translate('meetings.time.start', values)
        : translate('meetings.time.range', { ...values, end: end.clock })
    return held ? translate('meetings.time.held', { time: shown }) : shown
  },
  write: ({ start, minutes, held }) =>
    [
      start.replace('T', ' '),
      minutes === undefined ? '' : `-${endOf(start, minutes).clock}`,
      held ? ' held' : '',
    ].join(''),
})

const pieceTexts = (line: string, pieces: readonly Piece[]): string =>
  [...pieces]
    .sort((one, other) => one.start - other.start)
    .map(({ start, end }) => line.slice(start, end))
    .join(' ')

import { z } from 'zod'
import { date } from '../../../core/fields/date.ts'
import { type Problem, problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../../core/form/field.ts'
import { notice, type Translator } from '../../../core/i18n.ts'
import { mask, type Piece } from '../../../core/line/piece.ts'
import { fold } from '../../../core/text.ts'
import { toDay } from '../../../core/time/day.ts'
import { isSlot, readSlots, type SaidSlots } from './slot-words.ts'

/** So many fit on one card, with three buttons each. */
export const mostSlots = 8
/** In minutes: what is longer is several meetings. */
const longest = 12 * 60

const schema = z.object({
  starts: z.array(z.string().refine(isSlot)).min(1).max(mostSlots),
  minutes: z.int().min(1).max(1439).optional(),
})

/** When a meeting could begin, on clocks in China, in order; and how long it takes. */
export type Slots = z.infer<typeof schema>

const joints =
  /^(?:[\s,;()、。T的:：在于点/-]|第\d个|\d\.\s|每次|at|on|from|和|及|或者?|(?<![a-z])(?:or|and|either|each)(?![a-z]))*$/iu
const fillers = [
  '候选时间|备选时间|时间(?:为|是)?|或者?|和|以及|都可以|(?<![\\p{L}\\p{N}])(?:or|and|either|on|at|each)(?![\\p{L}\\p{N}])',
]

const isWhole = (line: string, pieces: readonly Piece[]): boolean =>
  joints.test(mask(line, pieces).replaceAll('\0', ' '))

/** Pieces that only joints part are one. */
const runsOf = (line: string, pieces: readonly Piece[]): Piece[] => {
  const runs: Piece[] = []
  for (const piece of [...pieces].sort((one, other) => one.start - other.start)) {
    const last = runs.at(-1)
    if (last && joints.test(line.slice(last.end, piece.start)))
      runs.splice(-1, 1, { start: last.start, end: Math.max(last.end, piece.end) })
    else runs.push(piece)
  }
  return runs
}

const day = date({ prefer: 'future' })

/** A slot in words: 3月20日（周四）14:30. */
export const showSlot = (start: string, reading: Reading): string =>
  reading.translate('polls.slot', {
    day: day.show(toDay(start.slice(0, 10)), reading),
    clock: start.slice(11),
  })

/** 2小时, 90分钟. */
export const showLength = (minutes: number, translate: Translator): string =>
  minutes % 60 === 0
    ? translate('polls.hours', { hours: minutes / 60 })
    : translate('polls.minutes', { minutes })

const problemIn = (
  text: string,
  { wrong, untimed, undated, lengths }: SaidSlots,
  reading: Reading,
): Problem | undefined => {
  if (wrong && 'kind' in wrong && wrong.kind === 'problem') return wrong
  if (wrong && 'kind' in wrong && wrong.kind === 'choice')
    return problemOf(notice('polls.slots.unclear', { text: quoted(text) }))
  if (wrong) return problemOf(notice('fields.date.time.impossible', { text: quoted(text) }))
  const [bare] = untimed
  if (bare !== undefined)
    return problemOf(
      notice('polls.slots.untimed', { day: day.show(bare, { ...reading, current: undefined }) }),
    )
  if (undated.length > 0) return problemOf(notice('polls.slots.undated', { text: quoted(text) }))
  if (lengths.length > 1) return problemOf(notice('polls.slots.lengths', { text: quoted(text) }))
  if (lengths.some((minutes) => minutes < 1 || minutes > longest))
    return problemOf(notice('meetings.time.length', { text: quoted(text), hours: longest / 60 }))
  return undefined
}

/** Times at which a meeting could be: 3月20日下午2点、21日上午9点；20 March 2pm or 21 March 9am, two hours. */
export const slotsField = (least: number): FieldType<Slots> => {
  const meaning = (text: string, said: SaidSlots, reading: Reading): Outcome<Slots> => {
    const problem = problemIn(text, said, reading)
    if (problem) return problem
    const starts = [...new Set(said.starts)].sort()
    if (starts.length < least) return problemOf(notice('polls.slots.few'))
    if (starts.length > mostSlots)
      return problemOf(notice('polls.slots.many', { count: starts.length, most: mostSlots }))
    const [minutes] = said.lengths
    return understood({ starts, ...(minutes !== undefined && { minutes }) })
  }
  return {
    name: 'slots',
    schema,
    fillers,
    recognise: (line, reading) => {
      const said = readSlots(line, reading)
      if (said.pieces.length === 0) return []
      const runs = runsOf(line, said.pieces)
      const text = runs.map(({ start, end }) => line.slice(start, end)).join(' ')
      const outcome = meaning(text, said, reading)
      return runs.map((run): Claim<Slots> => ({ ...run, outcome }))
    },
    validate: (typed, reading) => {
      const line = fold(typed)
      const own = readSlots(line, reading)
      if (own.wrong === undefined && (own.pieces.length === 0 || !isWhole(line, own.pieces)))
        return problemOf(notice('polls.slots.unknown', { text: quoted(typed) }))
      // 3月20日下午2点, and after the question for more: 3月21日上午9点. Enough of them stand for themselves.
      const isMore = own.starts.length > 0 && own.starts.length < least && reading.pending !== undefined
      const before = isMore ? readSlots(fold(reading.pending ?? ''), reading) : undefined
      if (!before) return meaning(typed, own, reading)
      const stillToCome = before.starts.filter((start) => start.slice(0, 10) >= reading.today)
      const lengths = own.lengths.length > 0 ? own.lengths : before.lengths
      return meaning(typed, { ...own, starts: [...stillToCome, ...own.starts], lengths }, reading)
    },
    ask: () => ({ kind: 'text', multiline: true }),
    show: ({ starts, minutes }, reading) => {
      const listed = starts
        .map((start) => showSlot(start, { ...reading, current: undefined }))
        .join(reading.translate('polls.slotMark'))
      return minutes === undefined
        ? listed
        : reading.translate('polls.slotsOf', {
            slots: listed,
            length: showLength(minutes, reading.translate),
          })
    },
    write: ({ starts, minutes }) =>
      [
        starts.map((start) => start.replace('T', ' ')).join('; '),
        ...(minutes === undefined ? [] : [`${minutes} minutes`]),
      ].join('; '),
  }
}

import { dateTime } from '../../../core/fields/date-time.ts'
import { understood } from '../../../core/fields/outcome.ts'
import type { Claim, FieldType, Outcome, Reading } from '../../../core/form/field.ts'
import type { Piece } from '../../../core/line/piece.ts'
import { fold } from '../../../core/text.ts'
import type { WorkdayCalendar } from '../../../programme/calendar.ts'
import { deadlineField } from '../../../programme/fields/deadline.ts'

/** When offices close: a day by itself ends then, on clocks in China. */
export const endOfDay = '17:00'

/** 截止3月12日, by 12 March: the word before. */
const wordBefore =
  /(?:截止(?:时间|日期)?到?|截至|(?<!\p{L})(?:deadline|closing|closes|answers?\sby|answer\sby|by|no\slater\sthan)(?!\p{L}))\s*:?\s*/giu
/** 3月12日前答复: the words behind. */
const wordBehind =
  /(?:之前|以前|前)\s?(?:答复|回复|反馈|投票|报送|截止)|(?<=[日号点半\d])截止(?=\s*(?:[,;。]|$))/gu
const ownWords =
  /^(?:截止(?:时间|日期)?到?|截至|deadline|closing|closes|answers?\sby|by|no\slater\sthan|请?于|请?在)\s*:?\s*|\s*(?:之前|以前|前|止|为止|答复|回复|反馈|投票|报送|截止|\(北京时间\)|\(beijing\stime\))+$/giu
const zone = /\s*\((?:北京时间|beijing\stime)\)/giu

const mostCharacters = 32
const clause = /[、,;。\n\0]/u

/** How many characters of a text, up to the end of its clause, read as a deadline: as many as can. */
const longest = (text: string, isRead: (piece: string) => boolean): number => {
  const [before = ''] = text.slice(0, mostCharacters).split(clause)
  let length = before.trimEnd().length
  while (length > 0 && !isRead(before.slice(0, length))) length -= 1
  return length
}

/** Until when is answered, on clocks in China (`2025-03-12T17:00`); a day by itself ends at 17:00, 3个工作日内 counts from today. */
export const closingField = (
  calendar: WorkdayCalendar,
  /** Nothing else of the form is a day: 3月14日 by itself is meant. */
  { alone = false }: { readonly alone?: boolean } = {},
): FieldType<string> => {
  const moment = dateTime({ prefer: 'future' })
  const day = deadlineField(calendar)
  const validate = (typed: string, reading: Reading): Outcome<string> => {
    const text = fold(typed).replace(zone, '').trim().replace(ownWords, '').trim()
    const exact = moment.validate(text, reading)
    if (exact.kind !== 'problem') return exact
    const on = day.validate(text, reading)
    if (on.kind === 'problem') return on
    if (on.kind === 'value') return understood(`${on.value}T${endOfDay}`)
    return { kind: 'choice', values: on.values.map((value) => `${value}T${endOfDay}`) }
  }
  const isRead = (reading: Reading) => (piece: string) => validate(piece, reading).kind !== 'problem'

  const recognise = (line: string, reading: Reading): Claim<string>[] => {
    const ahead = [...line.matchAll(wordBefore)].map(({ 0: word, index }) => {
      const from = index + word.length
      const length = longest(line.slice(from), isRead(reading))
      const behind =
        /^\s?(?:之前|以前|前)?(?:答复|回复|反馈|投票)?/u.exec(line.slice(from + length))?.[0] ?? ''
      return { start: index, end: length === 0 ? index : from + length + behind.length, from, length }
    })
    const behind = [...line.matchAll(wordBehind)].map(({ 0: word, index }) => {
      const before = line.slice(Math.max(index - mostCharacters, 0), index)
      const clauseStart = before.length - (before.split(clause).at(-1)?.length ?? 0)
      for (let at = clauseStart; at < before.length; at += 1)
        if (isRead(reading)(before.slice(at))) {
          const from = index - before.length + at
          return { start: from, end: index + word.length, from, length: before.length - at }
        }
      return { start: index, end: index, from: index, length: 0 }
    })
    const told = [...ahead, ...behind]
      .filter(({ length }) => length > 0)
      .map(({ start, end, from, length }) => ({
        start,
        end,
        outcome: validate(line.slice(from, from + length), reading),
      }))
    if (told.length > 0 || !alone) return told
    const start = line.search(/[^\s\0]/u)
    const end = line.replace(/[\s\0]+$/u, '').length
    const outcome = validate(line.slice(Math.max(start, 0), end), reading)
    return start < 0 || outcome.kind === 'problem' ? [] : [{ start, end, outcome }]
  }

  return {
    name: 'closing',
    schema: moment.schema,
    recognise,
    validate,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value, reading) => reading.translate('polls.inBeijing', { time: moment.show(value, reading) }),
    write: (value) => value.replace('T', ' '),
  }
}

/** The pieces of a line that say until when is answered: no time at which a meeting could be. */
export const closingPieces = (line: string): Piece[] => {
  const upToClause = (from: number) => (line.slice(from).split(clause)[0] ?? '').length
  const ahead = [...line.matchAll(wordBefore)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length + upToClause(index + word.length),
  }))
  const behind = [...line.matchAll(wordBehind)].map(({ 0: word, index }) => ({
    start:
      index -
      (line
        .slice(0, index)
        .split(/[、,;。\n\0\s]/u)
        .at(-1)?.length ?? 0),
    end: index + word.length,
  }))
  return [...ahead, ...behind]
}

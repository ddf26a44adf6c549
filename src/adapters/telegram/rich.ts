import type { MessageEntity } from 'grammy/types'
import { limits } from './limits.ts'

/** A stretch of text with at most one look. Text is never markup: looks become entities with offsets. */
export interface Run {
  readonly text: string
  readonly look?: 'bold' | 'pre'
  /** Makes the text a link. */
  readonly url?: string
}

/** What is never cut across messages: a line, a list item, a table row. */
export interface RichRecord {
  readonly runs: readonly Run[]
  /** Starts a block, so an empty line stands before it. */
  readonly opens?: boolean
  /** Belongs to what follows and never ends a message. */
  readonly leads?: boolean
  /** Is said again above this record when it comes first in a message: a table's titles. */
  readonly repeated?: readonly Run[]
}

export interface RichText {
  readonly text: string
  readonly entities: readonly MessageEntity[]
}

/**
 * Without characters that Telegram drops or refuses (halves of pairs), or that turn the direction of the text behind them.
 * Telegram makes a mention of any `@name` and rings that person: a word joiner, which nobody sees, stands in between.
 */
export const clean = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/(?<!\w)@(?=\w)/g, '@\u2060')

const sameLook = (one: Run, other: Run) => one.look === other.look && one.url === other.url

/** Joins neighbours of the same look, so that a whole table is one entity. */
const merge = (runs: readonly Run[]): Run[] => {
  const merged: Run[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last && sameLook(last, run)) merged[merged.length - 1] = { ...last, text: last.text + run.text }
    else if (run.text) merged.push(run)
  }
  return merged
}

/** The runs of records one below another. A line break between two table rows belongs to the table. */
const stack = (records: readonly RichRecord[]): Run[] =>
  merge(
    records.flatMap(({ runs, opens, repeated }, index) => {
      const shown =
        index === 0 && repeated ? [...repeated, { text: '\n', look: 'pre' as const }, ...runs] : runs
      const look = !opens && runs[0]?.look === 'pre' ? ({ look: 'pre' } as const) : {}
      return index === 0 ? shown : [{ text: opens ? '\n\n' : '\n', ...look }, ...shown]
    }),
  )

const entityOf = (run: Run, offset: number, length: number): MessageEntity[] => {
  if (run.url !== undefined) return [{ type: 'text_link', offset, length, url: run.url }]
  return run.look ? [{ type: run.look, offset, length }] : []
}

/** Text and entities, without white space at either end: Telegram would cut it off and shift the offsets. */
const assemble = (runs: readonly Run[]): RichText => {
  const whole = runs.map(({ text }) => text).join('')
  const text = whole.trim()
  const leading = whole.length - whole.trimStart().length
  const entities: MessageEntity[] = []
  let at = -leading
  for (const run of runs) {
    const [start, end] = [Math.max(at, 0), Math.min(at + run.text.length, text.length)]
    if (end > start) entities.push(...entityOf(run, start, end - start))
    at += run.text.length
  }
  return { text, entities }
}

/** Where to cut a text that is too long: behind the last sentence, else the last space, else between two characters. */
const cutAt = (text: string, most: number): number => {
  const window = text.slice(0, most)
  for (const border of [/[\n。！？!?；;]/g, /[\s，,、]/g]) {
    const last = [...window.matchAll(border)].at(-1)?.index
    if (last !== undefined && last > most / 2) return last + 1
  }
  const before = window.charCodeAt(most - 1)
  return before >= 0xd800 && before <= 0xdbff ? most - 1 : most
}

const lengthOf = (runs: readonly Run[]) => runs.reduce((sum, { text }) => sum + text.length, 0)

/** A record that is longer than a message, as several that are not. */
const shorten = (record: RichRecord, most: number): RichRecord[] => {
  const { repeated, ...bare } = record
  if (lengthOf(record.runs) + lengthOf(repeated ?? []) < most - 4) return [record]
  const pieces: Run[][] = [[]]
  let room = most - 2
  for (const run of record.runs) {
    let rest = run.text
    while (rest.length > room) {
      const cut = cutAt(rest, room)
      pieces.at(-1)?.push({ ...run, text: rest.slice(0, cut) })
      pieces.push([])
      rest = rest.slice(cut)
      room = most - 2
    }
    pieces.at(-1)?.push({ ...run, text: rest })
    room -= rest.length
  }
  return pieces.map((runs, index) => (index === 0 ? { ...bare, runs } : { runs }))
}

/** Whether records make one message; counts a little too much rather than too little, and cheaply. */
const fits = (records: readonly RichRecord[], most: number): boolean => {
  let length = lengthOf(records[0]?.repeated ?? [])
  let entities = 0
  let inTable = false
  for (const { runs, opens } of records) {
    length += 2 + lengthOf(runs)
    const table = runs[0]?.look === 'pre'
    if (!(table && inTable && !opens)) entities += runs.filter(({ look, url }) => look || url).length
    inTable = table
  }
  return length <= most && entities <= limits.messageEntities
}

/** Records in as few messages as hold them, none cut. */
const pack = (records: readonly RichRecord[], most: number): RichRecord[][] => {
  const parts: RichRecord[][] = []
  let current: RichRecord[] = []
  for (const record of records.flatMap((long) => shorten(long, most))) {
    if (fits([...current, record], most)) {
      current.push(record)
      continue
    }
    const kept = current.findLastIndex(({ leads }) => !leads) + 1
    parts.push(current.slice(0, kept))
    const leading = current.slice(kept)
    if (fits([...leading, record], most)) current = [...leading, record]
    else {
      parts.push(leading)
      current = [record]
    }
  }
  return [...parts, current].filter((part) => part.length > 0)
}

/** Room for a part's number below it. */
const numberRoom = 24

/**
 * Records as messages within Telegram's limits, numbered by `number` when there are several. Nothing is lost and no
 * record is cut, unless it alone is longer than a message.
 */
export const toMessages = (
  records: readonly RichRecord[],
  number: (part: number, total: number) => string,
): RichText[] => {
  const cleaned = records.map((record) => ({
    ...record,
    runs: merge(record.runs.map((run) => ({ ...run, text: clean(run.text) }))),
    ...(record.repeated && { repeated: record.repeated.map((run) => ({ ...run, text: clean(run.text) })) }),
  }))
  const filled = cleaned.filter(({ runs }) => lengthOf(runs) > 0)
  const whole = fits(filled, limits.messageLength)
    ? [filled]
    : pack(filled, limits.messageLength - numberRoom)
  const parts = whole.map(stack).filter((runs) => runs.some(({ text }) => text.trim()))
  return parts.map((runs, index) =>
    assemble(parts.length === 1 ? runs : [...runs, { text: `\n\n${number(index + 1, parts.length)}` }]),
  )
}

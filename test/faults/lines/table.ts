import { appendFileSync } from 'node:fs'
import { expect } from 'vitest'

/** `npm run test:faults` asks for all of it; the suite has a few of each kind. */
export const isFull = process.env.FAULTS === 'full'

/** Where chance begins: printed, so that a run can be had again. */
export const seed = Number(process.env.FAULTS_SEED ?? 9)

/** What came of the records and the replies under one kind of fault. */
export interface Line {
  readonly fault: string
  /** How often the fault was made. */
  readonly faults: number
  /** The run ended before the line did: what there was until then. */
  readonly unfinished?: true
  readonly seconds: number
  readonly records: { readonly lost: number; readonly once: number; readonly doubled: number }
  readonly replies: {
    readonly none: number
    readonly one: number
    /** Said twice, the second time with the mark. */
    readonly again: number
    readonly more: number
  }
  /** Requests, messages and tasks that nobody finishes. */
  readonly stuck: number
  /** Figures of this line alone. */
  readonly note?: string
}

/** The last that is written under a name is what the run prints at its end. */
const write = (line: Line): void => {
  const { FAULTS_TABLE: file } = process.env
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`)
}

/** Says how far a line has come, and keeps it for a run that is not done. */
export const soFar = (line: Line): void => {
  const { fault, faults, records, replies, seconds } = line
  write({ ...line, unfinished: true })
  process.stderr.write(
    `${fault}: ${faults} faults in ${Math.round(seconds)} s, ${JSON.stringify({ ...records, ...replies })}\n`,
  )
}

/** A line that cannot be had here, and why. */
export const leaveOut = (fault: string, note: string): void =>
  write({
    ...{ fault, faults: 0, seconds: 0, stuck: 0, note },
    records: { lost: 0, once: 0, doubled: 0 },
    replies: { none: 0, one: 0, again: 0, more: 0 },
  })

/** Writes a line into the table that the run prints at its end, and fails unless it is as was promised. */
export const enter = (line: Line): void => {
  write(line)
  const { records, replies, stuck } = line
  const wrong = { ...records, ...replies, stuck, once: 0, one: 0, again: 0 }
  expect(wrong, line.fault).toEqual({
    ...{ lost: 0, once: 0, doubled: 0, none: 0, one: 0, again: 0, more: 0, stuck: 0 },
  })
  expect(records.once + replies.one, `${line.fault}: something happened at all`).toBeGreaterThan(0)
}

/** How often each of these is there: never, once, or more. */
export const recordsOf = (counts: readonly number[]): Line['records'] => ({
  lost: counts.filter((count) => count === 0).length,
  once: counts.filter((count) => count === 1).length,
  doubled: counts.filter((count) => count > 1).length,
})

const mark = /补发|sent again/i

/** Each item: all messages that say the same thing, in the order they were said. */
export const repliesOf = (all: readonly (readonly string[])[]): Line['replies'] => {
  const kind = (said: readonly string[]): keyof Line['replies'] => {
    if (said.length === 0) return 'none'
    if (said.length === 1) return 'one'
    const unmarked = said.filter((text) => !mark.test(text)).length
    return said.length === 2 && unmarked <= 1 ? 'again' : 'more'
  }
  const replies = { none: 0, one: 0, again: 0, more: 0 }
  for (const said of all) replies[kind(said)] += 1
  return replies
}

export const addedReplies = (one: Line['replies'], other: Line['replies']): Line['replies'] => ({
  none: one.none + other.none,
  one: one.one + other.one,
  again: one.again + other.again,
  more: one.more + other.more,
})

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export const chanceFrom = (start: number): (() => number) => {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

import type { FormField, Reading } from '../form/field.ts'
import { fold } from '../text.ts'
import { undecorated } from './marks.ts'
import { mask, overlap, type Piece, type TakenPiece } from './piece.ts'
import { withoutFarewell } from './politeness.ts'
import type { Words } from './rest.ts'

/** A text out of a line, and the pieces that it comes from. */
export interface FreeText {
  readonly text: string
  readonly pieces: readonly TakenPiece[]
}

/** What a line was read as before its free text is looked for. */
interface Read {
  readonly line: string
  /** Without numbers of persons, asides and what no text is made of. */
  readonly folded: string
  readonly fields: readonly FormField[]
  readonly taken: readonly Piece[]
  readonly keys: readonly Words[]
  /** Said before a value of the same key, and otherwise. */
  readonly repeated: readonly Piece[]
  /** Numbers of persons that stand outside every quotation. */
  readonly personal: readonly Piece[]
  readonly words: readonly Words[]
  readonly reading: Reading
}

/** A single Chinese character or two letters are a slip rather than a text. */
const slip = /^(?:.|[a-z]{2})$/iu

/** Mayor Zhang: we build. A colon in a text of many lines is no key of somebody else's form. */
const labelled = /\p{L}.*[:：]\s*[\p{L}\p{N}]/u

const phrase = /[\p{Script=Han}〇]{4}|\p{L}\s+\p{L}/u

/** The piece of plain words that is the text. */
const onePiece = (free: FormField, { words }: Read): FreeText | undefined => {
  const plain = words.filter(({ text, failed }) => !failed && !slip.test(text))
  const [first] = plain
  if (!first) return undefined
  const longest = plain.reduce((best, one) => (one.text.length > best.text.length ? one : best), first)
  const chosen = {
    first,
    firstPhrase: plain.find(({ text }) => phrase.test(text)) ?? longest,
    longest,
  }[typeof free.freeText === 'string' ? free.freeText : 'longest']
  return { text: chosen.text, pieces: [chosen] }
}

/** Whether words can be meant for the text only: it must be given, or nothing else is asked for. */
const ownsWords = (free: FormField, fields: readonly FormField[]): boolean =>
  free.required || fields.every(({ claims, fixed, freeText }) => claims === false || fixed || freeText)

const isMultiline = ({ type }: FormField, reading: Reading): boolean => {
  const control = type.ask(reading)
  return control.kind === 'text' && control.multiline
}

/**
 * All that nobody claims of a message of several lines, in its order: people write on in a new line. What looks like a value
 * that failed, alone in its line, is none of it, nor is a line of courtesy. A name is in one line; beside
 * a short text that may be left out the other lines of a notice may be any matter.
 */
const severalLines = (free: FormField, read: Read): FreeText | undefined => {
  const { line, fields, taken, keys, repeated, words, reading } = read
  const isLabelled = words.some(({ text }) => labelled.test(text))
  const isSome = onePiece(free, read) !== undefined
  if (free.wholeText) return isSome || isLabelled ? leftOf(line, taken) : undefined
  const owns = ownsWords(free, fields)
  const isRead = (owns && free.freeText !== 'first') || isMultiline(free, reading)
  if (!line.trim().includes('\n') || !isRead || !(isSome || (owns && isLabelled))) return undefined
  const meant = words.filter(
    (one) =>
      (!one.failed || (owns && labelled.test(one.text))) && !repeated.some((other) => overlap(other, one)),
  )
  const masked = mask(line, meant)
  const others = linesOf(line).filter(({ start, end }) => !masked.slice(start, end).includes('\0'))
  const farewell = { start: withoutFarewell(fold(line)).trimEnd().length, end: line.length }
  const left = leftOf(line, [...taken, ...keys, ...repeated, ...others, farewell])
  return { ...left, text: undecorated(left.text).replace(/^ +/gmu, '') }
}

const isBehindWords = (words: string, { start }: Piece): boolean =>
  /[\p{L}\p{N}][^\S\n]*$/u.test(words.slice(Math.max(start - 9, 0), start))

/** call Mr Li on 13812345678 about the permit: words on either side of a number of somebody belong together. */
const cuts = (words: string, number: Piece): boolean =>
  isBehindWords(words, number) && /^[^\S\n]*[\p{L}\p{N}]/u.test(words.slice(number.end))

/** A text with a number of somebody in it is not cut up: as it stands, its field refuses it. */
const refused = (free: FormField, { line, folded, fields, taken, personal }: Read): FreeText | undefined => {
  const masked = mask(folded, taken)
  const left = personal.filter((number) => !taken.some((piece) => overlap(piece, number)))
  return left.some((number) => ownsWords(free, fields) || cuts(masked, number))
    ? leftOf(line, taken)
    : undefined
}

/** The same of a text that was named by its key, which goes on to the next value: words before the number are its own. */
export const refusedOfKey = (field: FormField, own: TakenPiece, read: Read): FreeText | undefined => {
  const { line, folded, fields, taken, personal } = read
  const { start, from = start, end } = own
  const others = taken.filter((piece) => piece !== own)
  const next = mask(line, others)
    .slice(end)
    .search(field.freeText ? /\0/u : /[\0\n]/u)
  const limit = next < 0 ? line.length : end + next
  const words = mask(folded, others)
  const isCut = personal.some(
    (number) =>
      number.start >= end &&
      number.end <= limit &&
      (ownsWords(field, fields) || isBehindWords(words, number)),
  )
  return isCut ? { text: line.slice(from, limit).trim(), pieces: [{ start, from, end: limit }] } : undefined
}

const linesOf = (line: string): Piece[] =>
  [...line.matchAll(/[^\n]+\n?/gu)].map(({ 0: text, index }) => ({ start: index, end: index + text.length }))

/** All that no other field took, in its lines. */
const leftOf = (line: string, taken: readonly Piece[]): FreeText => {
  const pieces = [...mask(line, taken).matchAll(/[^\0]+/gu)].map(({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }))
  const text = pieces.map(({ start, end }) => line.slice(start, end)).join('')
  // What parted it from a value before it is no part of it.
  const lines = text.split('\n').map((one) => one.replace(/^[\s,;:，；：]+/u, '').trimEnd())
  return {
    text: lines
      .join('\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trim(),
    pieces,
  }
}

/** What a line gives the text that nobody named by its key. */
export const freeTextOf = (free: FormField, read: Read): FreeText | undefined =>
  free.claims === false
    ? undefined
    : (refused(free, read) ?? severalLines(free, read) ?? onePiece(free, read))

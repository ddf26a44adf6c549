import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { Claim, FieldType, Outcome, Reading } from '../form/field.ts'
import { type Notice, notice } from '../i18n.ts'
import { overlap } from '../line/piece.ts'
import { remembering } from '../remembering.ts'
import { characterAt, characterBefore, chinese, fold, wordsBefore } from '../text.ts'
import { type Bounds, readAmount } from './amounts.ts'
import { changed, changesOf, findChanges } from './count-changes.ts'
import { type CountWords, countingOthers, patternsOf } from './count-patterns.ts'
import { chineseDigits } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** PostgreSQL's integer. */
const largest = 2_147_483_647

export interface CountSettings extends CountWords {
  readonly minimum?: number
  readonly maximum?: number
  /** What is said where one more is counted than was typed. */
  readonly noteOfOneMore?: (text: string, count: number) => Notice
}

// What comes before a number that is no count: an ordinal, a larger number, a word.
const noStart = new RegExp(`(?:[第\\w${chineseDigits}万+-]|\\d[.,])$`, 'u')
/** 其中干部5人、教师7人: parts of a number that was given before. */
const partOfWhole = /(?:其中|含|包括|including)[^。;；()\n]{0,30}$/iu
/** 12人，不是10人: a number that is no more, or never was. */
const denied = /(?:不是|而非|并非|(?<![a-z])(?:not|rather than|instead of)\s)\s?$/iu
const wordCharacter = /[a-z0-9]/iu
const longerWord = /[民才工口均大员们士]/u
const letter = /[\p{L}\p{N}]/u
const han = new RegExp(`[${chinese}]`, 'u')

/** A number by itself or with a letter that is no unit (12P), and the parts of a whole: 其中干部5人. */
const bare =
  /(?<![\p{L}\p{N}./:@#〔〕-])(?:[-−]?\d{1,18}(?:\.\d+)?[a-z]?|[一二两三四五六七八九十]{1,3})(?![\p{L}\p{N}/:.〕-]|[ ]\p{Script=Latin})|[(（]?(?:其中|含|包括)[^。;；)）\n\0]{0,30}\d[^。;；)）\n\0]{0,12}[)）]?|[(]?(?<![a-z])(?:incl(?:uding|\.)?|of whom|of them)\s[^.;()\n\0]{0,30}\d[^.;,()\n\0]{0,20}[)]?/giu
/** 12入, 12 poeple: a number and what is nearly one of its units. */
const mistyped =
  /(?<![\p{L}\p{N}./:-])\d{1,6}\s?(?:[入仁](?![\p{L}\p{N}])|(?<word>[a-z]{4,9})(?![\p{L}\p{N}]))/giu

const pieceOf = ({ 0: text, index }: RegExpExecArray) => ({ start: index, end: index + text.length })

/** A whole number of something. In a free line only with one of its units (`12人`, `十二人`, `12 people`). */
export const count = (settings: CountSettings): FieldType<number> => {
  const { units, others = [], minimum = 0, maximum = largest, noteOfOneMore } = settings
  const bounds: Bounds = { minimum, maximum }
  const ofOthers = countingOthers(others)
  // Compiled when they are first used, which takes longer than a line does.
  let compiled:
    | (ReturnType<typeof patternsOf> & { readonly changes: ReturnType<typeof changesOf> })
    | undefined
  const patterns = () => {
    compiled ??= { ...patternsOf(settings), changes: changesOf(settings) }
    return compiled
  }
  const isNearUnit = (word: string | undefined) =>
    word === undefined ||
    (units.every((unit) => unit !== word.toLowerCase()) &&
      units.some((unit) => unit.length >= 5 && distance(unit, word.toLowerCase()) <= 2))
  const chineseUnit = units.find((candidate) => han.test(candidate))

  const sumIn = (text: string): Outcome<number> => {
    const read = [...text.matchAll(patterns().digits)].map(([digits]) =>
      readAmount(text, { digits }, { minimum: 0, maximum }),
    )
    const wrong = read.find(({ kind }) => kind !== 'value')
    if (wrong) return wrong
    return understood(read.reduce((sum, outcome) => sum + (outcome.kind === 'value' ? outcome.value : 0), 0))
  }
  /** Those who come with the head, and the head: said, since the number is not the one that was typed. */
  const withTheHead = (text: string, outcome: Outcome<number>): Outcome<number> => {
    if (outcome.kind === 'choice') return { ...outcome, values: outcome.values.map((value) => value + 1) }
    if (outcome.kind !== 'value') return outcome
    const value = outcome.value + 1
    return { kind: 'value', value, ...(noteOfOneMore && { note: noteOfOneMore(quoted(text), value) }) }
  }
  const vagueIn = (text: string) => problemOf(notice('fields.count.vague', { text: quoted(text) }))
  const amountIn = ({ 0: text, groups }: RegExpExecArray): Outcome<number> => {
    const { least, digits = '', loose, limit, limitAfter } = groups ?? {}
    return (limit ?? limitAfter) === undefined
      ? readAmount(text, { digits, loose, least }, bounds)
      : vagueIn(text)
  }
  /** 12 people, or maybe 13: both are offered. */
  const eitherOf = ({ 0: text, groups }: RegExpExecArray): Outcome<number> => {
    const read = [groups?.least, groups?.digits].map((digits = '') => readAmount(text, { digits }, bounds))
    const values = read.flatMap((outcome) => (outcome.kind === 'value' ? [outcome.value] : []))
    return values.length < read.length ? vagueIn(text) : { kind: 'choice', values: [...new Set(values)] }
  }
  /** Whether a number with a unit counts what is asked for: not 第3人, 培训300人 or 12人才. */
  const isOwn = (line: string, { 0: text, index, groups }: RegExpExecArray): boolean => {
    const next = characterAt(line, index + text.length)
    const cutShort = han.test(text.slice(-1)) ? longerWord.test(next) : wordCharacter.test(next)
    const startsAmiss = noStart.test(line.slice(Math.max(index - 2, 0), index)) && !/^[-−负]/u.test(text)
    const inWord =
      groups?.lone !== undefined &&
      letter.test(characterBefore(line, index)) &&
      /^[\d一二两三四五六七八九十]/u.test(text)
    const before = wordsBefore(line, index)
    return !(
      startsAmiss ||
      cutShort ||
      inWord ||
      [partOfWhole, ofOthers, denied].some((pattern) => pattern.test(before))
    )
  }

  const find = (line: string): Claim<number>[] => {
    const { apart, besideAfter, besideBefore, changed, counted } = patterns()
    const { differing, either, grouped, summed, uncounted } = patterns()
    const claims: Claim<number>[] = []
    // Minus five people are none, where no number stands.
    const changes = changesIn(line).filter(({ text }) => !/^minus/iu.test(text))
    const differences = [...differing(line).map(pieceOf), ...changes]
    const claim = ({ 0: text, index: start }: RegExpExecArray, outcome: Outcome<number>) => {
      const end = start + text.length
      const overlaps = (other: { readonly start: number; readonly end: number }) =>
        start < other.end && other.start < end
      if (!claims.some(overlaps) && !differences.some(overlaps)) claims.push({ start, end, outcome })
    }
    for (const match of summed(line)) claim(match, sumIn(match[0]))
    for (const match of either(line)) if (isOwn(line, match)) claim(match, eitherOf(match))
    for (const match of apart(line)) claims.push({ ...pieceOf(match), outcome: vagueIn(match[0]) })
    // 12 -> 15, 12改15人: the second number is what it shall be.
    for (const match of line.matchAll(changed)) claim(match, amountIn(match))
    for (const match of [...besideBefore(line), ...besideAfter(line)])
      if (isOwn(line, match)) claim(match, withTheHead(match[0], amountIn(match)))
    for (const match of line.matchAll(uncounted)) if (isOwn(line, match)) claim(match, vagueIn(match[0]))
    for (const match of line.matchAll(counted)) if (isOwn(line, match)) claim(match, amountIn(match))
    for (const match of line.matchAll(grouped)) claim(match, amountIn(match))
    return claims.sort((one, other) => one.start - other.start)
  }

  const changesIn = remembering((line) => findChanges(patterns().changes, line))
  const counts = remembering(find)
  const recognise = (line: string, { current }: Reading): Claim<number>[] => {
    if (typeof current !== 'number') return counts(line)
    const changes = changesIn(line).map((change) => ({
      start: change.start,
      end: change.end,
      outcome: changed(current, change, bounds),
    }))
    const apart = counts(line).filter((one) => changes.every((other) => !overlap(one, other)))
    return [...apart, ...changes].sort((one, other) => one.start - other.start)
  }

  const validate = (typed: string, reading: Reading): Outcome<number> => {
    const text = fold(typed).trim()
    const match = patterns().whole.exec(text)
    if (match) return amountIn(match)
    const [only, ...more] = recognise(text, reading)
    if (only && more.length === 0 && only.start === 0 && only.end === text.length) return only.outcome
    return problemOf(notice('fields.count.unknown', { text: quoted(typed) }))
  }

  return {
    name: 'count',
    schema: z.number().int().min(minimum).max(maximum),
    recognise,
    resembles: (line) => {
      const { differing, kinds, plusAlone, vagueAlone } = patterns()
      const nearly = [...line.matchAll(mistyped)].filter(({ groups }) => isNearUnit(groups?.word))
      return [bare, kinds, plusAlone, vagueAlone]
        .flatMap((pattern) => [...line.matchAll(pattern)])
        .concat(differing(line))
        .concat(nearly)
        .map(pieceOf)
        .concat(changesIn(line).map(({ start, end }) => ({ start, end })))
    },
    validate,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value, { translate }) =>
      translate.locale === 'zh-CN' && chineseUnit ? `${value}${chineseUnit}` : `${value}`,
    write: (value) => `${value}`,
  }
}

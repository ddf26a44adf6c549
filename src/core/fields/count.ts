import { z } from 'zod'
import type { Claim, FieldType, Outcome } from '../form/field.ts'
import { notice } from '../i18n.ts'
import { characterAt, characterBefore, chinese, escapePattern, fold, wordsBefore } from '../text.ts'
import { amount, type Bounds, looseness, readAmount } from './amounts.ts'
import { chineseDigits } from './numerals.ts'
import { problemOf, quoted, understood } from './outcome.ts'

/** PostgreSQL's integer. */
const largest = 2_147_483_647

export interface CountSettings {
  readonly units: readonly string[]
  /** Units of many things, which count only as words by themselves: 大概8个, but not 8个项目. */
  readonly looseUnits?: readonly string[]
  /** Words after which a number counts something else of the same unit: 培训300人. */
  readonly others?: readonly string[]
  /** Words that count without a unit: a delegation of 12. */
  readonly groups?: readonly string[]
  /** Words for the parts that make up the whole, of which each has a number: 5男3女. */
  readonly parts?: readonly string[]
  /** Words for those who come beside one who is not counted: 随行8人 are nine. */
  readonly beside?: readonly string[]
  /** Kinds of what is counted (教师): by themselves no text. */
  readonly kinds?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
}

const hedge =
  '(?:(?:大约|大概|约莫|差不多|将近|接近|约|近)\\s?|(?<![a-z])(?:about|around|approx(?:\\.|imately)?|roughly|some|nearly|almost|circa)\\s)?'
const hedgeAfter = '(?:\\s?(?:左右|上下)|\\s(?:or so|approximately)(?![a-z]))?'
const total = '(?:一行|[一总]?共(?:有|计|是)?|[总合]计)?'
const introduction = `(?:等|${total}${total}|an? [a-z]{1,20} of )?${hedge}`
const dash = '\\s?(?:[-~–—〜](?![a-z])|[至到或]|or|to)\\s?'
// What comes before a number that is no count: an ordinal, a larger number, a word.
const noStart = new RegExp(`(?:[第\\w${chineseDigits}万+-]|\\d[.,])$`, 'u')
/** 其中干部5人、教师7人: parts of a number that was given before. */
const partOfWhole = /(?:其中|含|包括|including)[^。;；()\n]{0,30}$/iu
const wordCharacter = /[a-z0-9]/iu
const longerWord = /[民才工口均大员们士]/u
const letter = /[\p{L}\p{N}]/u
const han = new RegExp(`[${chinese}]`, 'u')
const among = (words: readonly string[]) =>
  `(?:${
    [...words]
      .sort((a, b) => b.length - a.length)
      .map(escapePattern)
      .join('|') || '(?!)'
  })`

/** A number by itself or with a letter that is no unit (12P), and the parts of a whole: 其中干部5人. */
const bare =
  /(?<![\p{L}\p{N}./:@#〔〕-])(?:[-−]?\d{1,6}(?:\.\d+)?[a-z]?|[一二两三四五六七八九十]{1,3})(?![\p{L}\p{N}/:.〕-]|[ ]\p{Script=Latin})|[(（]?(?:其中|含|包括)[^。;；)）\n\0]{0,30}\d[^。;；)）\n\0]{0,12}[)）]?/giu

/** How a count is written in a free line, and as all that was typed. */
const patternsOf = ({
  units,
  looseUnits = [],
  groups = [],
  parts = [],
  beside = [],
  kinds = [],
}: CountSettings) => {
  const number = `(?:(?:between\\s+)?(?<least>${amount})(?:${dash}|\\s+and\\s+(?<=between.{1,40})))?(?<digits>${amount})(?<loose>${looseness})?`
  const unit = `(?:${among(units)}|(?<lone>${among(looseUnits)})(?![\\p{L}\\p{N}]))`
  const someUnit = among([...units, ...looseUnits])
  const part = `(?:${amount}\\s?${among(parts)}|${among(parts)}\\s?${amount})(?:\\s?${among(units)})?`
  return {
    counted: new RegExp(`${introduction}${number}\\s?${unit}${hedgeAfter}`, 'giu'),
    grouped: new RegExp(
      `(?:an? )?${among(groups)} of ${hedge}(?<digits>${amount})(?:\\s?${someUnit})?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    summed: new RegExp(`${part}(?:\\s?(?:[、,]|and)?\\s?${part})+`, 'giu'),
    uncounted: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:几|若干|数[十百千]|几[十百千]|上[百千]|[百千]余|several|a few|dozens of|hundreds of|many)\\s?${among(units)}`,
      'giu',
    ),
    besides: new RegExp(
      `${among(beside)}\\s?(?:人员)?\\s?${hedge}(?<digits>${amount})\\s?${someUnit}`,
      'giu',
    ),
    whole: new RegExp(`^${introduction}${number}\\s*${someUnit}?${hedgeAfter}$`, 'iu'),
    kinds: new RegExp(`(?<![\\p{L}\\p{N}])(?:${among(kinds)}[和与、]?)+(?![\\p{L}\\p{N}])`, 'giu'),
    changed: new RegExp(
      `(?<![\\p{L}\\p{N}-])\\d{1,6}\\s?(?:${someUnit})?\\s?(?:-{1,2}>|=>|[→➡]|改(?:[为成到]|)|变[为成])\\s?(?<digits>\\d{1,6})(?:\\s?${someUnit})?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    digits: new RegExp(amount, 'giu'),
  }
}

/** A whole number of something. In a free line only with one of its units (`12人`, `十二人`, `12 people`). */
export const count = (settings: CountSettings): FieldType<number> => {
  const { units, others = [], minimum = 0, maximum = largest } = settings
  const bounds: Bounds = { minimum, maximum }
  const ofOthers = new RegExp(`${among(others)}\\p{Script=Han}{0,4}\\s?$`, 'iu')
  // Compiled when they are first used, which takes longer than a line does.
  let compiled: ReturnType<typeof patternsOf> | undefined
  const patterns = () => {
    compiled ??= patternsOf(settings)
    return compiled
  }
  const chineseUnit = units.find((candidate) => han.test(candidate))

  const sumIn = (text: string): Outcome<number> => {
    const read = [...text.matchAll(patterns().digits)].map(([digits]) =>
      readAmount(text, { digits }, { minimum: 0, maximum }),
    )
    const wrong = read.find(({ kind }) => kind !== 'value')
    if (wrong) return wrong
    return understood(read.reduce((sum, outcome) => sum + (outcome.kind === 'value' ? outcome.value : 0), 0))
  }
  const withOneMore = (outcome: Outcome<number>): Outcome<number> =>
    outcome.kind === 'value' ? understood(outcome.value + 1) : outcome

  const recognise = (line: string): Claim<number>[] => {
    const { besides, changed, counted, grouped, summed, uncounted } = patterns()
    const claims: Claim<number>[] = []
    const claim = ({ 0: text, index: start }: RegExpExecArray, outcome: Outcome<number>) => {
      const end = start + text.length
      if (!claims.some((other) => start < other.end && other.start < end))
        claims.push({ start, end, outcome })
    }
    for (const match of line.matchAll(summed)) claim(match, sumIn(match[0]))
    // 12 -> 15, 12改15人: the second number is what it shall be.
    for (const match of line.matchAll(changed))
      claim(match, readAmount(match[0], { digits: match.groups?.digits ?? '' }, bounds))
    for (const match of line.matchAll(besides))
      claim(match, withOneMore(readAmount(match[0], { digits: match.groups?.digits ?? '' }, bounds)))
    for (const match of line.matchAll(counted)) {
      const [text] = match
      const { least, digits = '', loose, lone } = match.groups ?? {}
      const end = match.index + text.length
      const next = characterAt(line, end)
      const cutShort = han.test(text.slice(-1)) ? longerWord.test(next) : wordCharacter.test(next)
      const startsAmiss =
        noStart.test(line.slice(Math.max(match.index - 2, 0), match.index)) && !/^[-−负]/u.test(text)
      if (startsAmiss || cutShort) continue
      if (
        lone &&
        letter.test(characterBefore(line, match.index)) &&
        /^[\d一二两三四五六七八九十]/u.test(text)
      )
        continue
      if ([partOfWhole, ofOthers].some((pattern) => pattern.test(wordsBefore(line, match.index)))) continue
      claim(match, readAmount(text, { digits, loose, least }, bounds))
    }
    for (const match of line.matchAll(grouped))
      claim(match, readAmount(match[0], { digits: match.groups?.digits ?? '' }, bounds))
    for (const match of line.matchAll(uncounted))
      claim(match, problemOf(notice('fields.count.vague', { text: quoted(match[0]) })))
    return claims.sort((one, other) => one.start - other.start)
  }

  const validate = (typed: string): Outcome<number> => {
    const text = fold(typed).trim()
    const groups = patterns().whole.exec(text)?.groups
    if (groups?.digits !== undefined)
      return readAmount(text, { digits: groups.digits, loose: groups.loose, least: groups.least }, bounds)
    const [only, ...more] = recognise(text)
    if (only && more.length === 0 && only.start === 0 && only.end === text.length) return only.outcome
    return problemOf(notice('fields.count.unknown', { text: quoted(typed) }))
  }

  return {
    name: 'count',
    schema: z.number().int().min(minimum).max(maximum),
    recognise,
    resembles: (line) =>
      [...line.matchAll(bare), ...line.matchAll(patterns().kinds)].map(({ 0: text, index }) => ({
        start: index,
        end: index + text.length,
      })),
    validate,
    ask: () => ({ kind: 'text', multiline: false }),
    show: (value, { translate }) =>
      translate.locale === 'zh-CN' && chineseUnit ? `${value}${chineseUnit}` : `${value}`,
    write: (value) => `${value}`,
  }
}

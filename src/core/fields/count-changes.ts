import type { Outcome } from '../form/field.ts'
import { anyOf } from '../text.ts'
import { amount, type Bounds, bounded, readAmount } from './amounts.ts'
import type { CountWords } from './count-patterns.ts'

/** So many more, or fewer, than there are: 再加两个人, 少了3人, two more people, one fewer. */
export interface CountChange {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly digits: string
  readonly isMore: boolean
}

const wordStart = '(?<![\\p{L}\\p{N}])'
const wordEnd = '(?![\\p{L}\\p{N}])'
const negated =
  "(?:(?:will|would|are|is|were|was|have|has|could|do|does|did)(?: not|n't)|cannot|can not|can't|won't)"
const leaving = `(?:(?:(?:have|has|had|are|is|will|were|was)\\s)?(?:drop(?:ped|ping)? out|pull(?:ed|ing)? out|withdrew|withdrawn|cancell?ed)|${negated}\\s(?:be\\s)?(?:com(?:e|ing)|go(?:ing)?|attend(?:ing)?|join(?:ing)?|mak(?:e|ing) it))`
const staying =
  '(?:不来|不去|不到|不参加|不能来|不能去|不能参加|来不了|去不了|到不了|参加不了|无法参加|请假|退出)了?'

/** How changes of a number are told, with the words of what is counted. */
export const changesOf = ({ units, looseUnits = [], titles = [] }: CountWords) => {
  const unit = `(?:${anyOf([...units, ...looseUnits])})`
  const label = titles.length === 0 ? '(?!)' : `(?:${anyOf(titles)})`
  const number = `(?<digits>${amount})`
  const up = '(?:[再又还另多]?(?:增加|新增|增派|追加|[加添增多])(?:上|派|来)?|[再又还另][来去派](?!自))了?'
  const down = '(?:减少|减去|减掉|[减少])(?:掉|来|去)?了?'
  const notLimit = '(?<![不最至很许增减缺])'
  const called = `(?:${label}|${unit})`
  const word = (source: string) => `${wordStart}${source}${wordEnd}`
  const further = '(?:more|extra|additional|further)'
  // One more day is no person.
  const byItself = `(?:\\s${unit}|(?=\\s*(?:$|[,;.!()]|(?:and|please|thanks|thx|pls)(?![a-z]))))`
  const itsNumber = `(?:\\s(?:the\\s)?(?:number(?: of)?|${called}|it))*`
  const more = [
    `${label}\\s?(?:${up}|\\+)\\s?${number}(?:\\s?${unit})?${wordEnd}`,
    `${notLimit}${up}\\s?${number}\\s?${unit}`,
    `(?<![\\p{L}\\p{N}]\\s?)\\+\\s?${number}\\s?${unit}`,
    word(`(?:add|plus|another|bring|an (?:additional|extra))\\s${number}(?:\\s${further})?\\s${unit}`),
    word(`(?:add\\s)?${number}\\s${further}${byItself}`),
    word(`${number}\\s${unit}\\s(?:more|extra)`),
    word(`(?:increase|raise|up|grow)[ds]?${itsNumber}\\sby\\s${number}(?:\\s${unit})?`),
    word(`${called}\\s(?:(?:is|are)\\s)?(?:up\\sby\\s|\\+\\s?|plus\\s)${number}`),
  ]
  const fewer = [
    `${label}\\s?${down}\\s?${number}(?:\\s?${unit})?${wordEnd}`,
    `${notLimit}${down}\\s?${number}\\s?${unit}`,
    `有?${number}\\s?${unit}(?:同志)?(?:临时|因故|因病|因事)?${staying}`,
    word(`(?:remove|minus|drop|subtract|take off|take away|less)\\s${number}\\s${unit}`),
    word(`${number}\\s(?:fewer|less)${byItself}`),
    word(`${number}\\s${unit}\\s(?:fewer|less|short)`),
    word(`${number}(?:\\s${unit})?\\s${leaving}`),
    word(`(?:reduce|decrease|lower|cut|down)[ds]?${itsNumber}\\sby\\s${number}(?:\\s${unit})?`),
    word(`${called}\\s(?:(?:is|are)\\s)?(?:down\\sby\\s|minus\\s)${number}`),
  ]
  const ruleOf = (isMore: boolean) => (source: string) => ({ isMore, pattern: new RegExp(source, 'giu') })
  return [...more.map(ruleOf(true)), ...fewer.map(ruleOf(false))]
}

/** No change is told without one of these, and a number: a line is looked through once before it is looked through for each. */
const mayChange =
  /[加添增多减少派+]|[再又还另][来去]|[不无退请]|more|extra|additional|further|another|add|plus|bring|increase|raise|fewer|less|short|remove|minus|drop|subtract|take|reduce|decrease|lower|cut|down|up by|not|n't|out|cancel|withdr/iu
const anyNumber = new RegExp(amount, 'iu')

/** Every change that a folded line tells, none overlapping. */
export const findChanges = (rules: ReturnType<typeof changesOf>, line: string): CountChange[] => {
  const found: CountChange[] = []
  if (!mayChange.test(line) || !anyNumber.test(line)) return found
  for (const { isMore, pattern } of rules)
    for (const { 0: text, index: start, groups } of line.matchAll(pattern)) {
      const end = start + text.length
      if (found.every((other) => end <= other.start || other.end <= start))
        found.push({ start, end, text, digits: groups?.digits ?? '', isMore })
    }
  return found
}

/** What so many more, or fewer, make of the number that stands. */
export const changed = (standing: number, change: CountChange, bounds: Bounds): Outcome<number> => {
  const { text, digits, isMore } = change
  const read = readAmount(text, { digits }, { minimum: 1, maximum: bounds.maximum })
  if (read.kind === 'problem') return read
  const sum = (by: number) => bounded(text, isMore ? standing + by : standing - by, bounds)
  if (read.kind === 'value') return sum(read.value)
  const sums = read.values.map(sum)
  const wrong = sums.find(({ kind }) => kind === 'problem')
  return wrong ?? { kind: 'choice', values: sums.flatMap((one) => (one.kind === 'value' ? [one.value] : [])) }
}

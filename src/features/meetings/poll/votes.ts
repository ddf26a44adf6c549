import { z } from 'zod'
import { problemOf, quoted, understood } from '../../../core/fields/outcome.ts'
import type { FieldType, Outcome } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import { anyOf, fold } from '../../../core/text.ts'
import { Vote } from '../../../generated/prisma/enums.ts'
import { mostSlots } from './slots.ts'

/** The number that stands for all that are not named. */
export const theOthers = 0

/** More than there are slots: the day of the month that a slot is on (23号可以). */
export const isDayOfMonth = (slot: number): boolean => slot > 9

const schema = z.array(z.object({ slot: z.int().min(theOthers).max(31), vote: z.enum(Vote) })).min(1)

/** What somebody answers to slots by their numbers, from 1, or by their days. */
export type Votes = z.infer<typeof schema>

const words: Readonly<Record<Vote, readonly string[]>> = {
  yes: '可以|也可以|也可|都行|行|能来|能|可|是|好|参加|没问题|有空|√|✓|✔|✅|yes|y|okay|ok|good|fine|works'.split(
    '|',
  ),
  if_need_be:
    '也行|勉强可以|勉强行|勉强|尽量|必要时可以|必要时|△|if need be|if needed|if necessary|need be|maybe|perhaps|m'.split(
      '|',
    ),
  no: "不行|不可以|不能来|不能|不可|不便|不方便|没空|有事|冲突|否|×|✗|✕|❌|no|n|can't|cannot|not possible|doesn't work".split(
    '|',
  ),
}
const others = '其余|其他|其它|剩下的|全部|所有|全都|都|the rest|the others|rest|others|all of them|all'
const latin = (word: string) => /[a-z]/u.test(word)
/** A word in Latin letters stands by itself; 1no is written too. */
const source = (list: readonly string[]) =>
  `${anyOf(list.filter((word) => !latin(word)))}|(?<![a-z])(?:${anyOf(list.filter(latin))})(?![a-z])`
const range = '(?<!\\d)(?<from>[1-8])\\s?[-~至到]\\s?(?<to>[1-8])(?!\\d)'
const tokenSource = [
  `(?<if_need_be>${source(words.if_need_be)})`,
  `(?<no>${source(words.no)})`,
  // 都可以: what is said of all comes before what is said.
  `(?<others>${others}(?=\\s?(?:${source(Object.values(words).flat())})|\\s?$|\\s*[:：]))`,
  `(?<yes>${source(words.yes)})`,
  range,
  '(?<number>(?<!\\d)(?:[1-9](?!\\d)|(?:[12]\\d|3[01])(?=\\s?[日号]|st|nd|rd|th)))',
].join('|')
const token = new RegExp(tokenSource, 'giu')
const joint =
  '[\\s,;:、.\\u3002和及与跟第个号日那时间的了呢吧=]|(?<![a-z])(?:and|the)(?![a-z])|(?<=\\d)(?:st|nd|rd|th)|\\u20e3|\\ufe0f|是'
const run = new RegExp(
  `(?:${tokenSource.replace(/\?<(?:if_need_be|no|others|yes|from|to|number)>/gu, '?:')}|${joint})+`,
  'giu',
)

/** Numbers and answers in the order in which they are said; undefined for other words. */
const tokensOf = (text: string): ReadonlyArray<readonly number[] | Vote> | undefined => {
  const tokens: Array<readonly number[] | Vote> = []
  let at = 0
  const between = new RegExp(`^(?:${joint})*$`, 'iu')
  for (const match of text.matchAll(token)) {
    if (!between.test(text.slice(at, match.index))) return undefined
    at = match.index + match[0].length
    const { from, to, number, others: all } = match.groups ?? {}
    const vote = (['if_need_be', 'no', 'yes'] as const).find((one) => match.groups?.[one] !== undefined)
    if (vote) tokens.push(vote)
    else if (number !== undefined) tokens.push([Number(number)])
    else if (all !== undefined) tokens.push([theOthers])
    else
      tokens.push(
        Array.from(
          { length: Math.max(Number(to) - Number(from) + 1, 0) },
          (_, index) => Number(from) + index,
        ),
      )
  }
  return between.test(text.slice(at)) ? tokens : undefined
}

const circled = '①②③④⑤⑥⑦⑧'
const ordinals = '一二三四五六七八'

/** ①可以, 第二个可以: of the same length. */
const plainDigits = (text: string): string =>
  text
    .replace(/[①-⑧]/gu, (digit) => `${circled.indexOf(digit) + 1}`)
    .replace(
      /(?<=第\s?)[一二三四五六七八](?![一二三四五六七八九十])/gu,
      (word) => `${ordinals.indexOf(word) + 1}`,
    )

/** -1, 2.5: no time has such a number, and neither 1 nor 5 is meant. */
const noNumber = /(?<![\d\p{L}]\s?)[-−]\s?\d|\d\.\d|[−-]\s?\d+\.|(?<=\p{L}\s)[-−]\d/u

const read = (text: string): Votes | 'contrary' | undefined => {
  if (noNumber.test(text)) return undefined
  const tokens = tokensOf(plainDigits(text))
  if (!tokens?.some((one) => typeof one === 'string')) return undefined
  const answers = new Map<number, Vote>()
  const [first] = tokens
  // 可以 by itself is said of all; 可以1、3 不行2 says the answer first.
  if (tokens.length === 1 && typeof first === 'string') return [{ slot: theOthers, vote: first }]
  const ordered = typeof first === 'string' ? [...tokens].reverse() : tokens
  let numbers: number[] = []
  for (const one of ordered)
    if (typeof one !== 'string') numbers.push(...one)
    else {
      // An answer to nothing: it is not known what is meant.
      if (numbers.length === 0) return undefined
      for (const number of numbers) {
        // 1 yes 1 no: nobody knows which is meant.
        if ((answers.get(number) ?? one) !== one) return 'contrary'
        answers.set(number, one)
      }
      numbers = []
    }
  if (numbers.length > 0) return undefined
  return [...answers]
    .map(([slot, vote]) => ({ slot, vote }))
    .sort((one, other) => order(one.slot) - order(other.slot))
}
/** The others come last, as they are said. */
const order = (slot: number) => (slot === theOthers ? mostSlots + 1 : slot)

const unknownVotes = (typed: string) => problemOf(notice('polls.votes.unknown', { text: quoted(typed) }))

const outcomeOf = (typed: string, value: Votes | 'contrary'): Outcome<Votes> =>
  value === 'contrary'
    ? problemOf(notice('polls.votes.contrary', { text: quoted(typed) }))
    : understood(value)

/** Yes, if need be or no to some of the times of a poll: 1可以 2不行 其余也行, 1 yes 2 no. */
export const votesField = (): FieldType<Votes> => ({
  name: 'votes',
  schema,
  recognise: (line) =>
    [...plainDigits(line).matchAll(run)].flatMap(({ 0: text, index }) => {
      const end = index + text.trimEnd().length
      const value = read(text)
      const isSigned = noNumber.test(line.slice(Math.max(index - 2, 0), index + 2))
      if (isSigned && value)
        return [{ start: Math.max(index - 1, 0), end, outcome: unknownVotes(`-${text.trim()}`) }]
      return value ? [{ start: index, end, outcome: outcomeOf(text, value) }] : []
    }),
  validate: (typed): Outcome<Votes> => {
    const value = read(fold(typed).trim())
    return value ? outcomeOf(typed, value) : unknownVotes(typed)
  },
  ask: () => ({ kind: 'text', multiline: false }),
  show: (votes, { translate }) => {
    const named = (slot: number) =>
      isDayOfMonth(slot) ? translate('polls.slotDay', { day: slot }) : `${slot}`
    const isAll = votes.every(({ slot }) => slot === theOthers)
    return votes
      .map(({ slot, vote }) =>
        slot === theOthers
          ? translate(isAll ? 'polls.votes.all' : 'polls.votes.others', { vote })
          : translate('polls.votes.one', { slot: named(slot), vote }),
      )
      .join(translate('polls.mark'))
  },
  write: (votes) =>
    votes
      .map(
        ({ slot, vote }) =>
          `${slot === theOthers ? 'rest' : isDayOfMonth(slot) ? `${slot}号` : slot} ${vote.replaceAll('_', ' ')}`,
      )
      .join(', '),
})

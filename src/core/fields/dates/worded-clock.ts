import { anyOf } from '../../text.ts'
import type { TimeMatch } from './time-match.ts'

const words = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const hour = `(?<hour>\\d{1,2}|${anyOf(words)})`
const oclock = "\\so['’]?clock"
const part =
  '(?:(?:,?\\s(?:in\\sthe|this)\\s(?<part>morning|afternoon|evening)|\\sat\\s(?<night>night))(?!\\p{L}))'
const half = '(?:\\s?(?<half>[ap])\\.?m\\.?)'
const begins = '(?<![\\p{L}\\p{N}:.])'

/** Half past two, quarter to three, 10 in the morning, ten o'clock, at nine thirty, afternoon at 4. */
const patterns = [
  `${begins}(?:(?<past>half|(?:a\\s)?quarter|five|ten|twenty|twenty[\\s-]five|\\d{1,2})(?:\\sminutes)?\\spast|(?:a\\s)?(?<to>quarter)\\sto|(?<=at\\s)(?<minutesTo>five|ten|twenty|twenty[\\s-]five)(?:\\sminutes)?\\sto)\\s${hour}(?![\\p{L}\\p{N}])(?:${half}|${oclock})?${part}?`,
  `${begins}${hour}(?::(?<minute>\\d{2}))?(?:${half}|${oclock})?${part}`,
  `${begins}${hour}${oclock}(?!\\p{L})`,
  `(?<=(?<!\\p{L})at\\s)${hour}\\s(?<spoken>thirty|fifteen|forty[\\s-]five)(?!\\p{L})${part}?`,
  `(?<=(?<!\\p{L})at\\s)(?<hour>${anyOf(words)})(?=\\s*(?:$|[,.;]|\\0|\\s(?:in|on|to|until|till|for|with|and|or)\\s))`,
  `(?<!\\p{L})(?:in\\sthe\\s)?(?<part>morning|afternoon|evening),?\\sat\\s${hour}(?::(?<minute>\\d{2}))?(?![\\p{L}\\p{N}:.]|\\s?[ap]\\.?m)`,
].map((source) => new RegExp(source, 'giu'))

const minutes: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  'twenty five': 25,
  thirty: 30,
  'forty five': 45,
}
const numberOf = (typed: string): number => {
  const word = typed
    .toLowerCase()
    .replace(/^a\s/u, '')
    .replace(/[\s-]+/gu, ' ')
  return minutes[word] ?? Number(word)
}

/** Which hours of twelve a part of the day has, and what is added to them; those of 24 stand for themselves. */
const parts: Readonly<Record<string, (hours: number) => number | undefined>> = {
  morning: (hours) => (hours < 12 ? hours : undefined),
  afternoon: (hours) => (hours < 8 ? hours + 12 : hours >= 12 && hours < 19 ? hours : undefined),
  evening: (hours) => (hours >= 4 && hours < 12 ? hours + 12 : hours >= 16 ? hours : undefined),
  night: (hours) =>
    hours >= 6 && hours < 12 ? hours + 12 : hours % 24 > 19 || hours < 6 ? hours : undefined,
}

type Groups = Readonly<Record<string, string | undefined>>

const clockOf = ({ hour: typed = '', past, to, minutesTo, minute, spoken, half: side, ...said }: Groups) => {
  const place = words.indexOf(typed.toLowerCase())
  const number = place < 0 ? Number(typed) : place + 1
  const ofSide =
    number < 1 || number > 12 ? undefined : (number % 12) + (side?.toLowerCase() === 'p' ? 12 : 0)
  const told = side ? ofSide : number
  const inPart = parts[(said.part ?? said.night ?? '').toLowerCase()]
  const hours = told === undefined || side || !inPart ? told : inPart(told)
  if (hours === undefined || hours > 23) return undefined
  const less = to ?? minutesTo
  const more = past ?? spoken ?? minute
  const total = hours * 60 + (less ? -numberOf(less) : more ? numberOf(more) : 0)
  const within = (total + 1440) % 1440
  if (more && numberOf(more) > 59) return undefined
  return `${`${Math.floor(within / 60)}`.padStart(2, '0')}:${`${within % 60}`.padStart(2, '0')}`
}

/** Times of day that a folded line tells in English words. */
export const findWorded = (line: string): TimeMatch[] => {
  const found: TimeMatch[] = []
  for (const pattern of patterns)
    for (const { 0: text, index, groups = {} } of line.matchAll(pattern)) {
      const end = index + text.length
      if (found.some((other) => index < other.end && other.start < end)) continue
      found.push({ start: index, end, clock: clockOf(groups) })
    }
  return found
}

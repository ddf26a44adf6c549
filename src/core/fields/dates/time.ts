import { readNumeral } from '../numerals.ts'
import type { TimeMatch } from './time-match.ts'
import { findWorded } from './worded-clock.ts'

export type { TimeMatch } from './time-match.ts'

const period = '(?<period>凌晨|清晨|早上|早晨|上午|中午|正午|下午|傍晚|晚上|夜里|夜间|早|晨|晚)'
const hour = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3}|零)'
const minute = '(?:\\d{1,2}|[一二三四五六七八九十零]{1,3})'

const chinese = new RegExp(
  `(?:${period}\\s?)?(?<hour>${hour})\\s?[点时](?:钟|整|(?<half>半)|(?<quarter>[一三]刻)|(?<minute>${minute})分?)?`,
  'giu',
)
const digital = new RegExp(
  `(?:${period}\\s?)?(?<![\\d:.])(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::00)?(?![\\d:])(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?`,
  'giu',
)
const english = /(?<![\w:.])(?<hour>\d{1,2})\s?(?<half>[ap])\.?m(?!\w)\.?/giu
const noon = /(?<noon>(?<!\d\s?)中午|正午|(?<!\w)noon(?!\w))(?!\s?[\d一二两三十])/giu

const afternoon = new Set(['下午', '傍晚', '晚上', '夜里', '夜间', '晚', '中午', '正午'])

type Groups = Readonly<Record<string, string | undefined>>

/** The hour on the 24-hour clock: 下午3点 is 15, 中午12点 and 12 pm are 12, 12 am is 0. */
const hourOf = (typed: number, part: string | undefined, half: string | undefined): number | undefined => {
  if (half) return typed < 1 || typed > 12 ? undefined : (typed % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (!part || !afternoon.has(part)) return typed
  if (part.endsWith('午') && part !== '下午') return typed < 10 ? typed + 12 : typed
  if (typed === 12) return part === '下午' ? 12 : undefined
  return typed < 12 ? typed + 12 : typed
}

const minuteOf = ({ half, quarter, minute: typed }: Groups): number | undefined => {
  if (half === '半') return 30
  if (quarter) return quarter.startsWith('一') ? 15 : 45
  return typed === undefined ? 0 : readNumeral(typed.replace(/^零(?=.)/u, ''))
}

const two = (number: number) => `${number}`.padStart(2, '0')

const read = (groups: Groups): string | undefined => {
  if (groups.noon) return '12:00'
  const half = groups.half === '半' ? undefined : groups.half
  const typed = readNumeral(groups.hour ?? '')
  const hours = typed === undefined ? undefined : hourOf(typed, groups.period, half)
  const minutes = minuteOf(groups)
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59) return undefined
  return `${two(hours)}:${two(minutes)}`
}

/** Every time of day in a folded line, in the order of its kinds. A bare 3点 counts only where `lenient`. */
export const findTimes = (line: string, lenient: boolean): TimeMatch[] => {
  const found: TimeMatch[] = findWorded(line)
  for (const pattern of [chinese, digital, english, noon])
    for (const match of line.matchAll(pattern)) {
      const groups = match.groups ?? {}
      const [start, end] = [match.index, match.index + match[0].length]
      // 买3点水果: points, not o'clock.
      const bare = pattern === chinese && !groups.period
      if (bare && !lenient && /[\p{L}\p{N}]/u.test(line.slice(end, end + 1))) continue
      if (bare && /[\d.第]/u.test(line.slice(Math.max(start - 1, 0), start))) continue
      if (found.some((other) => start < other.end && other.start < end)) continue
      found.push({ start, end, clock: read(groups) })
    }
  return found.sort((a, b) => a.start - b.start)
}

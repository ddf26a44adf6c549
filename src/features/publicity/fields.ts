import { choice } from '../../core/fields/choice.ts'
import { problemOf, quoted, understood } from '../../core/fields/outcome.ts'
import { text } from '../../core/fields/text.ts'
import type { Claim, FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { OutletLevel } from '../../generated/prisma/enums.ts'

/** Outlets whose level everybody knows, by their names in both languages. */
const known: Readonly<Record<OutletLevel, readonly string[]>> = {
  national: [
    ...[
      '人民日报',
      '新华社',
      '新华网',
      '人民网',
      '中央电视台',
      '央视',
      '央广网',
      '光明日报',
      '经济日报',
      '农民日报',
    ],
    ...["People's Daily", 'Xinhua', 'CCTV', 'China Daily'],
  ],
  provincial: [
    '大众日报',
    '山东卫视',
    '重庆日报',
    '重庆卫视',
    '华龙网',
    '大众网',
    'Dazhong Daily',
    'Chongqing Daily',
  ],
  city: [],
  county: [],
}

export const levelField = () =>
  choice([
    {
      value: OutletLevel.national,
      label: 'publicity.level.national',
      words: ['中央', '国家级', '央媒', 'national', 'central'],
    },
    {
      value: OutletLevel.provincial,
      label: 'publicity.level.provincial',
      words: ['省级', '市级主要媒体', 'provincial'],
    },
    {
      value: OutletLevel.city,
      label: 'publicity.level.city',
      words: ['地市级', '市级', 'city', 'municipal'],
    },
    { value: OutletLevel.county, label: 'publicity.level.county', words: ['县级', '区县级', 'county'] },
  ])

/** The level that follows from the outlet, of those that everybody knows. */
export const levelOf = (outlet: string | null): OutletLevel | null => {
  const named = outlet?.toLowerCase()
  if (named === undefined) return null
  const levels = Object.keys(known) as OutletLevel[]
  return levels.find((level) => known[level].some((name) => named.includes(name.toLowerCase()))) ?? null
}

/** Where it was published: a name in full, of those that everybody knows found anywhere in a line. */
export const outletField = (): FieldType<string> => {
  const names = Object.values(known).flat()
  return {
    ...text({ maximum: 100 }),
    // 媒体:石柱报 山海情深: one word, unless it is in quotation marks.
    extent: (words) => /^[^\s,;]+/u.exec(words)?.[0].length ?? 0,
    recognise: (line): Claim<string>[] => {
      const lower = line.toLowerCase()
      const [found] = names
        .map((name) => ({ name, start: lower.indexOf(name.toLowerCase()) }))
        .filter(({ start }) => start >= 0)
        .sort((one, other) => one.start - other.start)
      return found
        ? [{ start: found.start, end: found.start + found.name.length, outcome: understood(found.name) }]
        : []
    },
  }
}

const address = /https?:\/\/[^\s<>"，。；、]+/giu

/** Where it can be read: an address of the web. */
export const linkField = (): FieldType<string> => {
  const type = text({ maximum: 500 })
  const isAddress = (typed: string) => typed.match(address)?.[0] === typed
  return {
    ...type,
    recognise: (line): Claim<string>[] =>
      [...line.matchAll(address)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        outcome: understood(match[0]),
      })),
    validate: (typed, reading) => {
      const read = type.validate(typed, reading)
      return read.kind === 'value' && !isAddress(read.value)
        ? problemOf(notice('publicity.noLink', { text: quoted(typed) }))
        : read
    },
  }
}

import { shortYuan } from '../../core/fields/yuan.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Measure } from './chart.ts'

/** A decimal text in whole units of 10^-places. Throws `RangeError` on anything else. */
const scaled = (value: string, places: number): bigint => {
  const {
    sign = '',
    whole = '',
    decimals = '',
  } = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<decimals>\d+))?$/u.exec(value)?.groups ?? {}
  if (whole === '') throw new RangeError(`not a decimal number: ${value}`)
  return BigInt(`${sign}${whole}${decimals.padEnd(places, '0')}`)
}

const placesOf = (value: string): number => value.split('.')[1]?.length ?? 0

const inCommon = (one: string, other: string): readonly [bigint, bigint] => {
  const places = Math.max(placesOf(one), placesOf(other))
  return [scaled(one, places), scaled(other, places)]
}

export const isMore = (one: string, other: string): boolean => {
  const [first, second] = inCommon(one, other)
  return first > second
}

/** The greatest of some exact figures, nothing when there are none. */
export const greatest = (values: ReadonlyArray<string | undefined>): string =>
  values.reduce<string>((most, value) => (value !== undefined && isMore(value, most) ? value : most), '0')

const steps = 10_000n

/** How much of a figure another one is, from 0 to 1, to a ten-thousandth: only lengths are drawn from it. */
export const shareOf = (value: string, whole: string): number => {
  const [part, all] = inCommon(value, whole)
  if (part <= 0n || all <= 0n) return 0
  return part >= all ? 1 : Number((part * steps) / all) / Number(steps)
}

/** By how much a figure has grown, in percent with one decimal, rounded half up; negative when it fell. */
export const growthOf = (now: string, before: string): string | undefined => {
  const [current, former] = inCommon(now, before)
  if (former <= 0n) return undefined
  const difference = (current - former) * 1000n
  const size = difference < 0n ? -difference : difference
  const tenths = `${(2n * size + former) / (2n * former)}`.padStart(2, '0')
  const text = `${tenths.slice(0, -1)}.${tenths.slice(-1)}`.replace(/\.0$/u, '')
  return difference < 0n && text !== '0' ? `-${text}` : text
}

const grouped = (value: string): string => {
  const [whole = '', decimals] = value.split('.')
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return decimals === undefined ? separated : `${separated}.${decimals}`
}

/** The database gives an amount with two decimals, a sum of it perhaps with none. */
const inFen = (value: string): string => {
  const [yuan = '', decimals = ''] = value.split('.')
  return `${yuan}.${decimals.padEnd(2, '0').slice(0, 2)}`
}

/** A percentage has one decimal at most (domain.md, section 4). */
const inTenths = (value: string): string => {
  const hundredths =
    scaled(value, Math.max(2, placesOf(value))) / 10n ** BigInt(Math.max(0, placesOf(value) - 2))
  const tenths = `${(hundredths + (hundredths < 0n ? -5n : 5n)) / 10n}`
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/u.exec(tenths) ?? []
  const padded = digits.padStart(2, '0')
  return `${sign}${padded.slice(0, -1)}.${padded.slice(-1)}`.replace(/\.0$/u, '')
}

export const showPercent = (value: string): string => `${inTenths(value)}%`

/** A figure as official writing has it: `1,234`, `4250万元`, `65.5%`. */
export const showFigure = (value: string, measure: Measure, translate: Translator): string => {
  switch (measure) {
    case 'count':
      return grouped(value)
    case 'money':
      return shortYuan(inFen(value), translate)
    case 'percent':
      return showPercent(value)
  }
}

/** `同比增长25.3%`; undefined where there was nothing a year ago. */
export const showGrowth = (now: string, before: string, translate: Translator): string | undefined => {
  const growth = growthOf(now, before)
  if (growth === undefined) return undefined
  const way = growth === '0' ? 'same' : growth.startsWith('-') ? 'down' : 'up'
  return translate('charts.growth', { way, percent: `${growth.replace('-', '')}%` })
}

import type { Translator } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import { dayInBeijing } from '../../programme/beijing.ts'
import type { Place, Registry } from '../../programme/places/registry.ts'
import type { Meeting } from './content.ts'
import { otherSide, placeOfSide } from './host.ts'

/** 石柱, not 石柱土家族自治县: titles have an autonomous county by its short name, every other place by its full one. */
const inTitle = ({ nameZh, shortZh, shortEn }: Place, { locale }: Translator): string =>
  locale === 'en' ? shortEn : nameZh.endsWith('自治县') ? shortZh : nameZh

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 十二 for 12: a meeting is no more than the hundredth of its year. */
export const chineseNumeral = (count: number): string => {
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  if (count > 99) return `${count}`
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones]}`
}

/** 济南市·武隆区东西部协作2025年第一次联席会议, and its English twin; without a number for what is cancelled. */
export const titleOf = (registry: Registry, meeting: Meeting, translate: Translator): string => {
  const { pairId, hostSide, type, startsAt, number } = meeting
  const host = { pairId, side: hostSide }
  const values = {
    host: inTitle(placeOfSide(registry, host), translate),
    other: inTitle(placeOfSide(registry, { pairId, side: otherSide(hostSide) }), translate),
    year: `${yearOf(dayInBeijing(startsAt))}`,
    type,
  }
  return number === null || number === undefined
    ? translate('meetings.title.unnumbered', values)
    : translate('meetings.title.numbered', { ...values, number, ordinal: chineseNumeral(number) })
}

import { foreignMoney } from '../../../core/fields/foreign.ts'
import type { SheetCell } from './table.ts'

/** Of the four parts of a format the first, for what is above zero; colours, conditions and widths of blanks show nothing. */
const shownOf = (format: string): string =>
  (format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u)[0] ?? '')
    // [$€-407] shows €; [$-804] is a language.
    .replace(/\[\$([^\]-]*)[^\]]*\]/gu, '"$1"')
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/[_*]./gu, '')

/** 0.0, shows thousands, 0!.0, ten thousands: what stands in the cell is the whole amount. */
const isScaled = (shown: string): boolean => /[0#?],+(?![0#?])|!\.|\\\./u.test(shown.replace(/"[^"]*"/gu, ''))

/**
 * A number as its format shows it, where that says a unit which is not in the number: 65 shown as 65万元, 5 as $5. What is shown in
 * ten thousands and stands there in yuan is in yuan.
 */
export const withFormat = (number: number, format: string): SheetCell => {
  const shown = shownOf(format)
  const words = shown.replace(/\bGeneral\b|[0#?.,+\s"!\\/-]|E\+/gu, '')
  if (foreignMoney.test(words)) return `${words} ${number}`
  if (!/[十百千万亿元]|yuan|rmb|cny/iu.test(words)) return number
  if (isScaled(shown)) return `${number}元`
  // CNY before a number is a bookkeeper's habit, as ¥ is: the heading says what is counted.
  return /[十百千万亿元]|yuan|thousand|million/iu.test(words) ? `${number}${words}` : number
}

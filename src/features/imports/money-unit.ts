import { foreignMoney } from '../../core/fields/foreign.ts'
import { fold, readable } from '../../core/text.ts'

/**
 * What words say of amounts: that they count 10^power yuan, that they are money of another country, nothing (预算（必填）), or
 * something that is not understood, which nobody may guess.
 */
export type MoneyUnit =
  | { readonly kind: 'yuan'; readonly power: number }
  | { readonly kind: 'foreign' | 'nothing' | 'unknown' }

/** Powers of ten; those that follow one another multiply: 百万, ten thousand, 10k. */
const scales: Readonly<Record<string, number>> = {
  十: 1,
  百: 2,
  千: 3,
  万: 4,
  亿: 8,
  ten: 1,
  tens: 1,
  hundred: 2,
  hundreds: 2,
  thousand: 3,
  thousands: 3,
  million: 6,
  millions: 6,
  billion: 9,
  billions: 9,
  wan: 4,
  yi: 8,
  k: 3,
  w: 4,
  m: 6,
  mn: 6,
  mln: 6,
  mio: 6,
  bn: 9,
}

const pieces = [
  // 10,000, and '000 as accountants write it.
  /(?<zeros>[x×*]?\s?(?:1(?:0{1,2}(?:,000)*|(?:,000)+|0*)|['"]?000(?:,?000)*['"]?s?))(?![\d,.^])/u,
  /10\^(?<power>\d)(?!\d)/u,
  /(?<scale>[十百千万亿]|(?:tens?|hundreds?|thousands?|millions?|billions?|wan|yi|mln|mio|mn|bn|[kwm])(?![a-z])|k(?=rmb|cny|yuan))/u,
  /(?<yuan>人民币|元|圆|[¥￥]|(?:chinese yuan|yuan|rmb|cny|renminbi)(?![a-z]))/u,
  /(?<said>计量单位|货币单位|金额单位|单位|币种|以|按|计|均?为|[\s:,;·.-]|(?:units?|in|of|amounts?|figures?|all|are|is|currency)(?![a-z]))/u,
]
const piece = new RegExp(pieces.map(({ source }) => source).join('|'), 'uy')

/** What says nothing of amounts. */
const remark = /^(?:必填|选填|可选|含税|不含税|required|optional|\*)$/u

/** Reads the words beside a heading: 万元, in million yuan, CNY 10k, '000 yuan. */
export const moneyUnitOf = (words: string): MoneyUnit => {
  const text = fold(readable(words)).trim().toLowerCase()
  if (text === '' || remark.test(text)) return { kind: 'nothing' }
  if (foreignMoney.test(text)) return { kind: 'foreign' }
  let [at, power, isUnit, isClosed] = [0, 0, false, false]
  while (at < text.length) {
    piece.lastIndex = at
    const match = piece.exec(text)
    if (!match || match[0] === '') return { kind: 'unknown' }
    const { zeros, power: exponent, scale, yuan } = match.groups ?? {}
    const isScale = zeros !== undefined || exponent !== undefined || scale !== undefined
    // 元、万元 and 千元, 万元 are two units.
    if (isScale && isClosed) return { kind: 'unknown' }
    power += zeros?.replace(/[^0]/gu, '').length ?? Number(exponent ?? scales[scale ?? ''] ?? 0)
    isClosed ||= /^[元圆]$/u.test(yuan ?? '') || (power > 0 && !isScale && !/^(?:of)?\s*$/u.test(match[0]))
    // Budget 10 counts budgets.
    isUnit ||= zeros === undefined ? isScale || yuan !== undefined : power >= 3
    at = piece.lastIndex
  }
  return isUnit && power <= 12 ? { kind: 'yuan', power } : { kind: 'unknown' }
}

const formal = '零壹贰叁肆伍陆柒捌玖拾'
const plain = '〇一二三四五六七八九十'
const formalDate = new RegExp(`[${formal}]{1,4}(?=\\s?[年月日号])`, 'gu')
const lookalike = /(?<=[\d一二三四五六七八九十]\s?)曰/gu

/** Dates in formal numerals (叁月拾贰日), or with 曰 for 日, as they are usually written; of the same length. */
export const plainDates = (line: string): string =>
  line
    .replace(lookalike, '日')
    .replace(formalDate, (numerals) =>
      [...numerals].map((numeral) => plain.charAt(formal.indexOf(numeral))).join(''),
    )

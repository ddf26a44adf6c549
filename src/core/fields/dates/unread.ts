import { mask, type Piece } from '../../line/piece.ts'
import { buildings, number } from './chinese-words.ts'
import { isOfPaper } from './ends.ts'
import { monthNames } from './english-words.ts'

/** 3月, 3月20, 三十号: a month or a day by its number; a length (3个月, 3日内) and a house (12号楼, 人民路12号) are none. */
const chinese = new RegExp(
  `(?<![\\d.第/〔-]|[一二三四五六七八九十])(?:${number}\\s?月(?:\\s?${number}\\s?[日号]?)?|(?<![路街巷道楼栋座段院区]\\s?)${number}\\s?(?:日(?![常程均语本夜])|号(?!${buildings}|会议|室|馆|房|信|召|称)))(?!内|之内|以内)`,
  'gu',
)
/** 12 April, April 12: by itself a month may be a word. */
const english = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?(?:${monthNames.join('|')})|(?:${monthNames.join('|')})\\s\\d{1,2}(?:st|nd|rd|th)?|the\\s\\d{1,2}(?:st|nd|rd|th))(?![\\p{L}\\p{N}])`,
  'giu',
)

/**
 * What names a month or a day in a line, beside the days that were read: whoever says one does not mean today, nor the day that
 * stands.
 */
export const unreadDays = (line: string, read: readonly Piece[]): Piece[] => {
  const rest = mask(line, read)
  return [...rest.matchAll(chinese), ...rest.matchAll(english)]
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length }))
    .filter(({ start, end }) => !isOfPaper(line, start, end))
}

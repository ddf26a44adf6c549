import { nounWords } from './spoken.ts'

const dayOf =
  '(?:on|of)\\s+(?:the\\s+)?(?:\\d{1,2}(?:st|nd|rd|th)?(?:\\s+(?:of\\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\s+\\d{1,2})(?![\\p{L}\\p{N}])'
const byDay = new RegExp(`^\\s*${dayOf}`, 'iu')
const byDayInChinese = /^[\s把将]*(?:\d{1,2}月)?\d{1,2}[日号](?:[上下]午)?的(?=\p{Script=Han})/u

/** The meeting on 30 April, 4月30日的会议: the sentence without the day by which it calls its record, which need not be the one shown. */
export const withoutDay = (kind: Parameters<typeof nounWords>[0], typed: string): string | undefined => {
  const bare = typed.replace(/^(?:the|our)\s+/iu, '')
  const chinese = byDayInChinese.exec(bare)?.[0]
  const nouns = nounWords(kind)
  if (chinese !== undefined && nouns.lengthAtStart(bare.slice(chinese.length)) > 0)
    return bare.slice(chinese.length)
  const noun = nouns.placesIn(bare).find(({ end }) => byDay.test(bare.slice(end)))
  return noun && `${bare.slice(0, noun.end)}${bare.slice(noun.end).replace(byDay, '')}`
}

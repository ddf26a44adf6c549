import { fold } from '../text.ts'

/** Words that stand where nothing is known yet, whatever follows them. */
const plain =
  "tb[acd]|t\\.b\\.[acd]\\.?|dunno|n/a|(?:i )?do(?:n't| not) know|to be (?:confirmed|decided|determined|advised|announced|agreed|filled(?: in)?)|not (?:yet )?(?:known|decided|determined|available)(?: yet)?|none yet|待定|待填|待补充?|待确认|待确定|待明确|待通知|暂无|暂缺|暂时没有|暂不确定|不详|不知道|不清楚|不晓得|未定|未知|未确定|没定"
/** The same, but only by themselves: pending may begin a text. */
const alone = 'pending|unknown|undecided|unconfirmed|to follow'
const introduction = '(?:(?:still|currently|details?|names?)\\s|我也?|目前|暂时?|还|仍|尚|人选|名单|具体)?'
const ending = '(?:\\s(?:yet|for now|at the moment)|吧|呢|了)?'
const whole = new RegExp(
  `^[\\s("'\\[【《]*${introduction}(?:${plain}|${alone}|\\?+)${ending}[\\s)"'\\]】》.。!,;]*$`,
  'iu',
)
/** A placeholder where a value begins, as the source of a regular expression. */
export const placeholderAhead = `${introduction}(?:(?:${plain})${ending}(?![\\p{L}\\p{N}])|(?:${alone})${ending}(?=\\s*(?:$|[,;.()\\n\\0])))`

/** tbc, 待定: words for a value that nobody knows yet. They are no value. */
export const isPlaceholder = (words: string): boolean => whole.test(fold(words))

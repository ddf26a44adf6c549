import type { Preference } from './calendar.ts'

export type Tense = Exclude<Preference, 'nearest'>

/**
 * Which way a weekday or a day of the month lies, by the sentence around it: 周五来过 the last one, 拟周五赴 and 周五来 the
 * coming one. Undefined when the sentence does not say, or says both: then nobody guesses. The
 * sentence is looked at once, however many dates it holds.
 */
export const tenseIn = (line: string): ((end: number) => Tense | undefined) => {
  const past = pastWords.test(line)
  const future = futureWords.test(line)
  if (past && future) return () => undefined
  if (past) return () => 'past'
  if (future || plainWords.test(line)) return () => 'future'
  return (end) => (arriving.test(line.slice(end)) ? 'future' : undefined)
}

const pastWords =
  /(?<![通经超])过(?![来去程渡半])|(?<!为)了(?![解])|已经?(?!于)|刚刚?|曾|\b(?:visited|came|went|travell?ed|arrived|received|hosted|was|were|have been|has been)\b/iu
const futureWords =
  /拟|将(?!近)|(?<![主重纪概])要(?!求)|准备|计划|打算|预计|预定|即将|\b(?:will|shall|going to|plans? to|intends? to|(?:is|are) (?:to|coming|visiting|arriving|travell?ing|going|due|expected)|coming|upcoming|expected)\b/iu
/** A verb without a mark of time (周五来我区) speaks of what is to come, where nothing says otherwise. */
const plainWords =
  /(?<![\d十百千以将过])来(?!自)|(?<![过])去(?!年)|赴|前往|\b(?:comes|arrives|travels|goes?|visiting|arriving)\b/iu
/** 22号到济南, but not 22号济南到武隆, where 到 only joins the places. */
const arriving = /^\s?(?:[上下]午|早上|晚上)?\s?到(?!\d)/u

import type { Preference } from './calendar.ts'

export type Tense = Exclude<Preference, 'nearest'>

/** What a sentence tells of when. */
export interface Told {
  /** Which way a weekday or a day of the month lies. */
  readonly tense: Tense | undefined
  /** Which way any day lies: only where the verb says so. */
  readonly marked: Tense | undefined
}

/**
 * Which way a date lies, by the sentence around it: 周五来过 the last one, 拟周五赴 and 周五来 the coming one. Undefined when the
 * sentence does not say, or says both: then nobody guesses. The sentence is looked at once, however many dates it holds.
 */
export const tenseIn = (line: string): ((end: number) => Told) => {
  const marked = one(wasThere.test(line), planned.test(line))
  const past = pastWords.test(line)
  const future = futureWords.test(line)
  if (past || future) return () => ({ tense: one(past, future), marked })
  if (plainWords.test(line)) return () => ({ tense: 'future', marked })
  return (end) => ({ tense: arriving.test(line.slice(end)) ? 'future' : undefined, marked })
}

const one = (past: boolean, future: boolean): Tense | undefined =>
  past === future ? undefined : past ? 'past' : 'future'

/** That somebody went, or is to go: not 定了, and no plan that is talked about. */
const wasThere =
  /(?:[来去到访赴]|前往|访问|考察|接待)过|[来去]了|曾|已经?(?:[于在]\S{1,12})?(?:[来去赴到]|前往|访问)|\b(?:visited|came|went|travell?ed|arrived|hosted)\b/iu
const planned =
  /拟(?![人建])|(?<!名|大|小)将(?![近军领])|打算|预定|(?:计划|准备|预计|要|定)[于在]?(?=\s?[\d一二三四五六七八九十明下]|[去来赴到]|前往|出发)|\b(?:will|shall|going to|(?:plan(?:s|ning)?|intends?|hopes?) to|planned|scheduled|(?:is|are) (?:to|due|coming|going|expected|set)|upcoming|next (?:to|for)|shall)\b/iu
const pastWords =
  /(?<![通经超])过(?![来去程渡半])|(?<!为)了(?![解])|已经?(?!于)|刚刚?|曾|\b(?:visited|came|went|travell?ed|arrived|received|hosted|was|were|have been|has been)\b/iu
const futureWords =
  /拟|将(?!近)|(?<![主重纪概])要(?!求)|准备|计划|打算|预计|预定|即将|\b(?:will|shall|going to|plans? to|intends? to|(?:is|are) (?:to|coming|visiting|arriving|travell?ing|going|due|expected)|coming|upcoming|expected)\b/iu
/** A verb without a mark of time (周五来我区) speaks of what is to come, where nothing says otherwise. */
const plainWords =
  /(?<![\d十百千以将过])来(?!自)|(?<![过])去(?!年)|赴|前往|\b(?:comes|arrives|travels|goes?|visiting|arriving)\b/iu
/** 22号到济南, but not 22号济南到武隆, where 到 only joins the places. */
const arriving = /^\s?(?:[上下]午|早上|晚上)?\s?到(?!\d)/u

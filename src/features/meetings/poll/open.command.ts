import type { Command } from '../../../core/command.ts'
import { readWords } from '../../../core/form/words.ts'
import type { Hearing } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { enterCommand, type Named } from '../../../programme/records/commands.ts'
import { isAsked } from '../../../programme/records/spoken.ts'
import { toldAlone } from './decide.commands.ts'
import { openOrAsk, type Polls, type Values } from './opening.ts'

/** 约一下联席会议的时间吧: what is met for stands between. */
const spread =
  /^(?:我们|咱们|咱)?[想来]?(?:约|定)(?:一下|一?个|下)(?<what>(?:\p{Script=Han}{0,6}会议?|签约仪式))的?(?:开会)?时间[吧了]?$/u

/** Opens a poll from a line or a form: 约个时间开联席会议：3月20日下午、21日上午. */
export const openCommand = (polls: Polls, named: Named): Command<ProgrammeContext> => {
  const enter = enterCommand(polls.kind, polls.tools.registry, named)
  const finds = wordsOf('polls.plain.find')
  const { amend } = toldAlone(enter)
  return {
    ...enter,
    hears: (sentence, reading): Hearing[] => {
      const said = sentence.text.replace(spread, '约个时间开$<what>')
      if (!finds.isIn(said) || isAsked(sentence) || /(?<![a-z])C-?\d{4}/iu.test(said)) return []
      const words = finds.blankedIn(said).trim()
      const { filled } = readWords(enter.form, words, reading)
      const isTimed = filled.slots !== undefined && filled.slots.outcome.kind !== 'problem'
      const isBare = /^(?:开个?会|会议|a?\s?meeting|[\s,.:])*$/iu.test(words)
      if (!isTimed && !filled.type && !isBare) return []
      const isFirst = finds.lengthAtStart(said) > 0
      const isMeant = isFirst && isTimed && !sentence.doubts
      return [{ words: isBare ? '' : words, certainty: isMeant ? 'sure' : 'likely', weight: 5 }]
    },
    run: (context: ProgrammeContext, values: Values) => openOrAsk(polls, context, values),
    ...(amend && { amend }),
  } as Command<ProgrammeContext>
}

import { type Command, defineCommand } from '../../core/command.ts'
import type { Reading } from '../../core/form/field.ts'
import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { wordsOf } from '../../core/plain/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { enterCommand, enterContent, type Named } from '../../programme/records/commands.ts'
import { newContent } from '../../programme/records/content.ts'
import { isAsked, nounWords, spokenOf } from '../../programme/records/spoken.ts'
import type { ProblemKind } from './kind.ts'

/** In characters: fewer beside the words that nothing is solved say nothing of what it is. */
const shortestTold = 4

/** 武隆用水一直没解决，请省里协调: what stands in the way is told, and may be meant to be reported. */
const toldIn = (kind: ProblemKind, sentence: Sentence, reading: Reading): Hearing[] => {
  const { text } = sentence
  const told = wordsOf('problems.plain.told')
  if (isAsked(sentence) || spokenOf(kind, sentence, reading).namesRecord || !told.isIn(text)) return []
  const rest = nounWords(kind)
    .blankedIn(told.blankedIn(text))
    .replace(/[^\p{L}\p{N}]/gu, '')
  return [...rest].length < shortestTold ? [] : [{ words: text, certainty: 'possible' }]
}

/** Reports a problem, from a line or from somebody's message; its clock begins today. */
export const reportCommand = (
  kind: ProblemKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const enter = enterCommand(kind, registry, named)
  return defineCommand({
    ...enter,
    apart: true,
    hears: (sentence, reading) => {
      const heard = enter.hears?.(sentence, reading) ?? []
      return heard.length > 0 ? heard : toldIn(kind, sentence, reading)
    },
    // Whoever quotes has not typed what others wrote: in a channel it is told as such a text is.
    run: (context: ProgrammeContext, values) =>
      enterContent(kind, registry, context, newContent(kind, values), { ...values, quote: undefined }),
  })
}

import type { Hearing, Sentence } from '../../core/plain/sentence.ts'
import { type Words, wordsOf } from '../../core/plain/words.ts'
import { type AnyCommand, findTopicIn } from './find.ts'

const isOnly = (words: Words, text: string): boolean =>
  words.isIn(text) && !/[\p{L}\p{N}]/u.test(words.blankedIn(text))

const courtesies = () => wordsOf('plain.greeting', 'plain.thanks', 'plain.courtesy')
const courtesiesToAll = () => wordsOf('plain.greeting', 'plain.thanks', 'plain.courtesy', 'plain.everyone')

const asking = () => wordsOf('help.plain.asks', 'plain.noise', 'plain.courtesy')

/** What somebody says who only greets or thanks, or no more than: help me. */
export const courtesyIn = (text: string): 'greeting' | 'thanks' | 'other' | undefined => {
  if (isOnly(asking(), text)) return 'other'
  if (!courtesies().isIn(text) || !isOnly(courtesiesToAll(), text)) return undefined
  return wordsOf('plain.greeting').isIn(text) ? 'greeting' : 'thanks'
}

/** 怎么登记互访; help … me log a visit. */
export const isSentence = (words: string): boolean =>
  wordsOf('help.plain.how').isIn(words) || wordsOf('plain.noise').lengthAtStart(words) > 0

/** All of it, since courtesy is part of it. */
const whole = (text: string) => `command:"${text.replace(/["'“”‘’]/gu, '')}"`

/** Courtesy, and questions for what can be done, or how. */
export const hearsHelp =
  (commands: () => readonly AnyCommand[]) =>
  ({ line, text }: Sentence): readonly Hearing[] => {
    if (['greeting', 'thanks'].includes(courtesyIn(line) ?? ''))
      return [{ words: whole(line), certainty: 'sure' }]
    if (wordsOf('help.plain.asks').isIn(text) && isOnly(asking(), text))
      return [{ words: whole(text), certainty: 'likely' }]
    const isHow = wordsOf('help.plain.how').isIn(text)
    return isHow && findTopicIn(commands(), text) ? [{ words: whole(text), certainty: 'likely' }] : []
  }

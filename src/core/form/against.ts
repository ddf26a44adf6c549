import type { Command, Context } from '../command.ts'
import type { Reading } from './field.ts'
import { valuesOf } from './filled.ts'
import { readWords } from './words.ts'

/** What words that change something are read against: what stands. */
export const readingAgainst = async <C extends Context>(
  context: C,
  command: Command<C>,
  words: string,
): Promise<Reading> => {
  const { reading } = context
  if (!command.standing) return reading
  const standing = await command.standing(context, valuesOf(readWords(command.form, words, reading).filled))
  return standing ? { ...reading, standing } : reading
}

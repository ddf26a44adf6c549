import type { Command } from '../../core/command.ts'
import { literalWords } from '../../core/plain/words.ts'
import { fold } from '../../core/text.ts'
import type { ProgrammeContext } from '../../programme/context.ts'

export type AnyCommand = Command<ProgrammeContext>

/** Commands that begin with the same word, in the order of their feature. */
export interface Noun {
  readonly word: string
  readonly commands: readonly AnyCommand[]
}

/** What help is asked about: a noun with its verbs, or one command, with the others that share its noun. */
export type Topic =
  | { readonly kind: 'noun'; readonly noun: Noun }
  | { readonly kind: 'command'; readonly command: AnyCommand; readonly others: readonly AnyCommand[] }

const namesOf = ({ name, aliases }: AnyCommand) => [name, ...aliases]
/** `互访` and `登记` of `互访 登记`. */
export const partsOf = (name: string): { readonly noun: string; readonly verb: string | undefined } => {
  const [noun = '', verb] = name.split(' ')
  return { noun, verb }
}
const tidy = (words: string) => fold(words).trim().replace(/^\//, '').replace(/\s+/g, ' ').toLowerCase()

/** The command, or the noun, that is named somewhere in a sentence (how do I log a visit): the one with most words. */
export const findTopicIn = (commands: readonly AnyCommand[], sentence: string): Topic | undefined => {
  const found = commands.flatMap((command) =>
    namesOf(command).flatMap((name) => {
      const { noun, verb } = partsOf(name)
      if (!literalWords([noun, `${noun}s`]).isIn(sentence)) return []
      const isVerb = verb !== undefined && literalWords([verb]).isIn(sentence)
      return [{ words: isVerb ? `${noun} ${verb}` : noun, isVerb }]
    }),
  )
  const best = found.find(({ isVerb }) => isVerb) ?? found[0]
  return best && findTopic(commands, best.words)
}

export const nounsOf = (commands: readonly AnyCommand[]): Noun[] => {
  const nouns = new Map<string, AnyCommand[]>()
  for (const command of commands) {
    const { noun } = partsOf(command.name)
    nouns.set(noun, [...(nouns.get(noun) ?? []), command])
  }
  return [...nouns].map(([word, own]) => ({ word, commands: own }))
}

/** Finds `visit log`, `互访 登记`, or a noun alone (`visit`, `互访`); a noun with one command is that command. */
export const findTopic = (commands: readonly AnyCommand[], words: string): Topic | undefined => {
  const wanted = partsOf(tidy(words))
  const noun = nounsOf(commands).find((each) =>
    each.commands.some((command) => namesOf(command).some((name) => partsOf(name).noun === wanted.noun)),
  )
  if (!noun) return undefined
  const [only, ...more] = noun.commands
  if (wanted.verb === undefined && more.length > 0) return { kind: 'noun', noun }
  // `互访 list` is right too: the verb of any name goes with the noun of any other.
  const command =
    wanted.verb === undefined
      ? only
      : noun.commands.find((each) => namesOf(each).some((name) => partsOf(name).verb === wanted.verb))
  return command && { kind: 'command', command, others: noun.commands.filter((other) => other !== command) }
}

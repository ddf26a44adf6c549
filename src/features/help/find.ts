import type { Command } from '../../core/command.ts'
import { fold } from '../../core/text.ts'
import type { ProgrammeContext } from '../../programme/context.ts'

export type AnyCommand = Command<ProgrammeContext>

/** What help is asked about: one command, and the others that share its noun. */
export interface Topic {
  readonly command: AnyCommand
  readonly others: readonly AnyCommand[]
}

const namesOf = ({ name, aliases }: AnyCommand) => [name, ...aliases]
const nounOf = (name: string) => name.split(' ')[0]
const tidy = (words: string) => fold(words).trim().replace(/^\//, '').replace(/\s+/g, ' ').toLowerCase()

/** Finds `visit log`, `互访 登记`, or a noun alone (`visit`, `互访`), which means its default verb. */
export const findTopic = (commands: readonly AnyCommand[], words: string): Topic | undefined => {
  const wanted = tidy(words)
  const related = commands.filter((command) =>
    namesOf(command).some((name) => nounOf(name) === nounOf(wanted)),
  )
  // `互访 list` is right too: the verb of any name goes with the noun of any other.
  const verb = wanted.split(' ')[1]
  const command = verb
    ? related.find((candidate) => namesOf(candidate).some((name) => name.split(' ')[1] === verb))
    : (related.find(({ name, byDefault }) => byDefault || !name.includes(' ')) ?? related[0])
  if (!command) return undefined
  const sameNoun = commands.filter(({ name }) => nounOf(name) === nounOf(command.name))
  return { command, others: sameNoun.filter((other) => other !== command) }
}

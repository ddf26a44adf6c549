import type { Command, Context } from './command.ts'
import { type Commands, type Match, nounOf } from './commands.ts'
import { filingOf } from './filing.ts'
import { askedIn, isAnswer } from './form/answers.ts'
import { optionalFields } from './form/asking.ts'
import type { Draft } from './form/drafts.ts'
import { type FormField, fieldsOf, type Reading } from './form/field.ts'
import { nextField } from './form/filled.ts'
import { readWords } from './form/words.ts'
import { withoutPoliteness } from './line/politeness.ts'
import { hear } from './plain/hearing.ts'
import { sentenceOf } from './plain/sentence.ts'
import type { Desk } from './reply.ts'
import { fold } from './text.ts'

/** A command about something that has a reference, and the words around one in a line. */
interface Referring<C extends Context> {
  readonly command: Command<C>
  readonly reference: string
  readonly before: string
  readonly after: string
}

const referenceOf = ({ form }: Command): FormField | undefined =>
  fieldsOf(form).find(({ fixed, type }) => fixed === true && type.name === 'reference')

/** The commands of one noun that are about what a line refers to; none when it refers to nothing, or to several things. */
const referring = <C extends Context>(
  commands: ReadonlyArray<Command<C>>,
  line: string,
  reading: Reading,
): Referring<C>[] =>
  commands.flatMap((command) => {
    const claims = referenceOf(command)?.type.recognise(fold(line), reading) ?? []
    const [claim, ...more] = claims
    if (!claim || more.length > 0) return []
    return [
      {
        command,
        reference: line.slice(claim.start, claim.end),
        before: line.slice(0, claim.start).trim(),
        after: line.slice(claim.end).trim(),
      },
    ]
  })

/** It shows what it is told the reference of, and asks for nothing else. */
const shows = ({ effect, form }: Command): boolean => effect === 'read' && fieldsOf(form).length === 1

const isNothing = (words: string): boolean => withoutPoliteness(fold(words), []) === undefined

/** Whether a line names something that has a reference, of whatever noun. */
export const namesReference = <C extends Context>(
  commands: Commands<C>,
  line: string,
  reading: Reading,
): boolean => {
  const folded = fold(line)
  return commands.all.some((command) => referenceOf(command)?.type.recognise(folded, reading).length)
}

/**
 * A reference alone, or beside what is to be done with it and no noun (show V-2025-0001, 取消V-2025-0001): what its commands
 * hear there without a doubt. Undefined for any other line.
 */
export const matchReference = <C extends Context>(
  commands: Commands<C>,
  line: string,
  reading: Reading,
): Match<C> | undefined => {
  if (!namesReference(commands, line, reading)) return undefined
  const [only, ...others] = hear(commands, sentenceOf(line), reading)
  return only?.certainty === 'sure' && others.length === 0
    ? { command: only.command, rest: only.words, named: true }
    : undefined
}

/**
 * The same; a reference alone answers a question for one, and photos that wait, or came along, are filed under it instead.
 */
export const referred = async <C extends Context>(
  context: C,
  desk: Desk,
  commands: Commands<C>,
  draft: Draft | undefined,
  line: string,
): Promise<Match<C> | undefined> => {
  const match = matchReference(commands, line, context.reading)
  const asked = match && askedIn(commands, draft)
  if (asked && isAnswer(asked, line, context.reading)) return undefined
  if (match?.command.effect !== 'read') return match
  const isFiled = context.request.files?.length || (await filingOf(context, desk, commands, line))
  return isFiled ? undefined : match
}

/** What a line with a reference and no known verb speaks of: that, or it can mean either. */
interface Speaking<C extends Context> {
  readonly kind: 'said' | 'either'
  readonly match: Match<C>
}

/**
 * A noun with a reference and no known verb (互访 改期 V-2025-0001 到3月12日) speaks of what is there already: it is shown, or
 * changed by the words around the reference, and nothing new is begun. Where the words fill in a whole form of the noun's own,
 * they say something new that mentions the reference when something of it stands before, or either.
 */
export const aboutReference = <C extends Context>(
  commands: Commands<C>,
  { command, rest, named }: Match<C>,
  reading: Reading,
): Speaking<C> | undefined => {
  if (named || referenceOf(command)) return undefined
  const siblings = commands.all.filter((other) => nounOf(other.name) === nounOf(command.name))
  const found = referring(siblings, rest, reading)
  const isBare = found.some(({ before, after }) => isNothing(before) && isNothing(after))
  const taken = found.find((one) => (isBare ? shows(one.command) : one.command.changes === true))
  if (!taken) return undefined
  const words = [taken.reference, taken.before, taken.after].filter((some) => some !== '').join(' ')
  const match = { command: taken.command, rest: words, named: true }
  // What only shows something begins nothing new.
  if (isBare && command.effect === 'read') return { kind: 'said', match }
  const { form } = command
  const isWhole = nextField(form, readWords(form, rest, reading).filled, optionalFields(form)) === undefined
  if (!isWhole) return { kind: 'said', match }
  const before = readWords(form, taken.before, reading).filled
  const isNew = fieldsOf(form).some(({ name, freeText }) => before[name] !== undefined && !freeText)
  return isNew ? undefined : { kind: 'either', match }
}

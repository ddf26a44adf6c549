import type { Context } from '../command.ts'
import { type Commands, type Match, nounOf } from '../commands.ts'
import { isReport } from '../form/another.ts'
import { askedIn, isAnswer, steeringOf } from '../form/answers.ts'
import type { Draft } from '../form/drafts.ts'
import { fieldsOf, type Reading } from '../form/field.ts'
import { valuesOf } from '../form/filled.ts'
import { openDraft } from '../form/open-form.ts'
import { isAnswerByName } from '../form/own-name.ts'
import { readLine } from '../line/line.ts'
import { namesReference } from '../referring.ts'
import type { Desk } from '../reply.ts'
import { type Heard, hear } from './hearing.ts'
import { sentenceOf } from './sentence.ts'
import { wordsOf } from './words.ts'

/** What is said while a question waits: a command that is done, or what is offered; the form waits on. */
export interface SaidBeside<C extends Context> {
  readonly match?: Match<C>
  readonly heard: readonly Heard<C>[]
}

/** A text may hold a noun and a verb (安排下次联席会议); with so many values besides, the sentence is a command. */
const fewestValues = 2

const matchOf = <C extends Context>({ command, words }: Heard<C>): Match<C> => ({
  command,
  rest: words,
  named: true,
})

/** Hears what is said while a question waits and is no answer to it. */
export const whileWaiting = <C extends Context>(
  commands: Commands<C>,
  heardIn: (context: C, desk: Desk, line: string) => Promise<readonly Heard<C>[]>,
) => {
  /** A report of something new, told while a change waits for its values (a notice is pasted): it is none of them. */
  const reported = async (
    context: C,
    desk: Desk,
    line: string,
    draft: Draft,
  ): Promise<Heard<C> | undefined> => {
    const changing = commands.named(draft.command)
    if (!changing?.changes || namesReference(commands, line, context.reading)) return undefined
    const [only, ...others] = (await heardIn(context, desk, line)).filter(({ command }) => command.asks)
    if (!only || others.length > 0) return undefined
    const { command, words } = only
    const isSame = nounOf(command.name) === nounOf(changing.name)
    const { filled } = openDraft(draft, changing.form, context.reading)
    const standing = isSame ? await changing.standing?.(context, valuesOf(filled)) : undefined
    return isReport(command.form, words, context.reading, standing) ? only : undefined
  }

  /** A question for something that is only shown, or for one of several such things. */
  const asked = async (context: C, desk: Desk, line: string): Promise<SaidBeside<C> | undefined> => {
    if (!sentenceOf(line).asks) return undefined
    const heard = await heardIn(context, desk, line)
    const [only, ...others] = heard
    const isShown = heard.every(
      ({ command, certainty }) =>
        command.effect === 'read' && command !== commands.help && certainty !== 'possible',
    )
    if (!only || !isShown) return undefined
    return others.length > 0 ? { heard } : { match: matchOf(only), heard: [] }
  }

  /** How many values besides texts a command is told. */
  const valuesIn = ({ command, words }: Heard<C>, reading: Reading): number => {
    const { entries } = readLine(command.form, words, reading)
    return fieldsOf(command.form).filter(({ name, freeText }) => !freeText && entries[name]).length
  }

  /** A sentence that one command hears with certainty, or that names a record. A record may be mentioned in a text. */
  const another = ({ reading }: C, line: string, draft: Draft): SaidBeside<C> | undefined => {
    const waiting = commands.named(draft.command)
    const field = askedIn(commands, draft)
    if (!waiting || steeringOf(line)) return undefined
    const sentence = sentenceOf(line)
    const heard = hear(commands, sentence, reading)
    const [only, ...others] = heard
    if (!only || (field && isAnswer(field, line, reading))) return undefined
    const isText = field?.type.name === 'text'
    const isClear = others.length === 0 && only.certainty !== 'possible'
    if (namesReference(commands, line, reading)) {
      // 会议：M-2025-0001: a key says that it is the form's.
      if (readLine(waiting.form, line, reading).pieces.some(({ kind }) => kind === 'key')) return undefined
      if (isText && heard.every(({ command }) => command.effect === 'read')) return undefined
      return isClear ? { match: matchOf(only), heard } : { heard }
    }
    const isSame = nounOf(only.command.name) === nounOf(waiting.name)
    const isOwn = only.command === waiting || (isSame && only.command.changes === true)
    // A place by itself is shown when nothing is asked: here it is said in answer.
    const isBare = only.words === line.trim()
    if (!isClear || isOwn || isBare || only.command === commands.help) return undefined
    if (only.command.effect === 'read')
      return !isText || wordsOf('plain.show').lengthAtStart(sentence.text) > 0
        ? { match: matchOf(only), heard }
        : undefined
    if (isText && valuesIn(only, reading) < fewestValues) return undefined
    return { heard: [{ ...only, certainty: 'possible' }] }
  }

  return async (context: C, desk: Desk, line: string, draft: Draft): Promise<SaidBeside<C> | undefined> => {
    const question = await asked(context, desk, line)
    if (question) return question
    const report = await reported(context, desk, line, draft)
    return report ? { heard: [report] } : another(context, line, draft)
  }
}

/** An answer that says with a colon what it answers (Project approval: …) is one, whatever it begins with. */
export const isAnsweredByName = <C extends Context>(
  commands: Commands<C>,
  draft: Draft,
  typed: string,
  reading: Reading,
): boolean => {
  const field = askedIn(commands, draft)
  return field?.type.name === 'text' && isAnswerByName(field, typed, reading)
}

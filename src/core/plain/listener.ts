import { actions, type Block, lineAction, text } from '../card.ts'
import type { Command, Context } from '../command.ts'
import { type Commands, type Match, nounOf } from '../commands.ts'
import { quoted } from '../fields/outcome.ts'
import { calledIn, offeredNames } from '../form/called.ts'
import { fieldsOf, type Reading } from '../form/field.ts'
import { fileFields } from '../form/files.ts'
import { readLine } from '../line/line.ts'
import { namesReference } from '../referring.ts'
import type { Desk } from '../reply.ts'
import { secretsOf } from '../sealing.ts'
import { type Heard, hearAll, likeliest } from './hearing.ts'
import { buttonsFor, isOfMany, writingOffer } from './offer.ts'
import { isRetraction, takenBack } from './retraction.ts'
import { sentenceOf, withoutCourtesy, withoutOpening } from './sentence.ts'
import { lastTalk } from './talk.ts'
import { whileWaiting } from './waiting.ts'

/** Longer lines are reports: they are read as one, and not listened to. */
const longestSentence = 600

/** Somebody who types more characters than these says something, and means no command. */
const longestWord = 5

const slash = /^\s*[/／]/u

/** A slash begins a command: words that are none may be meant for another program's, and change nothing unasked. */
const unlessShown = <C extends Context>(heard: Heard<C>): Heard<C> =>
  heard.command.effect === 'read' ? heard : { ...heard, certainty: 'possible' }

/** Understands what is said in plain words as commands. */
export const createListener = <C extends Context>(commands: Commands<C>) => {
  /** Of what is called by its name: of each that is called so. */
  const ofNamed = async (context: C, one: Heard<C>): Promise<Heard<C>[]> => {
    const { command, words, isCalled } = one
    if (!isCalled) return [one]
    const called = await calledIn(context, commands.finders, command, words, context.reading)
    if (!called) return []
    return 'found' in called
      ? called.found.map(({ reference }) => ({ ...one, words: called.wordsWith(reference) }))
      : [{ ...one, words: called.words }]
  }

  const heardIn = async (context: C, desk: Desk, line: string): Promise<Heard<C>[]> => {
    if (line.length > longestSentence) return []
    const sentence = sentenceOf(line.replace(slash, ''), await lastTalk(context, desk))
    const all: Heard<C>[] = []
    // One after the other: a transaction has one connection.
    for (const one of hearAll(commands, sentence, context.reading)) all.push(...(await ofNamed(context, one)))
    const heard = likeliest(all)
    // Words beside files say something of them: only what takes files is done with them.
    return context.request.files?.length
      ? heard.filter(({ command }) => fileFields(command.form, context.reading).length > 0)
      : heard
  }

  /** 开始吃饭吧: the sentence begins with a command's name, and says nothing for it. */
  const isChance = ({ command, rest }: Match<C>, line: string, reading: Reading): boolean => {
    if (rest === '' || slash.test(line) || commands.match(line, true)) return false
    const { entries } = readLine(command.form, rest, reading)
    return fieldsOf(command.form).every(({ name, freeText }) => freeText || entries[name] === undefined)
  }

  /** The noun's usual verb fits the words after it: they say something for its form, and are neither a question nor about a record. */
  const fits = (match: Match<C>, line: string, { reading }: C): boolean => {
    const { command, rest, named } = match
    const byDefault = !named && command.name.includes(' ')
    if (rest === '') return true
    // Help me log a visit: what help is asked for may be said.
    if (command === commands.help && !slash.test(line)) return false
    if (!byDefault) return !isChance(match, line, reading)
    const { entries } = readLine(command.form, rest, reading)
    const fields = fieldsOf(command.form)
    const isComplete = fields.every(({ name, required }) => !required || entries[name])
    if (isComplete) return true
    if (namesReference(commands, rest, reading)) return false
    if (slash.test(line)) return true
    const isRead = fields.some(({ name, freeText }) => !freeText && entries[name] !== undefined)
    return isRead && !sentenceOf(line).asks
  }

  /** What a line says is done, unless the line itself takes it back. Whoever presses a button for it means it. */
  const meant = (
    { request, reading }: C,
    match: Match<C>,
    heard: readonly Heard<C>[] = [],
  ): { readonly match?: Match<C>; readonly heard: readonly Heard<C>[] } => {
    const { command, rest } = match
    const words = request.input.kind === 'press' ? undefined : takenBack(command, rest, reading)
    if (words === undefined) return { match, heard }
    // 互访 不用登记: nothing is left to be offered.
    const isNothing = words === '' && isRetraction(rest)
    return { heard: isNothing ? [] : [{ command, words, certainty: 'possible' }] }
  }

  /** The one command that is heard, unless it is only possible. */
  const chosen = (context: C, heard: readonly Heard<C>[]) => {
    const [only, ...others] = heard
    if (!only || others.length > 0) return { heard }
    if (only.certainty === 'possible') {
      // What is offered is offered without the words that take it back.
      const words = takenBack(only.command, only.words, context.reading) ?? only.words
      return { heard: words === '' && isRetraction(only.words) ? [] : [{ ...only, words }] }
    }
    return meant(context, { command: only.command, rest: only.words, named: true }, heard)
  }

  /** What is changed is not named. */
  const isOfShown = ({ changes }: Command<C>, rest: string, reading: Reading): boolean =>
    changes === true && !namesReference(commands, rest, reading)

  /**
   * The noun's usual verb gives way where another of its verbs is meant: what stands is changed (会议改到3月25日), or looked
   * for by words that only a text would take (问题 逾期). Words for all that it needs are its own.
   */
  const otherVerb = async (context: C, desk: Desk, line: string, { command, rest, named }: Match<C>) => {
    // 会议取消, 互访 修改 人数 9, after one was shown: that one, where a button says so or the words are clear.
    if (named && !slash.test(line) && (rest === '' || isOfShown(command, rest, context.reading))) {
      const after = await lastTalk(context, desk)
      const hearings = after ? (command.hears?.(sentenceOf(line, after), context.reading) ?? []) : []
      return hearings.flatMap((hearing) => (hearing.words === '' ? [] : { ...hearing, command }))
    }
    if (named || rest === '' || !command.byDefault) return []
    const { entries } = readLine(command.form, rest, context.reading)
    const needed = fieldsOf(command.form).filter(({ required, freeText }) => required && !freeText)
    const isRead = needed.some(({ name }) => entries[name])
    if (needed.length > 0 && needed.every(({ name }) => entries[name])) return []
    const heard = await heardIn(context, desk, line)
    const isOther = heard.every(
      ({ command: other, certainty }) =>
        nounOf(other.name) === nounOf(command.name) &&
        (other.effect === 'read' ? certainty === 'sure' && !isRead : other.changes === true),
    )
    return isOther ? heard : []
  }

  const offerOf = ({ command, rest }: Match<C>): Heard<C>[] =>
    fieldsOf(command.form).some(({ freeText }) => freeText)
      ? [{ command, words: rest, certainty: 'possible' }]
      : []

  const secrets = secretsOf(commands)
  const looksLikeCommand = (line: string): boolean =>
    slash.test(line) || commands.nearest(firstWordOf(line)).length > 0

  return {
    looksLikeCommand,

    /** What a line asks for: a command by its name or in plain words; else whatever it may mean. */
    listen: async (
      context: C,
      desk: Desk,
      line: string,
      named: Match<C> | undefined,
    ): Promise<{ readonly match?: Match<C> | undefined; readonly heard: readonly Heard<C>[] }> => {
      const opened = withoutOpening(line)
      const match = named ?? commands.match(opened) ?? commands.match(withoutCourtesy(opened))
      if (match && fits(match, line, context)) {
        const others = await otherVerb(context, desk, line, match)
        return others.length > 0 ? chosen(context, others) : meant(context, match)
      }
      // `/vist …` is a command mistyped; `/luyu 武隆最近有什么互访` is said to us by a slash command of the platform's.
      if (!match && slash.test(line) && commands.nearest(firstWordOf(line)).length > 0) return { heard: [] }
      const heard = await heardIn(context, desk, line)
      if (heard.length > 0) return chosen(context, slash.test(line) ? heard.map(unlessShown) : heard)
      if (!match) return { heard }
      return isChance(match, opened, context.reading) ? { heard: offerOf(match) } : meant(context, match)
    },

    /** What is said while a question waits and is no answer to it. */
    beside: whileWaiting(commands, heardIn),

    /** What a line that is no command may mean, with buttons: shown as understood where it would be written down. */
    offer: async (context: C, line: string, heard: readonly Heard<C>[]): Promise<Block[]> => {
      const { translate } = context
      const secret = looksLikeCommand(line) ? undefined : secrets.find(({ cover }) => cover(line) !== line)
      if (secret) return [text(translate(secret.how), 'warning')]
      const said = commands.match(line)?.rest ?? line
      if (heard.length === 0 && isRetraction(said)) return [text(translate('plain.nothingDone'))]
      const named =
        heard.length === 0 && !slash.test(line) ? await offeredNames(context, commands.finders, line) : []
      if (named.length > 0) return named
      const doing = heard.length === 0 ? commands.doing(line) : []
      if (doing.length > 0)
        return [
          text(
            doing.length > 1
              ? translate('plain.several')
              : translate('plain.closest', { text: quoted(line.trim()) }),
          ),
          actions(...doing.map((whole) => lineAction(whole, `/${whole}`))),
        ]
      const word = firstWordOf(line)
      const near = commands.nearest(word)
      const isCommand = near.length > 0 || slash.test(line)
      const [first, ...others] = heard
      const isWriting = first !== undefined && others.length === 0 && first.command.effect !== 'read'
      if (isWriting && context.caller.may(first.command.access)) return writingOffer(context, commands, first)
      const buttons = buttonsFor(context, heard)
      const { help } = commands
      const helps = help && !near.some((noun) => commands.match(`/${noun}`)?.command === help)
      const corrected =
        buttons.length > 0
          ? []
          : near.map((noun) => {
              const corrected = `${noun}${line.replace(slash, '').slice(word.length)}`
              const form = commands.match(`/${corrected}`)?.command.form
              // A secret is on no label.
              const isSecret = form && fieldsOf(form).some(({ type }) => type.secret)
              return lineAction(isSecret ? noun : corrected, `/${corrected}`)
            })
      const isSentence = !isCommand && (line.trim() !== word || [...word].length > longestWord)
      return [
        text(
          buttons.length > 1
            ? isOfMany(heard)
              ? translate('plain.which', { text: quoted(line.trim()) })
              : translate('plain.several')
            : buttons.length > 0
              ? translate('plain.closest', { text: quoted(line.trim()) })
              : near[0]
                ? translate('core.unknown.nearest', { word: quoted(word), nearest: near[0] })
                : isSentence
                  ? translate('plain.unread', { text: quoted(line.trim()) })
                  : translate('core.unknown', { word: quoted(word) }),
        ),
        actions(
          ...buttons,
          ...corrected,
          ...(helps ? [lineAction(translate('core.help'), `/${help.name}`)] : []),
        ),
      ]
    },
  }
}

const firstWordOf = (line: string): string => /^\s*[/／]?(\S*)/u.exec(line)?.[1] ?? ''

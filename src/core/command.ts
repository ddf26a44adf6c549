import type { Card } from './card.ts'
import type { Form, FormValues, Reading } from './form/field.ts'
import { type PlainKey, type Translator, translatorOf } from './i18n.ts'
import type { Send } from './outgoing.ts'
import type { About, Hearing, Sentence } from './plain/sentence.ts'
import type { AccountReference, Locale, Press, Request } from './request.ts'
import type { Shortcut } from './shortcut.ts'
import type { Clock } from './time/clock.ts'

/** What a person needs to be allowed, from nothing to everything; `contribute`: to write or to supervise. */
export type Access = 'everyone' | 'read' | 'contribute' | 'write' | 'supervise' | 'administer'

/** Who is asking, as far as the core must know. */
export interface Caller {
  readonly account: AccountReference
  readonly name: string
  /** Why this person may do less than they used to, in place of what a stranger is told. */
  readonly refusal?: PlainKey
  /** Of somebody who is registered: their role, and whom to ask where it does not allow something. */
  registered?(translate: Translator): { readonly role: string; readonly whom: string }
  may(access: Access): boolean
}

/** What a command runs with. A programme's own context extends it. */
export interface Context {
  readonly request: Request
  readonly caller: Caller
  readonly clock: Clock
  /** In the language of this answer. */
  readonly translate: Translator
  readonly locale: Locale
  readonly reading: Reading
  /** The language of what everybody in the conversation reads, and of what is for the person alone. */
  readonly languages: { readonly conversation: Locale; readonly person: Locale }
  /** In this request's transaction. */
  readonly send: Send
  /** Keeps filled-in values for a button to come back to; returns the id to put into the button. */
  keep(command: string, values: Readonly<Record<string, unknown>>): Promise<string>
  /** Takes kept values back, once, for the person who kept them; undefined when they are gone or expired. */
  take<F extends Form>(kept: string, form: F): Promise<FormValues<F> | undefined>
}

/** The same context in another language: cards made with it are written in that. */
export const inLanguage = <C extends Context>(context: C, locale: Locale): C => {
  const translate = translatorOf(locale)
  return { ...context, locale, translate, reading: { ...context.reading, translate } }
}

/** For a card that stays and that everybody here reads: it is written in the language of the conversation, whoever asked. */
export const inConversationLanguage = <C extends Context>(context: C): C =>
  inLanguage(context, context.languages.conversation)

/** For what is said to the person who asked alone. */
export const inOwnLanguage = <C extends Context>(context: C): C =>
  inLanguage(context, context.languages.person)

/** What a command or a button answers with. */
export interface Answer {
  readonly card: Card
  /** Shown in the card's place, once: it is stored nowhere, and where it may not have arrived the card is said instead. */
  readonly once?: Card
  /** `actor`: only the person who asked should see it, where the platform can. Default `conversation`. */
  readonly audience?: 'conversation' | 'actor'
  /** Puts the card in place of the one whose button was pressed. */
  readonly replace?: boolean
  /**
   * The card lives on under this key (`meeting:M-2025-0003`): from now on it is the one that stands in the conversation, and
   * what is sent under the key edits it. Write it in the language of the conversation (`inConversationLanguage`).
   */
  readonly topic?: string
  /** What concerns the person who asked alone, beside a card for all. Written in that person's own language. */
  readonly aside?: Card
  /** The record that this request made: editing the message will edit it. */
  readonly record?: string
  /** The values that wait for one of the card's buttons (see `keep` of the context). */
  readonly kept?: string
  /** What plain words that follow go on from (人数改成15, 下一页). */
  readonly about?: About
  /** The card is written in the language of the conversation, since everybody there may turn its pages. */
  readonly shared?: boolean
}

export interface Command<C extends Context = Context, F extends Form = Form> {
  /** `visit log`: noun and verb, or one word. */
  readonly name: string
  /** The same in Chinese, and other words for it: `互访 登记`. */
  readonly aliases: readonly string[]
  /** Verbs among its names that are read as values of its form too: 拨付 of `资金 拨付 50万` says what is entered. */
  readonly says?: readonly string[]
  /**
   * What is meant instead where its verb is another's too, from the folded words of a line that begin with it: 10万 behind
   * `fund return` is money given back, and no month. Gives the other verb.
   */
  readonly instead?: (words: string) => string | undefined
  /** This verb answers when the noun stands alone or is followed by no known verb. */
  readonly byDefault?: boolean
  /** Its noun is an everyday word: where the sentence goes on without a space (问题不大), it does not answer by default. */
  readonly apart?: boolean
  readonly access: Access
  /** `confirm`: a write that is asked about first. */
  readonly effect: 'read' | 'write' | 'confirm'
  readonly form: F
  /** True: with nothing typed, ask for the fields even when all are optional. */
  readonly asks?: boolean
  /** True for the one command that explains the others: it answers an empty line, and an unknown word points to it. */
  readonly explains?: boolean
  /** One line of help. */
  readonly summary: PlainKey
  /** Words beside its names that ask for a command that only shows something, wherever they stand in a sentence: `|` between. */
  readonly plain?: PlainKey
  /** The sentences in plain words that are its own; those that name it and say no more, when absent. Never throws. */
  hears?(sentence: Sentence, reading: Reading): readonly Hearing[]
  /** Three worked examples, each a whole line. */
  readonly examples: readonly [PlainKey, PlainKey, PlainKey]
  /** Refuses what cannot come to anything before more is asked: throws UserError. */
  check?(context: C, known: Partial<FormValues<F>>): Promise<void>
  /** What stands now of what the form changes, by field; undefined when that is not known. */
  standing?(context: C, known: Partial<FormValues<F>>): Promise<Readonly<Record<string, unknown>> | undefined>
  /** True for the one that changes what is there: it answers when a noun is followed by a reference and no known verb. */
  readonly changes?: boolean
  /** Adds words that nobody understood to the free text of what was made or changed, behind what it holds. */
  keep?(context: C, record: string, words: string): Promise<Answer>
  /** What agreeing would do, in words, for a command that is asked about first. */
  about?(context: C, values: FormValues<F>): Promise<string>
  run(context: C, values: FormValues<F>): Promise<Answer>
  /** Reads an edited message again: changes the record that the first one made, and shows the difference. */
  amend?(context: C, record: string, values: FormValues<F>): Promise<Answer>
}

/** Keeps the type of the form while the command is written. */
export const defineCommand = <C extends Context, F extends Form>(command: Command<C, F>): Command<C> =>
  command as unknown as Command<C>

/** What a button does. Its values come from the platform: check them. */
export type ActionHandler<C extends Context = Context> = (context: C, press: Press) => Promise<Answer>

/** A record that was found by its name. */
export interface Found {
  readonly reference: string
  /** On a button. */
  readonly label: string
}

/** Finds records of a kind by words of their names, wherever their references could be typed. */
export interface Finder<C extends Context = Context> {
  /** Of the references (`P`). */
  readonly prefix: string
  /** Those that the person may read, a few at most, the latest first. */
  find(context: C, words: string): Promise<readonly Found[]>
  /** What those of some references are called, where the person may read them. */
  named(context: C, reference: string): Promise<string | undefined>
}

/** What one capability offers to the core. A programme's own manifest extends it. */
export interface Feature<C extends Context = Context> {
  readonly name: string
  readonly commands: ReadonlyArray<Command<C>>
  /** By name, prefixed with the feature's: `visits.same`. */
  readonly actions?: Readonly<Record<string, ActionHandler<C>>>
  readonly finder?: Finder<C>
  /** For the menus of chat programs, which have room for few. */
  readonly shortcuts?: readonly Shortcut[]
}

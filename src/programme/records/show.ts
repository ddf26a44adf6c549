import type { Reading } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeCaller, ProgrammeContext } from '../context.ts'
import { mayName } from '../people/rights.ts'
import { type Pair, placeName } from '../places/registry.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'

/** For whom records are shown: in which language, on which day, with names of persons or without. */
export interface View {
  readonly reading: Reading
  readonly names: boolean
  /** Who reads alone, and is offered only what they may press. */
  readonly alone?: ProgrammeCaller
  /** What the reader has just typed, by field: said back whole, names included. */
  readonly typed?: Readonly<Record<string, unknown>>
}

export const viewFor = (context: ProgrammeContext, typed: View['typed'] = {}): View => ({
  reading: context.reading,
  names: mayName(context),
  ...(context.request.private && { alone: context.caller }),
  ...(mayName(context, 'just typed') && { typed }),
})

/** For channels and everybody in them; with names of persons where a channel is set to show them. */
export const publicView = (today: Reading['today'], translate: Translator, names = false): View => ({
  reading: { today, translate },
  names,
})

/** A field's value as far as the reader may know it. */
export const knownValue = <C extends Content>(
  { fields }: RecordKind<C>,
  view: View,
  content: C,
  name: string,
): unknown => {
  const field = fields[name]
  const value = field?.get(content)
  if (!field?.withoutName || value === undefined || view.names) return value
  const typed = view.typed?.[name]
  const isTyped = typed !== undefined && field.type.write(typed) === field.type.write(value)
  return isTyped ? value : field.withoutName(value)
}

/** What a field is called. */
export const labelOf = <C extends Content>(
  { fields }: RecordKind<C>,
  translate: Translator,
  name: string,
): string => translate(fields[name]?.label ?? 'records.phase')

/** A field's value as understood; undefined when it was not given. */
export const showField = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  content: C,
  name: string,
): string | undefined => {
  const field = kind.fields[name]
  const value = knownValue(kind, view, content, name)
  if (field && value !== undefined) return field.type.show(value, view.reading)
  return field?.get(content) === undefined ? undefined : view.reading.translate('records.withheld')
}

/** The same on the record's own card, which may know more. */
export const showOnCard = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  record: RecordOf<C>,
  name: string,
): string | undefined =>
  kind.fields[name]?.onCard?.(record, view.reading) ?? showField(kind, view, record, name)

export const phaseOf = <C extends Content>(
  kind: RecordKind<C>,
  content: C,
  today: Reading['today'],
): string => kind.phaseOf?.(content, today) ?? content.state

export const showPhase = <C extends Content>(
  kind: RecordKind<C>,
  content: C,
  { today, translate }: Reading,
): string => {
  const phase = phaseOf(kind, content, today)
  const label = kind.phases[phase]
  if (!label) throw new Error(`no words for ${kind.feature} that are ${phase}`)
  return translate(label)
}

/** Characters of a text among others; all of it stands on the record's own card. */
const briefLength = 80

/** A text among others, as long as a line takes. */
export const inBrief = (words: string): string => {
  const characters = [...words]
  return characters.length <= briefLength ? words : `${characters.slice(0, briefLength - 1).join('')}…`
}

/** A field's value in a line of a list; undefined when there is nothing to say. */
export const showBrief = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  content: C,
  name: string,
): string | undefined => {
  const field = kind.fields[name]
  const value = knownValue(kind, view, content, name)
  if (!field || value === undefined) return undefined
  return inBrief(field.brief?.(value, view.reading) ?? field.type.show(value, view.reading))
}

/** Pieces of a line; those that are not known are left out. */
export const joinPieces = (...pieces: ReadonlyArray<string | undefined>): string =>
  pieces.filter((piece) => piece !== undefined).join(' · ')

/** What a sentence calls a record: within it, at its beginning (`Noun`), and which one it is. */
export const naming = <C extends Content>(kind: RecordKind<C>, translate: Translator, reference: string) => {
  const noun = translate(kind.noun)
  return { noun, Noun: noun.charAt(0).toLocaleUpperCase(translate.locale) + noun.slice(1), reference }
}

/** Under what a record's card lives on in a conversation: `visit:V-2025-0031`. */
export const topicOf = <C extends Content>({ word }: RecordKind<C>, reference: string): string =>
  `${word}:${reference}`

/** The command that lists the records of a pair; both names together would be read as a direction. */
export const listLine = <C extends Content>(
  { word }: RecordKind<C>,
  pair: Pair | undefined,
  translate: Translator,
) => (pair ? `/${word} list pair:"${placeName(pair.recipient, translate.locale)}"` : `/${word} list`)

import type { z } from 'zod'
import { type Card, card, heading, text } from '../../core/card.ts'
import { inConversationLanguage } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { type Form, fieldsOf, type Reading } from '../../core/form/field.ts'
import { notice, type Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../context.ts'
import { askPair } from '../fields/pair.ts'
import { mayName } from '../people/rights.ts'
import { familyOf } from '../places/family.ts'
import { pairName, type Registry } from '../places/registry.ts'
import { requireReadOf, subjectMeant } from '../subject.ts'
import type { ListQuestion } from './hears-list.ts'
import { type Content, isOfAll, type RecordKind, type RecordOf } from './kind.ts'
import { joinPieces } from './show.ts'

export type Filters = Readonly<Record<string, z.ZodType>>
export type Totals<Name extends string> = Readonly<Record<Name | 'total', number>>

/** How the records of one kind are listed. */
export interface Listing<F extends Filters, Total extends string> {
  /** Optional form fields; the pair and the page are there for every kind. */
  readonly filters: F
  /** What must hold of a record for these values. */
  where(values: z.infer<z.ZodObject<F>>, today: Day, context: ProgrammeContext): readonly Prisma.Sql[]
  /** The pair that the values imply when none is named. */
  pairIn?(values: z.infer<z.ZodObject<F>>): number | undefined
  order(values: z.infer<z.ZodObject<F>>, today: Day): Prisma.Sql
  /** Words of questions in plain words that ask for a part of the records, or for what they come to. */
  readonly questions?: readonly ListQuestion[]
  /** Aggregates over all pages. */
  readonly totals: Readonly<Record<Total, (today: Day) => Prisma.Sql>>
  /** Sums of money over all pages: to be read as exact yuan with two places. */
  readonly sums?: Readonly<Record<string, Prisma.Sql>>
  /** Instead of all records, where the values ask for nothing else than a pair and what the tallies tell apart. */
  readonly tallies?: {
    answer(values: z.infer<z.ZodObject<F>>): boolean
    /** A table with the columns that `where` names for such values. */
    readonly table: Prisma.Sql
    readonly totals: Readonly<Record<NoInfer<Total> | 'total', Prisma.Sql>>
    readonly sums: Readonly<Record<string, Prisma.Sql>>
  }
  title(translate: Translator, scope: string): string
  /** What all pages come to. */
  say(translate: Translator, totals: Totals<Total>, sums: Readonly<Record<string, string>>): string
  /** The feature has a command that makes a table of what is listed. */
  readonly isExported?: boolean
  /** Names of fields: those beside the reference, and those below. */
  readonly line: {
    readonly beside: readonly string[]
    readonly below: readonly string[]
    /** What else is to be known of a record: by how much it is late. */
    told?(record: RecordOf<Content>, reading: Reading): string | undefined
  }
}

export const defineListing = <F extends Filters, Total extends string>(listing: Listing<F, Total>) => listing

/** Of these pairs, or of the whole programme where a kind's records may be. */
const concerning = <C extends Content>(kind: RecordKind<C>, pairIds: readonly number[]): Prisma.Sql => {
  const ofPairs = Prisma.sql`pair_id IN (${Prisma.join([...pairIds])})`
  return isOfAll(kind) ? Prisma.sql`(${ofPairs} OR pair_id IS NULL)` : ofPairs
}

/** Whoever narrows a list by a name learns what is kept from a channel: names stay out of it. */
const refuseNames = <C extends Content>(
  kind: RecordKind<C>,
  context: ProgrammeContext,
  given: Readonly<Record<string, unknown>>,
): void => {
  if (mayName(context)) return
  for (const [name, { type, withoutName }] of Object.entries(kind.fields)) {
    const value = given[name]
    if (!withoutName || value === undefined) continue
    const said = withoutName(value)
    if (said === undefined || type.write(said) !== type.write(value))
      throw new UserError(notice('records.nameInPrivate'))
  }
}

/** What every list may be narrowed by. */
export const filtersOf = <F extends Filters>(registry: Registry, { filters }: { readonly filters: F }) => ({
  pair: askPair(registry, 'place').optional(),
  ...filters,
})

/** What a list asks the database, and what it is called. */
export interface Asked {
  /** In the conversation's language: a list in a channel is everybody's. */
  readonly context: ProgrammeContext
  readonly conditions: readonly Prisma.Sql[]
  readonly order: Prisma.Sql
  /** The pair, and each narrowing, in words. */
  readonly scope: string
  /** The narrowing, as it could be typed behind a command's name. */
  readonly words: string
}

/** Reads what is to be listed. Throws `UserError` where the person may not read it. */
export const askedOf = <C extends Content, F extends Filters, Total extends string>(
  kind: RecordKind<C>,
  registry: Registry,
  listing: Listing<F, Total>,
  form: Form,
  asked: ProgrammeContext,
  given: Readonly<Record<string, unknown>>,
): Asked => {
  const context = inConversationLanguage(asked)
  const { clock, reading, translate } = context
  const filters = given as z.infer<z.ZodObject<F>>
  const { pair } = given as { readonly pair?: number }
  const subject = subjectMeant(asked, registry, pair ?? listing.pairIn?.(filters))
  requireReadOf(asked, subject)
  refuseNames(kind, asked, given)
  const ofPairs = subject.kind === 'programme' ? [] : [concerning(kind, familyOf(registry, subject.pair))]
  const narrowing = fieldsOf(form).flatMap(({ name, type }) =>
    given[name] === undefined ? [] : [{ name, type, value: given[name] }],
  )
  const scope = [
    subject.kind === 'programme' ? translate('records.everywhere') : pairName(subject.pair, translate.locale),
    ...narrowing.flatMap(({ name, type, value }) => (name === 'pair' ? [] : type.show(value, reading))),
  ]
  return {
    context,
    conditions: [...ofPairs, ...listing.where(filters, clock.today(), context)],
    order: listing.order(filters, clock.today()),
    scope: joinPieces(...scope),
    words: narrowing.map(({ name, type, value }) => `${name}:"${type.write(value)}"`).join(' '),
  }
}

export const whereAll = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}` : Prisma.empty

/** Nothing fits what was asked for. */
export const emptyCard = <C extends Content>(
  { noun }: RecordKind<C>,
  translate: Translator,
  title: string,
): Card => card(heading(title), text(translate('records.noneFits', { noun: translate(noun) })))

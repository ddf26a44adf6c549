import { z } from 'zod'
import type { Block, CardAction } from '../../core/card.ts'
import type { Access } from '../../core/command.ts'
import type { FieldDescription, FieldType, Reading } from '../../core/form/field.ts'
import type { PlainKey, Translator } from '../../core/i18n.ts'
import { type Day, type Instant, isDay, isInstant } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Reader } from '../people/rights.ts'
import type { TableColumn } from './export/cell.ts'

/** What every record says: whose it is, how far it has come, and why it was called off. */
export interface Content {
  /** `null`: the record is the whole programme's, and concerns every pair. No pair goes away while records name it. */
  readonly pairId: number | null
  readonly state: string
  readonly cancelReason: string | null
}

/** The same for the schema of a kind's content, whose records are pairs'; each kind adds its own states. */
export const sharedContent = { pairId: z.number(), cancelReason: z.string().nullable() }

/** The same for a kind whose records may be the whole programme's too. */
export const sharedContentOfAll = { ...sharedContent, pairId: z.number().nullable() }

/** A calendar day in a kind's content; its column is a `date` whose name ends with `_on`. */
export const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value))

/** A moment in a kind's content; its column is a `timestamptz` whose name ends with `_at`. */
export const instant = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value))

/** Yuan in a kind's content, exact, with two places (`42500000.00`); its column is a `numeric`. */
export const amount = z
  .string()
  .regex(/^\d{1,16}(?:\.\d{1,2})?$/u)
  .transform((text) => {
    const [yuan = '', decimals = ''] = text.split('.')
    return `${yuan}.${decimals.padEnd(2, '0')}`
  })

/** An exact number in a kind's content that is no money (`12.5`); its column is a `numeric`. */
export const quantity = z.string().regex(/^\d+(?:\.\d+)?$/u)

/** The state of a record of any kind that does not count any more. */
export const cancelled = 'cancelled'

/** What a record has beside its content, and nobody edits. */
export const headerSchema = z.object({
  id: z.number(),
  reference: z.string(),
  version: z.number(),
  account: z.string(),
  conversation: z.string(),
  /** Its place among its like, where its kind numbers them. */
  number: z.number().nullish(),
  /** How many people answered what to it, where its kind asks them. */
  tally: z.record(z.string(), z.number()).nullish(),
})

/** What another record says of one, for its card. */
export interface Beside {
  /** The kind's own word for what it is. */
  readonly role: string
  /** The record that says it; none where it has no number to be called by. */
  readonly reference: string | null
  readonly text: string
  readonly dueOn?: Day | undefined
  /** The days between which it is said; always when absent. */
  readonly from?: Day | undefined
  readonly until?: Day | undefined
  /** How it stands on a card of another feature: those with one label stand together. */
  readonly line?: (reading: Reading) => readonly [label: string, value: string]
}

export interface Header extends Readonly<z.infer<typeof headerSchema>> {
  /** What its kind's `besides` read with it. */
  readonly beside?: readonly Beside[]
}

export type RecordOf<C extends Content> = C & Header

/** One thing that is said of a record: how it is read and shown, and the columns that it lives in. */
export interface RecordField<C extends Content, Value = unknown> extends FieldDescription {
  readonly type: FieldType<Value>
  readonly columns: ReadonlyArray<keyof C & string>
  get(content: C): Value | undefined
  /** New values for columns; those left out stay. */
  put(value: Value): Partial<C>
  /**
   * `always`: no record is without it. `later`: a step files it; it is not asked for when a record is entered or edited.
   * `never`: nobody gives it, it follows from the steps.
   */
  readonly given?: 'always' | 'later' | 'never'
  /** What the record's card says where it knows more than the value; the value when undefined. For channels too. */
  onCard?(record: RecordOf<C>, reading: Reading): string | undefined
  /** What remains of the value where names of persons may not stand; the whole value when absent. */
  withoutName?(value: Value): Value | undefined
  /** Its columns in an exported table; one with the value as it is shown, or as a number or day, when absent. */
  readonly exported?: ReadonlyArray<TableColumn<Value>>
  /** The value where no label tells what it is. */
  brief?(value: Value, reading: Reading): string
  /** Its card says it in its title or among what is `tallied`, and not once more among the fields. */
  readonly isTallied?: true
  /** What is added to a value that was not given but follows from the rest (see `settle`), because it may be wrong. */
  derived?(shown: string, translate: Translator): string
}

/** Whether a record is entered and edited with the field. */
export const isEntered = ({ given }: { readonly given?: string | undefined }): boolean =>
  given !== 'later' && given !== 'never'

export type RecordFields<C extends Content> = Readonly<Record<string, RecordField<C>>>

/** The content as the database keeps it: calendar days are midnights UTC. */
export type Columns<C> = {
  [Key in keyof C]: C[Key] extends Day | Instant
    ? Date
    : C[Key] extends Day | Instant | null
      ? Date | null
      : C[Key]
}

/** What is written beside a new record's content. */
export interface Origin {
  readonly reference: string
  readonly account: string
  readonly conversation: string
  readonly officerId: number | null
  readonly side: Side | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A kind of record is a value; what is done with records is functions of it. */
export interface RecordKind<C extends Content, F extends RecordFields<C> = RecordFields<C>> {
  /** The feature's name, in the audit. */
  readonly feature: string
  /** Of its references: `V` of `V-2025-0031`. */
  readonly prefix: string
  /** The first word of its commands. */
  readonly word: string
  /** What one is called within a sentence. */
  readonly noun: PlainKey
  /** Words beside the noun that a question about such records has (谁来, who is coming): `|` between. */
  readonly alike?: PlainKey
  /** True for a kind whose records say what others say too: a sentence enters one only where it calls it by its noun. */
  readonly namedOnly?: boolean
  /** True for the kind that is meant where none is named (台账, 逾期, 登记). */
  readonly implied?: boolean
  /** What one is officially called, if it is, below its heading; for channels too. */
  title?(record: RecordOf<C>, translate: Translator): string | undefined
  /** What stands on its card of how people answered, beside what it says; for channels too. */
  tallied?(record: RecordOf<C>, reading: Reading): ReadonlyArray<readonly [label: string, value: string]>
  /** What its card shows below that, in other blocks than words: how far it has come. For channels too. */
  drawn?(record: RecordOf<C>, reading: Reading): readonly Block[]
  /** Reads what other records say of these, by reference, for their cards: the same few statements for one and for many. */
  besides?(
    transaction: Transaction,
    records: ReadonlyArray<RecordOf<C>>,
  ): Promise<ReadonlyMap<string, readonly Beside[]>>
  /** Supervisors write it too, beside the officers of its pair. */
  readonly isSupervised?: boolean
  /** `changed` writes what is nobody's to edit, a number or a tally: each has its own column. */
  readonly isNumbered?: boolean
  /** The button that lists the records of a pair. */
  readonly listLabel: PlainKey
  /** A reference, to be shown with the question which record is meant. */
  readonly referenceExample: PlainKey
  /** Its columns are those of the content, and of what every record has (`Header`, `Origin`), in snake case. */
  readonly table: string
  readonly content: z.ZodObject<{ readonly [Key in keyof C]: z.ZodType<C[Key]> }>
  /** The state that a record begins in. */
  readonly begins: C['state']
  /** In the order in which they are asked and shown. */
  readonly fields: F
  /** Photos and documents may be filed with a record: when it is entered, edited, and with steps that say so. */
  readonly takesFiles?: boolean
  /** How far a record has come, in words. */
  readonly phases: Readonly<Record<string, PlainKey>>
  /** The state by default. */
  phaseOf?(content: C, today: Day): string
  /**
   * What follows from its being entered: the pair that its words name, the day on which its clock begins. Throws `UserError`
   * for what must be asked.
   */
  begun?(content: C, context: ProgrammeContext): C
  /** What follows from the rest (a level from a title). `before` is what stood until now, `given` the values by field. */
  settle?(content: C, before: C | undefined, given: Readonly<Record<string, unknown>>): C
  /** Refuses what the programme does not allow: throws `UserError`. */
  check?(context: ProgrammeContext, content: C, before: RecordOf<C> | undefined): Promise<void>
  /** What else is written in the transaction of every change, and what is to be said about the record as it now is. */
  changed?(
    context: ProgrammeContext,
    record: RecordOf<C>,
    before: RecordOf<C> | undefined,
  ): Promise<readonly Block[]>
  /** What is said when one is called off, where that has a name of its own. */
  sayCancelled?(translate: Translator, reference: string): string
  /** Nothing of it is edited any more: its card offers no way to. */
  isSettled?(content: C): boolean
  /** Whether who may write it may also edit it; everybody who may where nothing is said. */
  mayEdit?(record: RecordOf<C>, reader: Reader): boolean
  /** What its card offers first, of what its reader may press. */
  buttons?(record: RecordOf<C>, reading: Reading, reader: Reader): readonly CardAction[]
  /** The same where many belong together a few at a time: each row stands for itself, above the others. */
  buttonRows?(record: RecordOf<C>, reading: Reading, reader: Reader): ReadonlyArray<readonly CardAction[]>
}

/** Of what type a field's values are. */
export type ValueOf<Field> = Field extends { readonly type: FieldType<infer Value> } ? Value : never

type Details<C extends Content, Value> = Omit<RecordField<C, Value>, 'type' | 'columns' | 'get' | 'put'>

export const defineKind = <C extends Content, F extends RecordFields<C>>(
  kind: RecordKind<C, F>,
): RecordKind<C, F> => kind

/** Makes the fields of one kind's content. */
export const fieldsFor = <C extends Content>() => ({
  /** A field that is one column of its own. */
  column: <Key extends keyof C & string, const D extends Details<C, NonNullable<C[Key]>>>(
    name: Key,
    type: FieldType<NonNullable<C[Key]>>,
    details: D,
  ) => ({
    ...details,
    type,
    columns: [name],
    get: (content: C): NonNullable<C[Key]> | undefined => content[name] ?? undefined,
    put: (value: NonNullable<C[Key]>): Partial<C> => ({ [name]: value }) as unknown as Partial<C>,
  }),
  /** A field that several columns hold together. */
  columns: <Value, const D extends Details<C, Value> & Pick<RecordField<C, Value>, 'get' | 'put'>>(
    names: ReadonlyArray<keyof C & string>,
    type: FieldType<Value>,
    details: D,
  ) => ({ ...details, type, columns: names }),
})

/** What somebody needs to enter and change the kind's records. */
export const writingAccess = ({ isSupervised }: { readonly isSupervised?: boolean }): Access =>
  isSupervised ? 'contribute' : 'write'

/** Whether the kind's records may be the whole programme's. */
export const isOfAll = <C extends Content>({ content }: RecordKind<C>): boolean =>
  content.shape.pairId.safeParse(null).success

import type { Block } from '../core/card.ts'
import type { FieldType } from '../core/form/field.ts'
import type { Notice, PlainKey } from '../core/i18n.ts'
import type { ImportKind } from '../generated/prisma/enums.ts'
import type { ProgrammeContext } from './context.ts'

/** A column of a sheet, known by its headings: its label in every language, its name, its keys. */
export interface ImportColumn {
  readonly name: string
  readonly label: PlainKey
  readonly keys: readonly string[]
  /** Shown with what is wrong with a cell. */
  readonly example?: PlainKey
  /** How its cells are read. Absent: exports have it, and an import leaves it alone, since it follows from other things. */
  readonly type?: FieldType<unknown>
}

/** What is wrong with a row, and in which of its columns. */
export interface ImportProblem {
  readonly column?: string | undefined
  readonly problem: Notice
  /** True: what is wrong tells no example of what is right; the column's is shown with it. */
  readonly wantsExample?: boolean
}

/** A row as its cells were read, by column. Empty cells are in none of the three. */
export interface ImportRow {
  readonly texts: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly ImportProblem[]
}

/**
 * What a row comes to. `data`: plain JSON for `carryOut`, a row each. `doubtful`: nothing says which record it is, but one is
 * much like it; a person decides whether that is changed. `doubts`: what a person must agree to. `likeness`: two rows of one file with the same are asked about too.
 */
export type Judgement =
  | {
      readonly kind: 'new'
      readonly data: unknown
      readonly likeness: string | null
      readonly doubts?: readonly ImportProblem[]
    }
  | {
      readonly kind: 'changed'
      readonly reference: string
      readonly version: number
      readonly data: unknown
      readonly doubts?: readonly ImportProblem[]
    }
  | { readonly kind: 'unchanged'; readonly reference: string }
  | {
      readonly kind: 'doubtful'
      readonly reference: string
      readonly version: number
      readonly data: unknown
      readonly doubts?: readonly ImportProblem[]
    }
  | { readonly kind: 'wrong'; readonly problems: readonly ImportProblem[] }

/** What is to be written: something new, or a next version of what has the reference. */
export interface PlannedRow {
  readonly kind: ImportKind | null
  readonly reference: string | null
  readonly version: number | null
  readonly data: unknown
}

/** What a row comes to beside the others: wrong, or doubtful for these reasons too. `reference`: what it may be. */
export interface Reconsidered {
  readonly kind: 'doubtful' | 'wrong'
  readonly reference: string | null
  readonly problems: readonly ImportProblem[]
}

/** For rows that depend on each other, as payments on what was received before. */
export interface Together {
  /**
   * What rows that are new, doubtful or unchanged come to beside each other, in their order; undefined for those that stay what
   * they are. Asked once all rows are judged, and again of those that are to be written, in the step that writes them. Those
   * that are new must hold without the doubtful ones. In a constant number of statements.
   */
  judge(
    context: ProgrammeContext,
    rows: readonly PlannedRow[],
  ): Promise<ReadonlyArray<Reconsidered | undefined>>
  /** Keeps everybody else from changing what `judge` reads, until the transaction ends. */
  hold(context: ProgrammeContext, rows: readonly PlannedRow[]): Promise<void>
}

/** What a row would write, before it is written. */
export interface Outline {
  readonly pair: number | undefined
  readonly text: string
}

/** What a row changes of one field, as its record's card shows it; nothing where it is empty. */
export interface FieldChange {
  readonly label: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What may be imported from sheets. `/import` asks every feature for theirs and knows none by name. */
export interface Importable {
  /** `visits`; of the feature's own choice, in plans that wait. */
  readonly name: string
  readonly noun: PlainKey
  readonly columns: readonly ImportColumn[]
  /** Without what a row can be nothing new: names of columns, any one of each group. */
  readonly needed: ReadonlyArray<readonly string[]>
  /**
   * True: a sheet with more of its headings than anybody else's is its own, also where it lacks what is needed. Nobody shall
   * take a ledger of payments for a list of projects.
   */
  readonly insists?: boolean
  readonly together?: Together
  /**
   * What some rows come to, in their order, whether whoever imports may write them included. Asked twice, for the plan and
   * before it is carried out: the same answer means that nothing has changed meanwhile. In a bounded number of statements.
   */
  judge(context: ProgrammeContext, rows: readonly ImportRow[]): Promise<readonly Judgement[]>
  /**
   * Writes all rows in the transaction at hand, with the audit, and gives their references. Thousands at once: a constant
   * number of statements, and no messages. Throws a `UserError` when a version is another one by now.
   */
  carryOut(context: ProgrammeContext, rows: readonly PlannedRow[]): Promise<readonly string[]>
  /** What a row would write, as it was understood: of which pair, and in brief what some columns say. */
  outline(context: ProgrammeContext, data: unknown, columns: readonly string[]): Outline
  /** What rows change of the records that they name, in their order; in a bounded number of statements. */
  changes?(
    context: ProgrammeContext,
    rows: ReadonlyArray<Pick<PlannedRow, 'reference' | 'data'>>,
  ): Promise<ReadonlyArray<readonly FieldChange[]>>
  /** What else is to be known before all this is written, a line each with a count. */
  notes?(context: ProgrammeContext, data: readonly unknown[]): Promise<readonly Block[]>
}

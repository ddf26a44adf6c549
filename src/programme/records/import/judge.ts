import { UserError } from '../../../core/errors.ts'
import type { Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../context.ts'
import type { ImportProblem, ImportRow, Judgement } from '../../importable.ts'
import type { Registry } from '../../places/registry.ts'
import { mayReadRecord, readerIn, requireReadRecord, requireWriteRecord } from '../../subject.ts'
import { newContent, sameContent, withValues } from '../content.ts'
import { type Content, cancelled, type RecordKind, type RecordOf } from '../kind.ts'
import { selectReferenced } from '../select.ts'
import { naming } from '../show.ts'
import type { Alike } from './alike.ts'
import { type KindColumn, newRow } from './columns.ts'
import { fieldValues, withoutStanding } from './values.ts'

/** What of a row a person must agree to, though nothing refuses it; `before`: the record that it changes. */
export type Doubts<C extends Content> = (
  content: C,
  before: C | undefined,
  reading: Reading,
) => readonly ImportProblem[]

/** How rows of a kind are read beside what the kind says of itself. */
export interface KindImport<C extends Content> {
  readonly kind: RecordKind<C>
  readonly registry: Registry
  readonly columns: readonly KindColumn[]
  readonly needed: ReadonlyArray<readonly string[]>
  readonly alike: Alike<C>
  readonly doubts?: Doubts<C> | undefined
}

const wrong = (...problems: readonly ImportProblem[]): Judgement => ({ kind: 'wrong', problems })

/** What a command would be refused for is wrong with the row, in the column of the field. */
const orWrong = async (
  columns: readonly KindColumn[],
  judged: () => Promise<Judgement>,
): Promise<Judgement> => {
  try {
    return await judged()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const column = columns.find(({ name, field }) => name === error.field || field === error.field)
    return wrong({ column: column?.name, problem: error.notice })
  }
}

/** What a row comes to that is about a record which is there. */
const judgeKnown = <C extends Content>(
  { kind, registry, columns, doubts }: KindImport<C>,
  context: ProgrammeContext,
  row: ImportRow,
  record: RecordOf<C>,
): Promise<Judgement> =>
  orWrong(columns, async () => {
    const { reference, version } = record
    requireReadRecord(context, registry, record)
    const said = withoutStanding(kind, columns, row, record, context.reading)
    const { values, problems } = fieldValues(kind, columns, said, record)
    const content = withValues(kind, record, values)
    if (problems.length === 0 && sameContent(kind, record, content)) return { kind: 'unchanged', reference }
    requireWriteRecord(context, registry, record)
    const named = naming(kind, context.translate, reference)
    if (record.state === cancelled)
      throw new UserError(notice('records.alreadyCancelled', named), 'reference')
    if (kind.isSettled?.(record) || kind.mayEdit?.(record, readerIn(context, registry, record)) === false)
      throw new UserError(notice('records.import.settled', named), 'reference')
    if (problems.length > 0) return wrong(...problems)
    if (content.pairId !== record.pairId) requireWriteRecord(context, registry, content)
    await kind.check?.(context, content, record)
    return {
      kind: 'changed',
      reference,
      version,
      data: kind.content.parse(content),
      doubts: doubts?.(content, record, context.reading) ?? [],
    }
  })

/** A row that names no record, before it is known whether one like it is there. */
interface Unnamed<C extends Content> {
  readonly row: ImportRow
  readonly content: C
  readonly judgement: Judgement
}

const judgeUnnamed = async <C extends Content>(
  { kind, registry, columns, needed, alike, doubts }: KindImport<C>,
  context: ProgrammeContext,
  row: ImportRow,
): Promise<Unnamed<C> | Judgement> => {
  const { values, problems } = fieldValues(kind, columns, row, undefined)
  const isWrong = (names: readonly string[]) => problems.some(({ column }) => names.includes(column ?? ''))
  const missing = needed
    .filter((names) => !isWrong(names) && !names.some((name) => row.values[name] !== undefined))
    .map(([column]) => ({ column, problem: notice('records.import.missing'), wantsExample: true }))
  if (problems.length + missing.length > 0) return wrong(...problems, ...missing)
  let content = newContent(kind, values)
  const judgement = await orWrong(columns, async () => {
    content = kind.begun?.(content, context) ?? content
    requireWriteRecord(context, registry, content)
    await kind.check?.(context, content, undefined)
    const likeness = row.values.reference === newRow ? null : alike.likeness(content)
    return {
      kind: 'new',
      data: kind.content.parse(content),
      likeness,
      doubts: doubts?.(content, undefined, context.reading) ?? [],
    }
  })
  return judgement.kind === 'new' ? { row, content, judgement } : judgement
}

/** What rows come to: what they name is looked up at once, and so is what they may repeat. */
export const judgeRows = async <C extends Content>(
  of: KindImport<C>,
  context: ProgrammeContext,
  rows: readonly ImportRow[],
): Promise<Judgement[]> => {
  const { kind, registry, alike } = of
  const { transaction, translate } = context
  const named = ({ values }: ImportRow): string | undefined =>
    values.reference === newRow ? undefined : (values.reference as string | undefined)
  const recordsOf = async (references: readonly string[]) => {
    const records = references.length === 0 ? [] : await selectReferenced(kind, transaction, references)
    return new Map(records.map((record) => [record.reference, record]))
  }
  const known = await recordsOf(rows.flatMap((row) => named(row) ?? []))
  const judged: Array<Judgement | Unnamed<C>> = []
  for (const row of rows) {
    const reference = named(row)
    const record = reference === undefined ? undefined : known.get(reference)
    const unread = row.problems.some(({ column }) => column === 'reference')
    // Everybody in the channel sees what a sheet comes to: what may not be read there was never entered.
    if (record && mayReadRecord(context, registry, record))
      judged.push(await judgeKnown(of, context, row, record))
    else if (reference !== undefined)
      judged.push(
        wrong({
          column: 'reference',
          problem: notice('records.unknown', naming(kind, translate, reference)),
        }),
      )
    else judged.push(unread ? wrong(...row.problems) : await judgeUnnamed(of, context, row))
  }
  const unnamed = judged.filter((one): one is Unnamed<C> => 'row' in one)
  const repeatable = unnamed.filter(({ row }) => row.values.reference !== newRow)
  const found =
    repeatable.length === 0
      ? new Map<number, string>()
      : await alike.find(
          transaction,
          repeatable.map(({ content }) => content),
        )
  const repeated = await recordsOf([...new Set(found.values())])
  const like = new Map(repeatable.map((one, place) => [one, repeated.get(found.get(place) ?? '')]))
  return Promise.all(
    judged.map(async (one) => {
      if (!('row' in one)) return one
      const record = like.get(one)
      if (!record) return one.judgement
      const judgement = await judgeKnown(of, context, one.row, record)
      return judgement.kind === 'changed' ? { ...judgement, kind: 'doubtful' as const } : judgement
    }),
  )
}

import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { yearOf } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../context.ts'
import type { PlannedRow } from '../../importable.ts'
import type { Change } from '../audit.ts'
import { writeAuditOfAll } from '../audit.ts'
import type { Content, RecordKind, RecordOf } from '../kind.ts'
import { nextReferences } from '../references.ts'
import { selectReferenced, tableOf } from '../select.ts'
import { naming } from '../show.ts'
import { columnOf } from '../write.ts'

/** A record that an import wrote, and what stood before. */
export interface Imported<C extends Content> {
  readonly record: RecordOf<C>
  readonly before: RecordOf<C> | undefined
}

const namesOf = (row: object) => Object.keys(row).map(columnOf)

/** Rows by the names of their columns in the database; days and moments are texts that it reads. */
const asRows = (rows: ReadonlyArray<object>): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
          value,
        ]),
      ),
    ),
  )

const insertAll = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  rows: ReadonlyArray<object>,
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const columns = Prisma.join(namesOf(first))
  await transaction.$executeRaw`
    INSERT INTO ${tableOf(kind)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${tableOf(kind)}, ${asRows(rows)}::jsonb)
    ORDER BY reference`
}

/** Whether all of them were of the version that they are said to be. */
const updateAll = async <C extends Content>(
  kind: RecordKind<C>,
  transaction: Transaction,
  rows: ReadonlyArray<object>,
): Promise<boolean> => {
  const [first] = rows
  if (!first) return true
  const table = tableOf(kind)
  const said = Prisma.join(namesOf(first).map((name) => Prisma.sql`${name} = given.${name}`))
  const count = await transaction.$executeRaw`
    UPDATE ${table} SET ${said}
    FROM jsonb_populate_recordset(NULL::${table}, ${asRows(rows)}::jsonb) AS given
    WHERE ${table}.reference = given.reference AND ${table}.version = given.version - 1`
  return count === rows.length
}

/** Writes rows of a plan, new ones and next versions, with the audit of each: a constant number of statements. */
export const writeRows = async <C extends Content>(
  kind: RecordKind<C>,
  context: ProgrammeContext,
  rows: readonly PlannedRow[],
): Promise<ReadonlyArray<Imported<C>>> => {
  const { transaction, caller, clock, request, translate } = context
  const now = clock.now()
  const content = ({ data }: PlannedRow) => kind.content.parse(data) as C
  const fresh = rows.filter(({ reference }) => reference === null)
  const given = await nextReferences(transaction, kind, yearOf(clock.today()), fresh.length)
  const origin = {
    account: caller.account,
    conversation: request.conversation,
    officerId: caller.officer?.id ?? null,
    side: caller.officer?.side ?? null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  await insertAll(
    kind,
    transaction,
    fresh.map((row, index) => ({ ...content(row), ...origin, reference: given[index] })),
  )
  const known = rows.filter(({ reference }) => reference !== null)
  const standing = await selectReferenced(
    kind,
    transaction,
    known.map(({ reference }) => reference ?? ''),
  )
  const before = new Map(standing.map((record) => [record.reference, record]))
  const isWritten = await updateAll(
    kind,
    transaction,
    known.map((row) => ({
      ...content(row),
      ...(kind.isNumbered && before.get(row.reference ?? '')?.number !== undefined && { number: null }),
      reference: row.reference,
      version: (row.version ?? 0) + 1,
      updatedAt: now,
    })),
  )
  if (!isWritten) throw new UserError(notice('records.import.changedMeanwhile', naming(kind, translate, '')))
  let next = 0
  const references = rows.map(({ reference }) => reference ?? given[next++] ?? '')
  const written = new Map(
    (await selectReferenced(kind, transaction, references)).map((record) => [record.reference, record]),
  )
  const imported = references.map((reference): Imported<C> => {
    const record = written.get(reference)
    if (!record) throw new Error(`${reference} was not written`)
    return { record, before: before.get(reference) }
  })
  await writeAuditOfAll(
    context,
    imported.map(
      ({ record, before: stood }): Change => ({
        feature: kind.feature,
        reference: record.reference,
        pairId: record.pairId ?? undefined,
        action: stood ? 'edit' : 'enter',
        ...(stood && { before: kind.content.parse(stood) }),
        after: kind.content.parse(record),
        version: record.version,
      }),
    ),
  )
  return imported
}

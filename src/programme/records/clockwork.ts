import type { DueContext } from '../../core/due.ts'
import { yearOf } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { writeAuditOf } from './audit.ts'
import { toColumns } from './content.ts'
import type { Content, RecordKind, RecordOf } from './kind.ts'
import { nextReferences } from './references.ts'
import { insertRecord, updateRecord } from './write.ts'

/** Who writes what no person has asked for. */
const clockwork = 'luyu:clock'

type Context = Pick<DueContext<Transaction>, 'transaction' | 'clock'>

interface Written<C extends Content> {
  readonly reference: string
  readonly version: number
  readonly action: string
  readonly before?: C
  readonly after: C
}

const audit = <C extends Content>(
  kind: RecordKind<C>,
  context: Context,
  { reference, version, action, before, after }: Written<C>,
): Promise<void> =>
  writeAuditOf(
    context,
    {
      account: clockwork,
      officerId: null,
      conversation: clockwork,
      request: `${clockwork}:${reference}:${version}`,
    },
    {
      feature: kind.feature,
      reference,
      pairId: after.pairId ?? undefined,
      action,
      ...(before && { before: kind.content.parse(before) }),
      after: kind.content.parse(after),
      version,
    },
  )

/** Enters records that follow from the time or from other records; gives their references, in order. */
export const enterUnasked = async <C extends Content>(
  kind: RecordKind<C>,
  context: Context,
  contents: readonly C[],
): Promise<readonly string[]> => {
  const { transaction, clock } = context
  const now = clock.now()
  const references = await nextReferences(transaction, kind, yearOf(clock.today()), contents.length)
  for (const [index, after] of contents.entries()) {
    const reference = references[index]
    if (reference === undefined) throw new Error('fewer references than records')
    const { version } = await insertRecord(kind, transaction, {
      ...toColumns(after),
      reference,
      account: clockwork,
      conversation: clockwork,
      officerId: null,
      side: null,
      createdAt: now,
      updatedAt: now,
    })
    await audit(kind, context, { reference, version, action: 'enter', after })
  }
  return references
}

/** Changes a record in the same way, unless somebody has changed it meanwhile; what hangs on it is the caller's. */
export const changeUnasked = async <C extends Content>(
  kind: RecordKind<C>,
  context: Context,
  before: RecordOf<C>,
  after: C,
  action: string,
): Promise<void> => {
  const { transaction, clock } = context
  if (!(await updateRecord(kind, transaction, before, toColumns(after), clock.now()))) return
  const version = before.version + 1
  await audit(kind, context, { reference: before.reference, version, action, before, after })
}

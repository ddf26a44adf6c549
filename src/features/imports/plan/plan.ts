import { z } from 'zod'
import type { MessageKey, Notice } from '../../../core/i18n.ts'
import type { AccountReference, ConversationReference } from '../../../core/request.ts'
import type { Transaction } from '../../../db/database.ts'
import type { ImportKind, ImportState } from '../../../generated/prisma/enums.ts'
import type { Asker } from '../../../programme/behalf.ts'
import type { ImportProblem, Judgement } from '../../../programme/importable.ts'
import type { SheetCell } from '../sheet/table.ts'

/** Hours in which a plan may be carried out: after that, send the file again. */
export const hoursOpen = 24

/** A sheet of a plan. Without an importable nothing of it was read. */
export const sheetSchema = z.object({
  name: z.string(),
  importable: z.string().nullable(),
  /** What it is instead of read, and the columns that it lacks for that. */
  instead: z.string().optional(),
  lacks: z.array(z.string()).optional(),
  headings: z.array(z.string()),
  columns: z.array(
    z
      .object({
        name: z.string(),
        unit: z.string().optional(),
        power: z.number().optional(),
        isUnsure: z.boolean().optional(),
        unnamed: z.string().optional(),
      })
      .nullable(),
  ),
  /** Headings of columns that were not read: of nothing that is known, and of what an import leaves alone. */
  unknown: z.array(z.string()),
  left: z.array(z.string()),
  /** Rows that add up others. */
  totals: z.number(),
})
export type PlanSheet = z.infer<typeof sheetSchema>

export interface Plan {
  readonly id: number
  readonly fileId: string
  readonly name: string
  readonly importable: string | null
  readonly state: ImportState
  readonly account: AccountReference
  readonly conversation: ConversationReference
  readonly asker: Asker
  readonly sheets: readonly PlanSheet[]
  readonly expiresAt: Date
}

export interface PlanRow {
  readonly position: number
  readonly sheet: number
  readonly row: number
  readonly cells: readonly SheetCell[]
  readonly kind: ImportKind | null
  readonly reference: string | null
  readonly version: number | null
  readonly data: unknown
  readonly problems: readonly ImportProblem[] | null
  readonly likeness: string | null
}

type NewPlan = Omit<Plan, 'id' | 'state' | 'sheets'>

export const insertPlan = async (
  transaction: Transaction,
  { fileId, name, importable, account, conversation, asker, expiresAt }: NewPlan,
  now: Date,
): Promise<number> => {
  const [row] = await transaction.$queryRaw<{ id: number }[]>`
    INSERT INTO import_plan (file_id, name, importable, account, conversation, asker, created_at, expires_at)
    VALUES (${fileId}, ${name}, ${importable}, ${account}, ${conversation}, ${JSON.stringify(asker)}::jsonb, ${now}, ${expiresAt})
    RETURNING id`
  if (!row) throw new Error('nothing was inserted')
  return row.id
}

/** Locked: whoever carries it out or drops it is alone. */
export const findPlan = async (transaction: Transaction, id: number): Promise<Plan | undefined> => {
  const [plan] = await transaction.$queryRaw<Plan[]>`
    SELECT id, file_id AS "fileId", name, importable, state, account, conversation, asker, sheets,
      expires_at AS "expiresAt"
    FROM import_plan WHERE id = ${id} FOR UPDATE`
  return plan && { ...plan, sheets: z.array(sheetSchema).parse(plan.sheets) }
}

/** The latest that somebody asked for in a conversation. */
export const latestPlan = async (
  transaction: Transaction,
  account: AccountReference,
  conversation: ConversationReference,
): Promise<number | undefined> => {
  const [plan] = await transaction.$queryRaw<{ id: number }[]>`
    SELECT id FROM import_plan WHERE account = ${account} AND conversation = ${conversation} ORDER BY id DESC LIMIT 1`
  return plan?.id
}

export const setState = async (transaction: Transaction, id: number, state: ImportState): Promise<void> => {
  await transaction.$executeRaw`UPDATE import_plan SET state = ${state}::"ImportState" WHERE id = ${id}`
}

/** Keeps what the file holds. */
export const keepSheets = async (
  transaction: Transaction,
  id: number,
  sheets: readonly PlanSheet[],
  rows: ReadonlyArray<Pick<PlanRow, 'position' | 'sheet' | 'row' | 'cells'>>,
): Promise<void> => {
  await transaction.$executeRaw`UPDATE import_plan SET sheets = ${JSON.stringify(sheets)}::jsonb WHERE id = ${id}`
  await transaction.$executeRaw`
    INSERT INTO import_row (plan_id, position, sheet, row, cells)
    SELECT ${id}, position, sheet, "row", cells
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given (position int, sheet int, "row" int, cells jsonb)`
}

/** The next rows after one, of these kinds or of any. */
export const nextRows = (
  transaction: Transaction,
  id: number,
  after: number,
  most: number,
  kinds?: readonly ImportKind[],
): Promise<PlanRow[]> =>
  transaction.$queryRaw<PlanRow[]>`
    SELECT position, sheet, row, cells, kind, reference, version, data, problems, likeness FROM import_row
    WHERE plan_id = ${id} AND position > ${after}
      AND (${kinds === undefined}::boolean OR kind::text = ANY (${[...(kinds ?? [])]}::text[]))
    ORDER BY position LIMIT ${most}`

/** What a judgement is kept as. */
export const keptOf = (judgement: Judgement) => ({
  kind: judgement.kind,
  reference: 'reference' in judgement ? judgement.reference : null,
  version: 'version' in judgement ? judgement.version : null,
  data: 'data' in judgement ? judgement.data : null,
  problems: 'problems' in judgement ? judgement.problems : null,
  likeness: 'likeness' in judgement ? judgement.likeness : null,
})

export const keepJudgements = async (
  transaction: Transaction,
  id: number,
  judged: ReadonlyArray<{ readonly position: number } & ReturnType<typeof keptOf>>,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE import_row SET kind = given.kind::"ImportKind", reference = given.reference, version = given.version,
      data = nullif(given.data, 'null'::jsonb), problems = nullif(given.problems, 'null'::jsonb),
      likeness = given.likeness
    FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) AS given (position int, kind text, reference text,
      version int, data jsonb, problems jsonb, likeness text)
    WHERE plan_id = ${id} AND import_row.position = given.position`
}

/** Two rows of one file about one record are wrong, all but the first; two that may be one are doubtful. */
export const markRepeated = async (
  transaction: Transaction,
  id: number,
  twice: Notice<MessageKey>,
  repeats: Notice<MessageKey>,
): Promise<void> => {
  const problem = { column: 'reference', problem: twice }
  await transaction.$executeRaw`
    UPDATE import_row SET kind = 'wrong', version = NULL, data = NULL,
      problems = jsonb_build_array(jsonb_set(${JSON.stringify(problem)}::jsonb, '{problem,values}',
        jsonb_build_object('reference', import_row.reference, 'row', repeated.first)))
    FROM (SELECT position, first_value(row) OVER same AS first, row_number() OVER same AS number FROM import_row
      WHERE plan_id = ${id} AND reference IS NOT NULL WINDOW same AS (PARTITION BY reference ORDER BY position)
    ) AS repeated
    WHERE plan_id = ${id} AND import_row.position = repeated.position AND repeated.number > 1`
  await transaction.$executeRaw`
    UPDATE import_row SET kind = 'doubtful', problems = problems || ${JSON.stringify([{ problem: repeats }])}::jsonb
    FROM (SELECT position, row_number() OVER (PARTITION BY sheet, likeness ORDER BY position) AS number
      FROM import_row WHERE plan_id = ${id} AND likeness IS NOT NULL
    ) AS repeated
    WHERE plan_id = ${id} AND import_row.position = repeated.position AND repeated.number > 1`
}

export type Counts = Readonly<Record<ImportKind, number>>

export const countKinds = async (transaction: Transaction, id: number): Promise<Counts> => {
  const rows = await transaction.$queryRaw<{ kind: ImportKind; count: number }[]>`
    SELECT kind, count(*)::int AS count FROM import_row WHERE plan_id = ${id} AND kind IS NOT NULL GROUP BY kind`
  const counts = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  return { new: 0, changed: 0, unchanged: 0, doubtful: 0, wrong: 0, ...counts }
}

/** Notes which records the rows have become. */
export const keepReferences = async (
  transaction: Transaction,
  id: number,
  written: ReadonlyArray<{ readonly position: number; readonly reference: string }>,
): Promise<void> => {
  await transaction.$executeRaw`
    UPDATE import_row SET reference = given.reference
    FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb) AS given (position int, reference text)
    WHERE plan_id = ${id} AND import_row.position = given.position`
}

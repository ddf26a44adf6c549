import { z } from 'zod'
import type { Transaction } from '../../db/database.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Side } from '../../generated/prisma/enums.ts'

const content = z.record(z.string(), z.unknown()).nullable()

/** An entry of the audit with who made it, as they are known now. */
export interface Entry {
  readonly id: bigint
  readonly at: Date
  readonly feature: string
  readonly reference: string
  readonly pairId: number | null
  readonly action: string
  readonly conversation: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly version: number | null
  /** The version that it takes back. */
  readonly undoes: number | null
  readonly account: string
  /** The officer's name, else the account's. */
  readonly name: string | null
  readonly office: { readonly zh: string; readonly en: string } | undefined
  readonly side: Side | null
  /** Its place in the chain; none until it is sealed. */
  readonly hash: string | null
}

interface Row extends Omit<Entry, 'office'> {
  readonly officeZh: string | null
  readonly officeEn: string | null
}

/** Entries of `audit`; which, in what order and how many the rest of the statement says. */
export const readEntries = async (
  { $queryRaw }: Transaction,
  rest: Prisma.Sql,
): Promise<readonly Entry[]> => {
  const rows = await $queryRaw<Row[]>`
    SELECT audit.id, audit.at, audit.feature, audit.reference, audit.pair_id AS "pairId", audit.action, audit.conversation,
      audit.before, audit.after, audit.version, undone.version AS undoes, audit.account,
      coalesce(officer.name, account.name) AS name, officer.office AS "officeZh",
      coalesce((SELECT name_en FROM office WHERE name_zh = officer.office LIMIT 1), officer.office) AS "officeEn", officer.side,
      audit_seal.hash
    FROM audit
    LEFT JOIN audit AS undone ON undone.id = audit.undoes
    LEFT JOIN officer ON officer.id = audit.officer_id
    LEFT JOIN account ON account.reference = audit.account
    LEFT JOIN audit_seal ON audit_seal.entry_id = audit.id
    ${rest}`
  return rows.map(({ officeZh, officeEn, ...row }) => ({
    ...row,
    before: content.parse(row.before),
    after: content.parse(row.after),
    office: officeZh !== null && officeEn !== null ? { zh: officeZh, en: officeEn } : undefined,
  }))
}

export const countEntries = async ({ $queryRaw }: Transaction, reference: string): Promise<number> => {
  const [row] = await $queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM audit WHERE reference = ${reference}`
  return row?.count ?? 0
}

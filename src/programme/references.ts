import type { Transaction } from '../db/database.ts'

/** The next reference of a kind: `V-2025-0031`. The row lock keeps two writers from taking the same number. */
export const nextReference = async (
  transaction: Transaction,
  kind: string,
  year: number,
): Promise<string> => {
  const { last } = await transaction.referenceSequence.upsert({
    where: { kind_year: { kind, year } },
    create: { kind, year, last: 1 },
    update: { last: { increment: 1 } },
  })
  return `${kind}-${year}-${String(last).padStart(4, '0')}`
}

import type { Transaction } from '../../db/database.ts'

/** The next reference of a kind: `V-2025-0031`. The row lock keeps two writers from taking the same number. */
export const nextReference = async (
  transaction: Transaction,
  kind: string,
  year: number,
): Promise<string> => {
  const [sequence] = await transaction.$queryRaw<{ last: number }[]>`
    INSERT INTO reference_sequence AS sequence (kind, year, last) VALUES (${kind}, ${year}, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = sequence.last + 1
    RETURNING last`
  if (!sequence) throw new Error('an upsert gave no row')
  return `${kind}-${year}-${String(sequence.last).padStart(4, '0')}`
}

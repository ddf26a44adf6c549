import type { Transaction } from '../../db/database.ts'
import type { Content, RecordKind } from './kind.ts'

/**
 * The next references of a kind, in order: `V-2025-0031`. None is given twice and, since a transaction that fails gives
 * its own back, none is left out. Until the transaction ends nobody else gets one, so it must be short: an import takes its
 * whole block in the one step that writes, when everything else is done.
 */
export const nextReferences = async (
  transaction: Transaction,
  { prefix }: Pick<RecordKind<Content>, 'prefix'>,
  year: number,
  count: number,
): Promise<string[]> => {
  if (count === 0) return []
  const [sequence] = await transaction.$queryRaw<{ last: number }[]>`
    INSERT INTO reference_sequence AS sequence (kind, year, last) VALUES (${prefix}, ${year}, ${count})
    ON CONFLICT (kind, year) DO UPDATE SET last = sequence.last + ${count}
    RETURNING last`
  if (!sequence) throw new Error('an upsert gave no row')
  const first = sequence.last - count + 1
  return Array.from(
    { length: count },
    (_, index) => `${prefix}-${year}-${String(first + index).padStart(4, '0')}`,
  )
}

/** One of them. */
export const nextReference = async (
  transaction: Transaction,
  kind: Pick<RecordKind<Content>, 'prefix'>,
  year: number,
): Promise<string> => {
  const [reference] = await nextReferences(transaction, kind, year, 1)
  if (reference === undefined) throw new Error('no reference was given')
  return reference
}

const replaced = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length)

/** References that a person may have meant who typed one which nothing has: a digit is wrong, two are swapped, or the year is another. */
export const mistypedFor = (reference: string): string[] => {
  const [prefix = '', year = '', number = ''] = reference.split('-')
  const digits = [...number]
  const numbers = digits.flatMap((digit, at) => [
    ...[...'0123456789'].map((other) => replaced(number, at, 1, other)),
    ...(at + 1 < digits.length ? [replaced(number, at, 2, `${digits[at + 1]}${digit}`)] : []),
  ])
  const years = [Number(year) - 1, Number(year) + 1].map((other) => `${prefix}-${other}-${number}`)
  const others = new Set([...numbers.map((other) => `${prefix}-${year}-${other}`), ...years])
  others.delete(reference)
  return [...others]
}

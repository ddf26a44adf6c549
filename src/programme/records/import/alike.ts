import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { toColumns } from '../content.ts'
import { type Content, cancelled, type RecordKind } from '../kind.ts'
import { tableOf } from '../select.ts'

/** How a record is found that a new row may repeat. */
export interface Alike<C extends Content> {
  /** What two rows of one file that say the same have in common; null where too little is said. */
  likeness(content: C): string | null
  /** References of the records that rows may repeat, by the place of the row; one statement for all. */
  find(transaction: Transaction, contents: readonly C[]): Promise<ReadonlyMap<number, string>>
}

const snake = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

/** As the database writes a value as text. */
const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}

/** Records that say the same in these columns, none of which are empty; days, numbers and texts. */
export const alikeIn = <C extends Content>(
  kind: RecordKind<C>,
  columns: ReadonlyArray<keyof C & string>,
): Alike<C> => {
  const said = (content: C): Array<string | null> => {
    const written = toColumns(content) as Readonly<Record<string, unknown>>
    return columns.map((column) => textOf(written[column]))
  }
  const likeness = (content: C): string | null => {
    const texts = said(content)
    return texts.includes(null) ? null : JSON.stringify(texts)
  }
  return {
    likeness,
    find: async (transaction, contents) => {
      const asked = contents.map(likeness)
      const names = Prisma.join(columns.map((column) => Prisma.raw(`"${snake(column)}"::text`)))
      const found = await transaction.$queryRaw<{ likeness: string; reference: string }[]>`
        SELECT DISTINCT ON (likeness) likeness, reference FROM (
          SELECT array_to_json(ARRAY[${names}])::text AS likeness, reference, id
          FROM ${tableOf(kind)} WHERE state::text <> ${cancelled}
        ) AS there
        WHERE likeness = ANY (${asked.filter((one) => one !== null)}::text[])
        ORDER BY likeness, id DESC`
      const references = new Map(found.map((one) => [one.likeness, one.reference]))
      return new Map(
        asked.flatMap((one, place) => {
          const reference = one === null ? undefined : references.get(one)
          return reference === undefined ? [] : [[place, reference] as const]
        }),
      )
    },
  }
}

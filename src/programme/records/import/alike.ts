import { readable } from '../../../core/text.ts'
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

/**
 * Texts as they are compared: widths, capitals, blanks, quotation marks, an English plural and what ends a sentence make no
 * other record.
 */
const plainly = (text: string): string =>
  readable(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/["'“”‘’«»《》]/gu, '')
    .replace(/(?<=[a-z]{3})s(?![a-z])/gu, '')
    .replace(/\s+/gu, '')
    .replace(/[.。!]+$/u, '')

/** As the database writes a value as text. */
const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return value instanceof Date ? value.toISOString().slice(0, 10) : plainly(String(value))
}

/**
 * Records that say the same in these columns, none of which are empty; days, numbers and texts. Of the first, as the pair, there
 * are few values: the records that have one of them are compared here, since what is alike no index knows.
 */
export const alikeIn = <C extends Content>(
  kind: RecordKind<C>,
  columns: readonly [keyof C & string, ...Array<keyof C & string>],
): Alike<C> => {
  const joined = (texts: ReadonlyArray<string | null>): string | null =>
    texts.includes(null) ? null : JSON.stringify(texts)
  const said = (content: C): Array<string | null> => {
    const written = toColumns(content) as Readonly<Record<string, unknown>>
    return columns.map((column) => textOf(written[column]))
  }
  const likeness = (content: C): string | null => joined(said(content))
  return {
    likeness,
    find: async (transaction, contents) => {
      const asked = contents.map(likeness)
      const [first, ...more] = columns.map((column) => Prisma.raw(`"${snake(column)}"::text`))
      const among = [...new Set(contents.flatMap((content) => said(content)[0] ?? []))]
      const there = await transaction.$queryRaw<{ texts: (string | null)[]; reference: string }[]>`
        SELECT ARRAY[${Prisma.join([first, ...more])}] AS texts, reference FROM ${tableOf(kind)}
        WHERE state::text <> ${cancelled} AND ${first} = ANY (${among}::text[])
        ORDER BY id`
      const references = new Map(
        there.map(({ texts, reference }) => [joined(texts.map(textOf)), reference] as const),
      )
      return new Map(
        asked.flatMap((one, place) => {
          const reference = one === null ? undefined : references.get(one)
          return reference === undefined ? [] : [[place, reference] as const]
        }),
      )
    },
  }
}

import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Project } from '../content.ts'
import { calledOf } from './called.ts'
import { type AskedWord, askedIn, piecesOf, wordsOf } from './pieces.ts'

interface Changed {
  readonly record: Project
  readonly before: Project | undefined
}

const isCalledOtherwise = ({ record, before }: Changed): boolean =>
  !before ||
  before.name !== record.name ||
  before.english !== record.english ||
  before.pairId !== record.pairId

/** Writes what projects are found by, where that has changed: one statement, whatever their number. */
export const keepSearchable = async (
  transaction: Transaction,
  changes: readonly Changed[],
): Promise<void> => {
  const rows = await Promise.all(
    changes.filter(isCalledOtherwise).map(async ({ record }) => {
      const called = await calledOf(record)
      const { reference, pairId: pair_id } = record
      return { reference, pair_id, words: wordsOf(called), pieces: piecesOf(called) }
    }),
  )
  if (rows.length === 0) return
  await transaction.$executeRaw`
    INSERT INTO project_search (reference, pair_id, words, pieces)
    SELECT reference, pair_id, words, pieces FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS given (reference text, pair_id int, words text, pieces text[])
    ON CONFLICT (reference) DO UPDATE
      SET pair_id = excluded.pair_id, words = excluded.words, pieces = excluded.pieces`
}

/** In one condition, since the index meets the pieces of all words at once, and begins with the rarest. */
const havePieces = (words: readonly AskedWord[]): readonly Prisma.Sql[] => {
  const certain = words.flatMap(({ groups: [only, ...others] }) => (only && others.length === 0 ? only : []))
  const either = words.filter(({ groups }) => groups.length > 1)
  return [
    ...(certain.length > 0 ? [Prisma.sql`pieces @> ${[...new Set(certain)]}::text[]`] : []),
    ...either.map(
      ({ groups }) =>
        Prisma.sql`(${Prisma.join(
          groups.map((group) => Prisma.sql`pieces @> ${group}::text[]`),
          ' OR ',
        )})`,
    ),
  ]
}

/**
 * The references of the projects that have all words in what they are called, the latest first, at most `most` of them: they
 * are not counted, which would read them all. Undefined when the words are too short to be looked for.
 */
export const findProjects = async (
  transaction: Transaction,
  typed: string,
  pairIds: readonly number[] | undefined,
  most: number,
): Promise<readonly string[] | undefined> => {
  const words = askedIn(typed)
  if (words.length === 0 || words.some(({ groups }) => groups.length === 0)) return undefined
  const conditions = [
    ...havePieces(words),
    ...words.map(({ word }) => Prisma.sql`position(${word} IN words) > 0`),
    ...(pairIds ? [Prisma.sql`pair_id = ANY(${[...pairIds]}::int[])`] : []),
  ]
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT reference FROM project_search WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY reference DESC LIMIT ${most}`
  return rows.map(({ reference }) => reference)
}

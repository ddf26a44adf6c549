import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Project } from '../content.ts'
import { calledOf } from './called.ts'
import { askedIn, piecesOf, wordsOf } from './pieces.ts'

/** Writes what the project is found by, when that has changed. */
export const keepSearchable = async (
  transaction: Transaction,
  project: Project,
  before: Project | undefined,
): Promise<void> => {
  const { reference, pairId, name, english } = project
  if (before && before.name === name && before.english === english && before.pairId === pairId) return
  const called = await calledOf(project)
  await transaction.$executeRaw`
    INSERT INTO project_search (reference, pair_id, words, pieces)
    VALUES (${reference}, ${pairId}, ${wordsOf(called)}, ${piecesOf(called)})
    ON CONFLICT (reference) DO UPDATE
      SET pair_id = excluded.pair_id, words = excluded.words, pieces = excluded.pieces`
}

/** Whether a word is among what a project is called; `undefined` for what is too short to be looked for. */
const hasWord = ({ word, groups }: ReturnType<typeof askedIn>[number]): Prisma.Sql | undefined =>
  groups.length === 0
    ? undefined
    : Prisma.sql`((${Prisma.join(
        groups.map((group) => Prisma.sql`pieces @> ${group}::text[]`),
        ' OR ',
      )}) AND position(${word} IN words) > 0)`

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
  const words = askedIn(typed).map(hasWord)
  const known = words.filter((word) => word !== undefined)
  if (known.length === 0 || known.length < words.length) return undefined
  const ofPairs = pairIds ? [Prisma.sql`pair_id = ANY(${[...pairIds]}::int[])`] : []
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT reference FROM project_search WHERE ${Prisma.join([...known, ...ofPairs], ' AND ')}
    ORDER BY reference DESC LIMIT ${most}`
  return rows.map(({ reference }) => reference)
}

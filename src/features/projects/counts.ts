import { percentOf } from '../../core/fields/fen.ts'
import { addDays, type Day, type DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { enteredBy } from '../../programme/records/firsts.ts'

/** How the projects of one pair, or of several, stand. */
export interface ProjectCounts {
  /** All that were not called off. */
  readonly total: number
  /** Of them in reserve: nothing of them is carried out yet. */
  readonly reserve: number
  readonly underway: number
  /** Completed, accepted or handed over. */
  readonly finished: number
  readonly suspended: number
  /** Budgets, in fen. */
  readonly budget: bigint
  /** Of those in reserve. */
  readonly reserveBudget: bigint
  /** Each budget times its project's percentage, so that large projects weigh more. */
  readonly done: bigint
}

/** What moved in a period. */
export interface ProjectMoves {
  readonly entered: number
  /** Those that stand where they came in the period: started, or completed. */
  readonly started: number
  readonly completed: number
}

export const noProjects: ProjectCounts = {
  total: 0,
  reserve: 0,
  underway: 0,
  finished: 0,
  suspended: 0,
  budget: 0n,
  reserveBudget: 0n,
  done: 0n,
}
export const noMoves: ProjectMoves = { entered: 0, started: 0, completed: 0 }

/** States of what is being carried out, and of what was. */
export const underway = Prisma.sql`state IN ('started', 'building')`
export const finished = Prisma.sql`state IN ('completed', 'accepted', 'handed_over')`
const onlyOf = (pairIds: readonly number[] | undefined): Prisma.Sql =>
  pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty

/**
 * By pair id, from the tallies that the database keeps: as quick for many projects as for few. `by`: without those that were
 * entered after that day.
 */
export const countProjects = async (
  transaction: Transaction,
  { pairIds, by }: { readonly pairIds?: readonly number[]; readonly by?: Day } = {},
): Promise<Map<number, ProjectCounts>> => {
  const later =
    by === undefined
      ? Prisma.empty
      : Prisma.sql`UNION ALL SELECT pair_id, state, -1, -coalesce(budget, 0), -coalesce(budget * progress, 0)
          FROM project WHERE NOT (${enteredBy(by)})`
  const rows = await transaction.$queryRaw<Array<ProjectCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", sum(count)::int AS total,
      coalesce(sum(count) FILTER (WHERE state = 'reserve'), 0)::int AS reserve,
      (coalesce(sum(budget) FILTER (WHERE state = 'reserve'), 0) * 100)::bigint AS "reserveBudget",
      coalesce(sum(count) FILTER (WHERE ${underway}), 0)::int AS underway,
      coalesce(sum(count) FILTER (WHERE ${finished}), 0)::int AS finished,
      coalesce(sum(count) FILTER (WHERE state = 'suspended'), 0)::int AS suspended,
      sum(budget * 100)::bigint AS budget, sum(done * 100)::bigint AS done
    FROM (SELECT pair_id, state, count, budget, done FROM project_tally ${later}) AS tallied
    WHERE state <> 'cancelled' ${onlyOf(pairIds)} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

/** By pair id; only what moved is read. */
export const countMoves = async (
  transaction: Transaction,
  { start, end }: DayRange,
): Promise<Map<number, ProjectMoves>> => {
  const within = Prisma.sql`stage_on BETWEEN ${start}::date AND ${end}::date`
  const rows = await transaction.$queryRaw<Array<ProjectMoves & { pairId: number }>>`
    SELECT pair_id AS "pairId", sum(entered)::int AS entered, sum(started)::int AS started, sum(completed)::int AS completed
    FROM (
      SELECT pair_id, 1 AS entered, 0 AS started, 0 AS completed FROM project
      WHERE state <> 'cancelled' AND ${enteredBy(end)} AND NOT (${enteredBy(addDays(start, -1))})
      UNION ALL
      SELECT pair_id, 0, (${underway})::int, (${finished})::int FROM project
      WHERE state IN ('started', 'building', 'completed', 'accepted', 'handed_over') AND ${within}
    ) AS moved GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...moves }) => [pairId, moves]))
}

/** Without what is only in reserve: nothing of it is carried out. */
export const carriedOut = (counts: ProjectCounts): ProjectCounts => ({
  ...counts,
  total: counts.total - counts.reserve,
  budget: counts.budget - counts.reserveBudget,
  reserve: 0,
  reserveBudget: 0n,
})

/** The progress of all together, weighted by their budgets, to a tenth of a percent; undefined where no budget is known. */
export const overallProgress = ({ budget, done }: ProjectCounts): string | undefined =>
  percentOf(done, budget * 100n)

import { addDays, type DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { enteredBy } from '../../programme/records/firsts.ts'

/** How the projects of one pair, or of several, stand. */
export interface ProjectCounts {
  /** All that were not called off. */
  readonly total: number
  readonly underway: number
  /** Completed, accepted or handed over. */
  readonly finished: number
  readonly suspended: number
  /** Of a period: those that were entered, started and completed in it, and still stand there. */
  readonly entered: number
  readonly started: number
  readonly completed: number
  /** Budgets, in fen. */
  readonly budget: bigint
  /** Each budget times its project's percentage, so that large projects weigh more. */
  readonly done: bigint
}

export const noProjects: ProjectCounts = {
  total: 0,
  underway: 0,
  finished: 0,
  suspended: 0,
  entered: 0,
  started: 0,
  completed: 0,
  budget: 0n,
  done: 0n,
}

/** By pair id, in one query for any number of pairs; a pair without projects is not in the answer. */
export const countProjects = async (
  transaction: Transaction,
  { start, end }: DayRange,
  pairIds?: readonly number[],
): Promise<Map<number, ProjectCounts>> => {
  const only = pairIds ? Prisma.sql`AND pair_id = ANY(${[...pairIds]}::int[])` : Prisma.empty
  const within = Prisma.sql`stage_on BETWEEN ${start}::date AND ${end}::date`
  const isNew = Prisma.sql`${enteredBy(end)} AND NOT (${enteredBy(addDays(start, -1))})`
  const rows = await transaction.$queryRaw<Array<ProjectCounts & { pairId: number }>>`
    SELECT pair_id AS "pairId", count(*)::int AS total,
      (count(*) FILTER (WHERE state IN ('started', 'building')))::int AS underway,
      (count(*) FILTER (WHERE state IN ('completed', 'accepted', 'handed_over')))::int AS finished,
      (count(*) FILTER (WHERE state = 'suspended'))::int AS suspended,
      (count(*) FILTER (WHERE ${isNew}))::int AS entered,
      (count(*) FILTER (WHERE state IN ('started', 'building') AND ${within}))::int AS started,
      (count(*) FILTER (WHERE state IN ('completed', 'accepted', 'handed_over') AND ${within}))::int AS completed,
      coalesce(sum(budget * 100), 0)::bigint AS budget,
      coalesce(sum(budget * 100 * coalesce(progress, 0)), 0)::bigint AS done
    FROM project WHERE state <> 'cancelled' AND ${enteredBy(end)} ${only} GROUP BY pair_id`
  return new Map(rows.map(({ pairId, ...counts }) => [pairId, counts]))
}

const sum = (one: ProjectCounts, other: ProjectCounts): ProjectCounts => ({
  total: one.total + other.total,
  underway: one.underway + other.underway,
  finished: one.finished + other.finished,
  suspended: one.suspended + other.suspended,
  entered: one.entered + other.entered,
  started: one.started + other.started,
  completed: one.completed + other.completed,
  budget: one.budget + other.budget,
  done: one.done + other.done,
})

export const totalOf = (counts: Iterable<ProjectCounts>): ProjectCounts => [...counts].reduce(sum, noProjects)

/** By the pairs at the top of the tree. */
export const gathered = (
  counts: ReadonlyMap<number, ProjectCounts>,
  top: ReadonlyMap<number, number>,
): ReadonlyMap<number, ProjectCounts> => {
  const all = new Map<number, ProjectCounts>()
  for (const [pairId, one] of counts) {
    const id = top.get(pairId) ?? pairId
    all.set(id, sum(all.get(id) ?? noProjects, one))
  }
  return all
}

/** The progress of all together, weighted by their budgets, to a tenth of a percent; undefined where no budget is known. */
export const overallProgress = ({ budget, done }: ProjectCounts): string | undefined => {
  if (budget === 0n) return undefined
  const tenths = `${(done * 10n + budget / 2n) / budget}`.padStart(2, '0')
  return `${tenths.slice(0, -1)}.${tenths.slice(-1)}`.replace(/\.0$/u, '')
}

/** Yuan with two places. */
export const yuanOf = (fen: bigint): string => {
  const digits = `${fen}`.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

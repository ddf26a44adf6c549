import type { Day, DayRange } from '../../core/time/day.ts'
import type { Transaction } from '../../db/database.ts'
import { fromDate, toDate } from '../../db/days.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { type Direction, type Level, VisitState } from '../../generated/prisma/enums.ts'
import type { VisitModel } from '../../generated/prisma/models/Visit.ts'
import { isSameVisit, type Phase, type Visit, type VisitContent } from './model.ts'

/** Which visits to list; what is undefined does not narrow the list. */
export interface VisitFilter {
  readonly pairIds?: readonly number[] | undefined
  readonly direction?: Direction | undefined
  /** Visits that begin in it, so that each counts in one period only. */
  readonly period?: DayRange | undefined
  readonly level?: Level | undefined
  /** Every phase but cancelled when undefined. */
  readonly phase?: Phase | undefined
}

export interface VisitTotals {
  /** Visits that have begun, in batches (批次). */
  readonly batches: number
  /** Their members, in person-times (人次). */
  readonly people: number
}

export interface VisitPage {
  readonly visits: readonly Visit[]
  /** From 1; the last one when a later one was asked for. */
  readonly page: number
  /** All that the filter finds, planned and cancelled ones included. */
  readonly total: number
  readonly totals: VisitTotals
}

const fromRow = (row: VisitModel): Visit => ({
  ...row,
  startsOn: fromDate(row.startsOn),
  endsOn: fromDate(row.endsOn),
})

/** A visit's content as the database keeps it. */
export const toColumns = ({ startsOn, endsOn, ...content }: VisitContent) => ({
  ...content,
  startsOn: toDate(startsOn),
  endsOn: toDate(endsOn),
})

export const findVisit = async (transaction: Transaction, reference: string): Promise<Visit | undefined> => {
  const row = await transaction.visit.findUnique({ where: { reference } })
  return row ? fromRow(row) : undefined
}

/** Visits of the same pair and direction that share a day with this one, the earliest first. */
export const findSameVisits = async (
  transaction: Transaction,
  visit: VisitContent,
  except?: number,
): Promise<Visit[]> => {
  const rows = await transaction.visit.findMany({
    where: {
      pairId: visit.pairId,
      startsOn: { lte: toDate(visit.endsOn) },
      endsOn: { gte: toDate(visit.startsOn) },
      ...(except !== undefined && { id: { not: except } }),
    },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow).filter((other) => isSameVisit(visit, other))
}

/** Keeps everybody else from logging a visit of the pair until the transaction ends, so that no visit is logged twice at once. */
export const lockPair = async (transaction: Transaction, pairId: number): Promise<void> => {
  await transaction.$queryRaw`SELECT id FROM pair WHERE id = ${pairId} FOR NO KEY UPDATE`
}

const inPhase = (phase: Phase | undefined, today: Day): Prisma.VisitWhereInput => {
  switch (phase) {
    case undefined:
      return { state: { not: VisitState.cancelled } }
    case 'planned':
      return { state: VisitState.active, startsOn: { gt: toDate(today) } }
    case 'ongoing':
      return {
        state: VisitState.active,
        startsOn: { lte: toDate(today) },
        endsOn: { gte: toDate(today) },
      }
    case 'awaiting':
      return { state: VisitState.active, endsOn: { lt: toDate(today) } }
    case 'done':
    case 'cancelled':
      return { state: phase }
  }
}

const whereOf = (filter: VisitFilter, today: Day): Prisma.VisitWhereInput => ({
  ...(filter.pairIds && { pairId: { in: [...filter.pairIds] } }),
  ...(filter.direction && { direction: filter.direction }),
  ...(filter.level && { level: filter.level }),
  AND: [
    inPhase(filter.phase, today),
    filter.period ? { startsOn: { gte: toDate(filter.period.start), lte: toDate(filter.period.end) } } : {},
  ],
})

/** One page of visits, the latest first, with the totals of all pages. `page` counts from 1. */
export const listVisits = async (
  transaction: Transaction,
  filter: VisitFilter,
  today: Day,
  page: number,
  pageSize: number,
): Promise<VisitPage> => {
  const where = whereOf(filter, today)
  const total = await transaction.visit.count({ where })
  const shown = Math.min(Math.max(page, 1), Math.max(Math.ceil(total / pageSize), 1))
  const rows = await transaction.visit.findMany({
    where,
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * pageSize,
    take: pageSize,
  })
  const begun = await transaction.visit.aggregate({
    where: { AND: [where, { startsOn: { lte: toDate(today) }, state: { not: VisitState.cancelled } }] },
    _count: true,
    _sum: { people: true },
  })
  return {
    visits: rows.map(fromRow),
    page: shown,
    total,
    totals: { batches: begun._count, people: begun._sum.people ?? 0 },
  }
}

/** The next visit to begin after a day, if one is planned. */
export const findNextPlanned = async (
  transaction: Transaction,
  pairIds: readonly number[],
  today: Day,
): Promise<Visit | undefined> => {
  const row = await transaction.visit.findFirst({
    where: { pairId: { in: [...pairIds] }, state: VisitState.active, startsOn: { gt: toDate(today) } },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  })
  return row ? fromRow(row) : undefined
}

/** The last visit that has begun, if any has. */
export const findLastBegun = async (
  transaction: Transaction,
  pairIds: readonly number[],
  today: Day,
): Promise<Visit | undefined> => {
  const row = await transaction.visit.findFirst({
    where: {
      pairId: { in: [...pairIds] },
      state: { not: VisitState.cancelled },
      startsOn: { lte: toDate(today) },
    },
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
  })
  return row ? fromRow(row) : undefined
}

/** Visits that begin in a period and are not cancelled, the earliest first. */
export const findBeginning = async (transaction: Transaction, period: DayRange): Promise<Visit[]> => {
  const rows = await transaction.visit.findMany({
    where: {
      startsOn: { gte: toDate(period.start), lte: toDate(period.end) },
      state: { not: VisitState.cancelled },
    },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** Visits that ended by a day and still have no outcome note, the longest waiting first. */
export const findOverdue = async (transaction: Transaction, endedBy: Day): Promise<Visit[]> => {
  const rows = await transaction.visit.findMany({
    where: { state: VisitState.active, endsOn: { lte: toDate(endedBy) } },
    orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fromRow)
}

/** A visit whose outcome note is awaited, and whom to ask for it. */
export interface Reminder {
  readonly visit: Visit
  /** The language of whoever logged it, when that is known. */
  readonly locale: string | undefined
  /** Whoever logged it has left since. */
  readonly left: boolean
}

/** Those of the visits that still have no outcome note, the longest waiting first. */
export const findReminders = async (
  transaction: Transaction,
  references: readonly string[],
): Promise<Reminder[]> => {
  const rows = await transaction.visit.findMany({
    where: { reference: { in: [...references] }, state: VisitState.active },
    orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
  })
  const accounts = await transaction.account.findMany({
    where: { reference: { in: [...new Set(rows.map(({ account }) => account))] } },
    include: { officer: true },
  })
  const reporters = new Map(accounts.map((account) => [account.reference, account]))
  return rows.map((row) => {
    const reporter = reporters.get(row.account)
    return {
      visit: fromRow(row),
      locale: reporter?.locale ?? reporter?.officer?.locale ?? undefined,
      left: reporter?.officer?.active === false,
    }
  })
}

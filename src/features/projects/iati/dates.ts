import { type Day, dayAt, toDay } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { Project } from '../content.ts'

/** What a project's history tells of its days. */
export interface Dates {
  readonly enteredOn: Day
  readonly begunOn: Day | undefined
  readonly completedOn: Day | undefined
}

interface Row {
  readonly reference: string
  readonly enteredAt: Date
  readonly begunOn: string | null
  readonly completedOn: string | null
}

/** By reference: when each was entered, and when it last came to its start and to its completion. One statement. */
export const readDates = async (
  transaction: Transaction,
  references: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, Dates>> => {
  const rows = await transaction.$queryRaw<Row[]>`
    SELECT p.reference, p.created_at AS "enteredAt",
      (SELECT a.after ->> 'stageOn' FROM audit a WHERE a.reference = p.reference
        AND a.before ->> 'state' IN ('reserve', 'approved', 'bidding') AND a.after ->> 'state' IN ('started', 'building')
        ORDER BY a.id DESC LIMIT 1) AS "begunOn",
      (SELECT a.after ->> 'stageOn' FROM audit a WHERE a.reference = p.reference
        AND a.before ->> 'state' IN ('reserve', 'approved', 'bidding', 'started', 'building') AND a.after ->> 'state' = 'completed'
        ORDER BY a.id DESC LIMIT 1) AS "completedOn"
    FROM project p WHERE p.reference = ANY(${[...references]})`
  const day = (text: string | null) => (text === null ? undefined : toDay(text))
  return new Map(
    rows.map(({ reference, enteredAt, begunOn, completedOn }) => [
      reference,
      { enteredOn: dayAt(enteredAt, zone), begunOn: day(begunOn), completedOn: day(completedOn) },
    ]),
  )
}

const completed: readonly ProjectState[] = [
  ProjectState.completed,
  ProjectState.accepted,
  ProjectState.handed_over,
]
const begun: readonly ProjectState[] = [ProjectState.started, ProjectState.building, ...completed]

/** The days that count where a project stands now: one that was sent back has not begun. */
export const datesNow = (
  { state, suspendedFrom }: Pick<Project, 'state' | 'suspendedFrom'>,
  { enteredOn, begunOn, completedOn }: Dates,
): Dates => {
  const stage = suspendedFrom ?? state
  return {
    enteredOn,
    begunOn: begun.includes(stage) ? begunOn : undefined,
    completedOn: completed.includes(stage) ? completedOn : undefined,
  }
}

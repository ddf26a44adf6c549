import { z } from 'zod'
import { type Day, type DayRange, isDay } from '../../core/time/day.ts'
import { Direction, Level, Side, VisitState } from '../../generated/prisma/enums.ts'

const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value))

/** What is said of a visit: what is versioned, audited, compared and taken back. */
export const visitContentSchema = z.object({
  pairId: z.number(),
  direction: z.enum(Direction),
  startsOn: day,
  endsOn: day,
  headName: z.string().nullable(),
  headTitle: z.string().nullable(),
  level: z.enum(Level).nullable(),
  people: z.number().nullable(),
  purpose: z.string().nullable(),
  outcome: z.string().nullable(),
  cancelReason: z.string().nullable(),
  state: z.enum(VisitState),
})

export type VisitContent = z.infer<typeof visitContentSchema>

export interface Visit extends VisitContent {
  readonly id: number
  readonly reference: string
  readonly version: number
  readonly account: string
  readonly conversation: string
}

/** Which way a visit goes, between whom. */
export interface Route {
  readonly pairId: number
  readonly direction: Direction
}

/** The head of a delegation; often only one of the two is known. */
export interface Head {
  readonly name?: string | undefined
  readonly title?: string | undefined
}

/** New values for some of a visit's fields; what is undefined stays as it is. */
export interface VisitChanges {
  readonly direction?: Route | undefined
  readonly date?: DayRange | undefined
  readonly head?: Head | undefined
  readonly level?: Level | undefined
  readonly people?: number | undefined
  readonly purpose?: string | undefined
}

/** What a new visit must have. */
export type VisitValues = VisitChanges & { readonly direction: Route; readonly date: DayRange }

/** The level that a visit's head has by title, if the title tells. */
export type LevelRule = (visit: Pick<VisitContent, 'pairId' | 'direction' | 'headTitle'>) => Level | undefined

/** How far a visit has come: from its days and its state. */
export const phases = ['planned', 'ongoing', 'awaiting', 'done', 'cancelled'] as const
export type Phase = (typeof phases)[number]

export const phaseOf = (visit: VisitContent, today: Day): Phase => {
  if (visit.state !== VisitState.active) return visit.state
  if (visit.startsOn > today) return 'planned'
  return visit.endsOn >= today ? 'ongoing' : 'awaiting'
}

export const daysOf = (visit: VisitContent): DayRange => ({ start: visit.startsOn, end: visit.endsOn })

export const headOf = ({ headName, headTitle }: VisitContent): Head | undefined =>
  headName === null && headTitle === null
    ? undefined
    : { ...(headName !== null && { name: headName }), ...(headTitle !== null && { title: headTitle }) }

/** The side whose delegation travels. */
export const sendingSide = (direction: Direction): Side =>
  direction === Direction.to_recipient ? Side.assisting : Side.recipient

/** Both sides report the same visit: same pair, same direction, at least one day in common. */
export const isSameVisit = (one: VisitContent, other: VisitContent): boolean =>
  one.pairId === other.pairId &&
  one.direction === other.direction &&
  one.startsOn <= other.endsOn &&
  other.startsOn <= one.endsOn &&
  one.state !== VisitState.cancelled &&
  other.state !== VisitState.cancelled

export const newVisit = (values: VisitValues, levelOf: LevelRule): VisitContent => {
  const visit = {
    ...values.direction,
    startsOn: values.date.start,
    endsOn: values.date.end,
    headName: values.head?.name ?? null,
    headTitle: values.head?.title ?? null,
    people: values.people ?? null,
    purpose: values.purpose ?? null,
    outcome: null,
    cancelReason: null,
    state: VisitState.active,
  }
  return { ...visit, level: values.level ?? levelOf(visit) ?? null }
}

/** A level that followed from the title follows the new one; a level that somebody chose stays. */
const levelAfter = (before: VisitContent, after: VisitContent, levelOf: LevelRule): Level | null =>
  before.level === (levelOf(before) ?? null) ? (levelOf(after) ?? null) : before.level

export const withChanges = (visit: VisitContent, changes: VisitChanges, levelOf: LevelRule): VisitContent => {
  const changed = {
    ...visit,
    ...changes.direction,
    startsOn: changes.date?.start ?? visit.startsOn,
    endsOn: changes.date?.end ?? visit.endsOn,
    headName: changes.head?.name ?? visit.headName,
    headTitle: changes.head?.title ?? visit.headTitle,
    people: changes.people ?? visit.people,
    purpose: changes.purpose ?? visit.purpose,
  }
  return { ...changed, level: changes.level ?? levelAfter(visit, changed, levelOf) }
}

/** A second report of the same visit adds what the first left out, and changes nothing that it said. */
export const withReport = (visit: VisitContent, report: VisitContent): VisitContent => ({
  ...visit,
  headName: visit.headName ?? report.headName,
  headTitle: visit.headTitle ?? report.headTitle,
  level: visit.level ?? report.level,
  people: visit.people ?? report.people,
  purpose: visit.purpose ?? report.purpose,
  outcome: visit.outcome ?? report.outcome,
})

/** The fields of a visit as people see them, in the order of the form. */
export const visitFields = ['direction', 'date', 'head', 'level', 'people', 'purpose', 'outcome'] as const
export type VisitField = (typeof visitFields)[number]

const columns: Readonly<Record<VisitField, ReadonlyArray<keyof VisitContent>>> = {
  direction: ['pairId', 'direction'],
  date: ['startsOn', 'endsOn'],
  head: ['headName', 'headTitle'],
  level: ['level'],
  people: ['people'],
  purpose: ['purpose'],
  outcome: ['outcome'],
}

/** The fields that two versions disagree on. */
export const differences = (before: VisitContent, after: VisitContent): VisitField[] =>
  visitFields.filter((field) => columns[field].some((column) => before[column] !== after[column]))

/** The fields in which a report says something else than the visit does; what it leaves out is no contradiction. */
export const contradictions = (visit: VisitContent, report: VisitContent): VisitField[] =>
  visitFields.filter((field) =>
    columns[field].some((column) => report[column] !== null && report[column] !== visit[column]),
  )

/** Nothing of what is said differs, the state included. */
export const sameContent = (one: VisitContent, other: VisitContent): boolean =>
  one.state === other.state && one.cancelReason === other.cancelReason && differences(one, other).length === 0

export const contentOf = (visit: VisitContent): VisitContent => visitContentSchema.parse(visit)

import { fenOf } from '../../../core/fields/fen.ts'
import { type Day, daysBetween } from '../../../core/time/day.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { Lit } from '../../../programme/lights.ts'
import type { ProjectMoney } from '../../../programme/money-offers.ts'
import { type LightLimit, type LightRule, lightRules } from '../../../programme/project-rules.ts'
import type { ProjectContent } from '../content.ts'
import type { StageLimits } from '../limits/limits.ts'
import { elapsedOf } from './elapsed.ts'

/** What of a project lights are reckoned from. */
export type Measured = Pick<
  ProjectContent,
  | 'name'
  | 'english'
  | 'state'
  | 'nature'
  | 'stageOn'
  | 'startsOn'
  | 'endsOn'
  | 'budget'
  | 'progress'
  | 'progressOn'
>

const notBegun: readonly ProjectState[] = [ProjectState.reserve, ProjectState.approved, ProjectState.bidding]
const building: readonly ProjectState[] = [ProjectState.started, ProjectState.building]
const planned: readonly ProjectState[] = [ProjectState.approved, ProjectState.bidding, ...building]

/** Days in whole, points in hundredths, of which percent have as many as yuan have fen; undefined where the rule has nothing to say. */
const measures: Readonly<
  Record<
    Exclude<LightRule, 'outsidePlan' | 'stageOver'>,
    (project: Measured, money: ProjectMoney | undefined, today: Day) => bigint | undefined
  >
> = {
  paidBeyond: ({ budget, progress }, money) => {
    if (!money) return undefined
    const [contract, paid] = [fenOf(money.committed), fenOf(money.paid)]
    const whole = contract > 0n ? contract : fenOf(budget)
    return whole > 0n && paid > 0n ? (paid * 10_000n) / whole - fenOf(progress) : undefined
  },
  notStarted: ({ state }, money, today) =>
    money?.plannedOn && notBegun.includes(state) ? BigInt(daysBetween(money.plannedOn, today)) : undefined,
  behind: ({ state, startsOn, endsOn, progress }, _money, today) =>
    startsOn !== null && endsOn !== null && planned.includes(state)
      ? elapsedOf(startsOn, endsOn, today) - fenOf(progress)
      : undefined,
  silent: ({ state, stageOn, progressOn }, _money, today) => {
    if (!building.includes(state)) return undefined
    const since = progressOn !== null && progressOn > stageOn ? progressOn : stageOn
    return BigInt(daysBetween(since, today))
  },
  unpaid: (_project, money, today) => {
    if (!money?.disbursedOn) return undefined
    const left = fenOf(money.disbursed) - fenOf(money.paid) - fenOf(money.retention)
    return left > 0n ? BigInt(daysBetween(money.disbursedOn, today)) : undefined
  },
}

const inPoints: readonly LightRule[] = ['behind', 'paidBeyond']

type Reached = Pick<Lit, 'measured' | 'word'>

/** Whether a rule lights its light, and what it has measured. A day is reached with its number, points are to be exceeded. */
const reached = (
  project: Measured,
  money: ProjectMoney | undefined,
  today: Day,
  limits: StageLimits,
  { rule, limit, words }: LightLimit,
): Reached | undefined => {
  if (rule === 'outsidePlan') {
    const name = `${project.name}\n${project.english ?? ''}`.toLowerCase()
    const word = words.find((one) => name.includes(one.toLowerCase()))
    const spent = money && fenOf(money.disbursed) + fenOf(money.paid) > 0n
    const isUnplanned = spent === true && fenOf(money.planned) === 0n
    return word !== undefined || isUnplanned ? { measured: 0, word: word ?? null } : undefined
  }
  if (rule === 'stageOver') {
    const over = limits.overBy(project, today)
    return over > 0 && over >= limit ? { measured: over, word: null } : undefined
  }
  const measured = measures[rule](project, money, today)
  if (measured === undefined) return undefined
  if (!inPoints.includes(rule))
    return measured >= BigInt(limit) ? { measured: Number(measured), word: null } : undefined
  // A part of a point counts: what is over 20 by little is told as 21.
  return measured > BigInt(limit) * 100n
    ? { measured: Number((measured + 99n) / 100n), word: null }
    : undefined
}

/**
 * The lights over a project on a day that are not green, each with the rule that lit it: of a rule the red one before the
 * yellow. `money` is what the ledger says; without it the rules about money say nothing.
 */
export const lightsOf = (
  project: Measured,
  money: ProjectMoney | undefined,
  today: Day,
  limits: StageLimits,
  rules: readonly LightLimit[],
): Lit[] =>
  project.state === ProjectState.cancelled
    ? []
    : lightRules.flatMap((name): Lit[] => {
        const own = rules.filter(({ rule }) => rule === name)
        for (const one of [
          ...own.filter(({ light }) => light === 'red'),
          ...own.filter(({ light }) => light === 'yellow'),
        ]) {
          const found = reached(project, money, today, limits, one)
          if (found) return [{ rule: name, light: one.light, threshold: one.limit, ...found }]
        }
        return []
      })

import { type Day, daysBetween } from '../../../core/time/day.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { ProjectMoney } from '../../../programme/feature.ts'
import type { Lit } from '../../../programme/lights.ts'
import { type LightLimit, type LightRule, lightRules } from '../../../programme/project-rules.ts'
import type { ProjectContent } from '../content.ts'
import type { StageLimits } from '../limits/limits.ts'

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

/** Hundredths: fen of yuan, basis points of percent. */
const hundredths = (decimal: string | null): bigint => {
  const [whole = '0', places = ''] = (decimal ?? '0').split('.')
  return BigInt(`${whole}${places.padEnd(2, '0').slice(0, 2)}`)
}

const notBegun: readonly ProjectState[] = [ProjectState.reserve, ProjectState.approved, ProjectState.bidding]
const building: readonly ProjectState[] = [ProjectState.started, ProjectState.building]
const planned: readonly ProjectState[] = [ProjectState.approved, ProjectState.bidding, ...building]

/** How much of the time that was planned has passed, in basis points: nothing on the first day, all when the last one is over. */
const elapsed = (startsOn: Day, endsOn: Day, today: Day): bigint => {
  const whole = daysBetween(startsOn, endsOn) + 1
  const passed = Math.min(Math.max(daysBetween(startsOn, today), 0), whole)
  return (BigInt(passed) * 10_000n) / BigInt(whole)
}

/** Days in whole, points in hundredths; undefined where the rule has nothing to say. */
const measures: Readonly<
  Record<
    Exclude<LightRule, 'outsidePlan' | 'stageOver'>,
    (project: Measured, money: ProjectMoney | undefined, today: Day) => bigint | undefined
  >
> = {
  paidBeyond: ({ budget, progress }, money) => {
    if (!money) return undefined
    const [contract, paid] = [hundredths(money.committed), hundredths(money.paid)]
    const whole = contract > 0n ? contract : hundredths(budget)
    return whole > 0n && paid > 0n ? (paid * 10_000n) / whole - hundredths(progress) : undefined
  },
  notStarted: ({ state }, money, today) =>
    money?.plannedOn && notBegun.includes(state) ? BigInt(daysBetween(money.plannedOn, today)) : undefined,
  behind: ({ state, startsOn, endsOn, progress }, _money, today) =>
    startsOn !== null && endsOn !== null && planned.includes(state)
      ? elapsed(startsOn, endsOn, today) - hundredths(progress)
      : undefined,
  silent: ({ state, stageOn, progressOn }, _money, today) => {
    if (!building.includes(state)) return undefined
    const since = progressOn !== null && progressOn > stageOn ? progressOn : stageOn
    return BigInt(daysBetween(since, today))
  },
  unpaid: (_project, money, today) => {
    if (!money?.disbursedOn) return undefined
    const left = hundredths(money.disbursed) - hundredths(money.paid) - hundredths(money.retention)
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
    const spent = money && hundredths(money.disbursed) + hundredths(money.paid) > 0n
    const isUnplanned = spent === true && hundredths(money.planned) === 0n
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

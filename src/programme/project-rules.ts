import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StartRefused } from '../core/errors.ts'
import type { Day } from '../core/time/day.ts'
import { day } from './records/kind.ts'

/** Stages of a project that may have a limit. */
export const limitedStages = [
  'reserve',
  'approved',
  'bidding',
  'started',
  'building',
  'completed',
  'accepted',
] as const
export type LimitedStage = (typeof limitedStages)[number]

/** What lights a light over a project; in the order in which it is told. */
export const lightRules = [
  'outsidePlan',
  'paidBeyond',
  'notStarted',
  'behind',
  'stageOver',
  'silent',
  'unpaid',
] as const
export type LightRule = (typeof lightRules)[number]
export type Warning = 'yellow' | 'red'

/** From which day a rule counts, until a later one of its name; and where it comes from. */
const dated = { from: day, source: z.string().trim().min(1) }
/** `null`: no such limit, or no such light. */
const number = z.number().int().min(0).max(9999).nullable()
const light = z.enum(['yellow', 'red'])

const entry = z.discriminatedUnion('rule', [
  z.strictObject({
    rule: z.literal('stageLimit'),
    stage: z.enum(limitedStages),
    workdays: number,
    ...dated,
  }),
  z.strictObject({ rule: z.literal('stageReminder'), workdays: number, ...dated }),
  z.strictObject({ rule: z.literal('supervision'), workdays: number, ...dated }),
  z.strictObject({ rule: z.enum(['notStarted', 'silent', 'unpaid']), light, days: number, ...dated }),
  z.strictObject({ rule: z.enum(['behind', 'paidBeyond']), light, points: number, ...dated }),
  z.strictObject({ rule: z.literal('stageOver'), light, workdays: number, ...dated }),
  z.strictObject({
    rule: z.literal('outsidePlan'),
    light,
    words: z.array(z.string().trim().min(1)).nullable(),
    ...dated,
  }),
])
type Entry = z.infer<typeof entry>
const entries = z.array(entry)

/** How long a stage may take when it begins between two days, the second one not included. */
export interface StageLimit {
  readonly stage: LimitedStage
  readonly from: Day
  readonly until: Day | undefined
  readonly workdays: number
}

/** From where on a rule lights a light: days, workdays or points. */
export interface LightLimit {
  readonly rule: LightRule
  readonly light: Warning
  readonly limit: number
  /** For use outside the plan: what the money may not be spent on. */
  readonly words: readonly string[]
}

/** The limits and thresholds that projects are measured by, each valid from a day. */
export interface ProjectRules {
  readonly stageLimits: readonly StageLimit[]
  /** Workdays before the end of a stage's limit. */
  reminderWorkdays(today: Day): number | undefined
  /** Workdays that a supervision item may take. */
  supervisionWorkdays(today: Day): number
  lightLimits(today: Day): readonly LightLimit[]
}

const nameOf = (one: Entry): string =>
  'stage' in one ? `${one.rule} ${one.stage}` : 'light' in one ? `${one.rule} ${one.light}` : one.rule

const builtIn = (): Entry[] =>
  entries.parse(
    JSON.parse(readFileSync(new URL('../../prisma/data/project-rules.json', import.meta.url), 'utf8')),
  )

const problemIn = ({ issues: [issue] }: z.ZodError): string =>
  issue ? [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ') : ''

const readExtra = (file: string): Entry[] => {
  try {
    return entries.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const [reason] = (cause instanceof z.ZodError ? problemIn(cause) : String(cause)).split('\n')
    const example =
      '[{"rule": "stageLimit", "stage": "bidding", "workdays": 30, "from": "2025-01-01", "source": "〔2025〕1号"}]'
    throw new StartRefused(`${file} is not a list of project rules: ${reason}; for example ${example}`, {
      cause,
    })
  }
}

const limitOf = (one: Entry): number | null => {
  if ('workdays' in one) return one.workdays
  if ('days' in one) return one.days
  return 'points' in one ? one.points : one.words && 0
}

/** Workdays for a supervision item where a rule says none. */
const usualSupervision = 10

/**
 * The rules that are built in (prisma/data/project-rules.json). `extra` is a JSON file in the same form: a rule that it names
 * takes the place of the built-in one of that name, with all its days. Throws when it is not one.
 */
export const createProjectRules = (options: { readonly extra?: string } = {}): ProjectRules => {
  const given = options.extra === undefined ? [] : readExtra(options.extra)
  const named = new Set(given.map(nameOf))
  const all = [...builtIn().filter((one) => !named.has(nameOf(one))), ...given].sort((one, other) =>
    one.from.localeCompare(other.from),
  )
  const validOn = (today: Day): Entry[] => [
    ...new Map(all.filter(({ from }) => from <= today).map((one) => [nameOf(one), one])).values(),
  ]
  const workdaysOf = (rule: 'stageReminder' | 'supervision', today: Day): number | undefined => {
    const found = validOn(today).find((one) => one.rule === rule)
    return found && (limitOf(found) ?? undefined)
  }
  return {
    stageLimits: all.flatMap((one, index) => {
      if (one.rule !== 'stageLimit' || one.workdays === null) return []
      const next = all.slice(index + 1).find((other) => nameOf(other) === nameOf(one))
      return [{ stage: one.stage, from: one.from, until: next?.from, workdays: one.workdays }]
    }),
    reminderWorkdays: (today) => workdaysOf('stageReminder', today),
    supervisionWorkdays: (today) => workdaysOf('supervision', today) ?? usualSupervision,
    lightLimits: (today) =>
      validOn(today).flatMap((one) => {
        const limit = limitOf(one)
        return 'light' in one && limit !== null
          ? [{ rule: one.rule, light: one.light, limit, words: 'words' in one ? (one.words ?? []) : [] }]
          : []
      }),
  }
}

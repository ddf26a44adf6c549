import type { Reading } from '../../../core/form/field.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import { sayLight } from '../../../programme/lights.ts'
import type { Beside } from '../../../programme/records/kind.ts'
import type { Project } from '../content.ts'
import { readLights } from './keep.ts'

const role = 'light'

/** The lights over projects, for their cards. */
export const lightsBeside = async (
  transaction: Transaction,
  projects: ReadonlyArray<Pick<Project, 'reference'>>,
): Promise<ReadonlyMap<string, readonly Beside[]>> => {
  const said = new Map<string, Beside[]>()
  const references = projects.map(({ reference }) => reference)
  for (const lit of await readLights(transaction, references)) {
    const line: NonNullable<Beside['line']> = ({ translate }) => [
      translate('programme.light.label'),
      sayLight(lit, translate),
    ]
    const known = said.get(lit.reference) ?? []
    said.set(lit.reference, [...known, { role, reference: null, text: lit.light, line }])
  }
  return said
}

const notWatched: readonly ProjectState[] = [ProjectState.reserve, ProjectState.cancelled]

/** Green, where no rule lights anything else; what is in the reserve has no light yet. */
export const talliedGreen = (
  { beside = [], state }: Project,
  { translate }: Reading,
): Array<readonly [string, string]> =>
  notWatched.includes(state) || beside.some((one) => one.role === role)
    ? []
    : [[translate('programme.light.label'), translate('programme.light.green')]]

/** What is lit over a project, one below the other. */
export const lightsSaid = ({ beside = [] }: Project, reading: Reading): string[] =>
  beside.flatMap(({ role: said, line }) => (said === role && line ? [line(reading)[1]] : []))

/** A project's light is the worst of those over it. */
export const isLit = (light: 'red' | 'yellow' | 'green'): Prisma.Sql =>
  light === 'green'
    ? Prisma.sql`(state NOT IN ('reserve', 'cancelled') AND light IS NULL)`
    : Prisma.sql`light = ${light}::"WarningLight"`

export interface LightCounts {
  readonly red: number
  readonly yellow: number
}

/** Projects with a red light, and those with no worse than a yellow one, of some pairs. */
export const countLights = async (
  transaction: Transaction,
  pairIds: readonly number[],
): Promise<LightCounts> => {
  const [counts] = await transaction.$queryRaw<LightCounts[]>`
    SELECT coalesce(sum(red), 0)::int AS red, coalesce(sum(yellow), 0)::int AS yellow FROM project_tally
    WHERE pair_id = ANY(${[...pairIds]}::int[])`
  return counts ?? { red: 0, yellow: 0 }
}

/** The references of the same, red ones first; of all lights, or of one. */
export const litProjects = async (
  transaction: Transaction,
  pairIds: readonly number[],
  only: 'red' | 'yellow' | undefined,
  { most, after }: { readonly most: number; readonly after: number },
): Promise<readonly string[]> => {
  const isMeant = only ? isLit(only) : Prisma.sql`light IS NOT NULL`
  const rows = await transaction.$queryRaw<{ reference: string }[]>`
    SELECT reference FROM project WHERE pair_id = ANY(${[...pairIds]}::int[]) AND ${isMeant}
    ORDER BY light DESC, pair_id, id LIMIT ${most} OFFSET ${after}`
  return rows.map(({ reference }) => reference)
}

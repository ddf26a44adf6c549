import type { DayRange } from '../../../core/time/day.ts'
import type { LedgerEntry } from '../../../programme/money-offers.ts'
import type { Project } from '../content.ts'
import { accountActivity } from './account.ts'
import { projectActivity, type Writing } from './activity.ts'
import { version } from './codes.ts'
import type { Dates } from './dates.ts'
import { type Element, element, writeXml } from './xml.ts'

/** What is told in one document. */
export interface Told {
  readonly projects: readonly Project[]
  /** By the references of the projects. */
  readonly dates: ReadonlyMap<string, Dates>
  /** By day, of these projects and of accounts. */
  readonly entries: readonly LedgerEntry[]
  /** What accounts must have moved in to be told of; anything that they ever moved when undefined. */
  readonly period: DayRange | undefined
}

const groupedBy = <Key>(
  entries: readonly LedgerEntry[],
  keyOf: (entry: LedgerEntry) => Key,
): ReadonlyMap<Key, readonly LedgerEntry[]> => {
  const groups = new Map<Key, LedgerEntry[]>()
  for (const entry of entries) {
    const group = groups.get(keyOf(entry))
    if (group) group.push(entry)
    else groups.set(keyOf(entry), [entry])
  }
  return groups
}

const isFilled = <One>(all: readonly One[]): all is readonly [One, ...One[]] => all.length > 0

const accountsOf = (writing: Writing, entries: readonly LedgerEntry[], period: DayRange | undefined) => {
  const byPair = groupedBy(entries, ({ pairId }) => pairId)
  return [...byPair].flatMap(([pairId, all]) => {
    const isMeant = !period || all.some(({ on }) => period.start <= on && on <= period.end)
    return isMeant && isFilled(all) ? [accountActivity(writing, writing.registry.pair(pairId), all)] : []
  })
}

const countOf = (activities: readonly Element[]): number =>
  activities.reduce(
    (count, { children }) =>
      count + children.filter((child) => typeof child !== 'string' && child.name === 'transaction').length,
    0,
  )

/** The whole document; undefined where there is nothing to tell, which the schema has no document for. */
export const writeActivities = (
  writing: Writing,
  { projects, dates, entries, period }: Told,
  now: Date,
): { readonly content: Uint8Array; readonly accounts: number; readonly transactions: number } | undefined => {
  const byProject = groupedBy(entries, ({ project }) => project)
  const accounts = accountsOf(writing, byProject.get(null) ?? [], period)
  const activities = [
    ...accounts,
    ...projects.flatMap((project) => {
      const history = dates.get(project.reference)
      return history
        ? [projectActivity(writing, project, history, byProject.get(project.reference) ?? [])]
        : []
    }),
  ]
  if (activities.length === 0) return undefined
  const root = element('iati-activities', { version, 'generated-datetime': now.toISOString() }, ...activities)
  return { content: writeXml(root), accounts: accounts.length, transactions: countOf(activities) }
}

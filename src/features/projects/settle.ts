import { UserError } from '../../core/errors.ts'
import { money } from '../../core/fields/money.ts'
import type { Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import type { ProjectContent } from './content.ts'
import { natureByName } from './nature.ts'
import { isMore, sumOf } from './sources.ts'

const sourcesOf = ({ provincial, city, county }: ProjectContent) => [provincial, city, county]

/**
 * What follows from the rest. A nature that followed from the name follows the new one, one that somebody chose stays; the
 * budget is what the tiers give together, as long as nobody names it.
 */
export const settled = (
  project: ProjectContent,
  before: ProjectContent | undefined,
  { nature, budget }: Readonly<Record<string, unknown>>,
): ProjectContent => {
  const follows = nature === undefined && (!before || before.nature === natureByName(before.name))
  const isSum = budget === undefined && (!before || before.budget === null || isSumOf(before))
  const sources = sourcesOf(project)
  return {
    ...project,
    beneficiariesUnknown: project.beneficiariesUnknown === true,
    ...(follows && { nature: natureByName(project.name) }),
    ...(isSum && sources.some((one) => one !== null) && { budget: sumOf(sources) }),
  }
}

const isSumOf = (project: ProjectContent): boolean =>
  sourcesOf(project).some((one) => one !== null) && project.budget === sumOf(sourcesOf(project))

/** Refuses tiers that give more than the whole. */
export const checkMoney = (project: ProjectContent, reading: Reading): void => {
  const sum = sumOf(sourcesOf(project))
  const budget = project.budget ?? '0.00'
  if (!isMore(sum, budget)) return
  const show = (value: string) => money().show(value, reading)
  throw new UserError(notice('projects.sources.more', { sum: show(sum), budget: show(budget) }), 'sources')
}

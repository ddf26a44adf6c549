import { type Block, text } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { money } from '../../core/fields/money.ts'
import { preciseYuan } from '../../core/fields/yuan.ts'
import type { Reading } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { countyOfSite } from '../../programme/fields/site.ts'
import { pairName, placeName, type Registry } from '../../programme/places/registry.ts'
import type { ProjectContent } from './content.ts'
import { natureByName } from './nature.ts'
import { isMore, remainderOf, sumOf } from './sources.ts'
import { mayChangeNature } from './steps/standing.ts'

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
  const follows =
    nature === undefined &&
    (!before || (before.nature === natureByName(before.name) && mayChangeNature(before)))
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

/** That the tiers give less than the whole, which may be so: whoever typed both sees the two sums. */
export const sourceNotes = (
  project: ProjectContent,
  before: ProjectContent | undefined,
  reading: Reading,
): Block[] => {
  const { budget } = project
  const sources = sourcesOf(project)
  const sum = sumOf(sources)
  const isTold = !before || before.budget !== budget || sumOf(sourcesOf(before)) !== sum
  if (!isTold || budget === null || sources.every((one) => one === null) || !isMore(budget, sum)) return []
  const show = (value: string) => preciseYuan(value, reading.translate)
  const said = { sum: show(sum), budget: show(budget), missing: show(remainderOf(budget, sum)) }
  return [text(reading.translate('projects.sources.less', said), 'warning')]
}

const countyIn = (registry: Registry, { siteCode, site }: ProjectContent) =>
  site === null ? undefined : countyOfSite(registry, { code: siteCode, text: site })

/** The pair whose county the place lies in. */
export const pairOfSite = (registry: Registry, project: ProjectContent): number | undefined => {
  const county = countyIn(registry, project)
  const [only, ...more] = county ? registry.pairsOf(county) : []
  return more.length > 0 ? undefined : only?.id
}

/** Refuses a place that lies in another pair's county. */
export const checkSite = (registry: Registry, project: ProjectContent, { translate }: Reading): void => {
  const county = countyIn(registry, project)
  if (!county || registry.pairsOf(county).some(({ id }) => id === project.pairId)) return
  throw new UserError(
    notice('projects.site.elsewhere', {
      county: placeName(county, translate.locale),
      pair: pairName(registry.pair(project.pairId), translate.locale),
    }),
    'site',
  )
}

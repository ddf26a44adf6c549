import { type Day, type DayRange, toDay, yearOf } from '../../../core/time/day.ts'
import { tiers } from '../../../programme/fields/tier.ts'
import type { LedgerEntry } from '../../../programme/money-offers.ts'
import { divisionName, divisionOf } from '../../../programme/places/divisions/sites.ts'
import { type Pair, pairName, type Registry } from '../../../programme/places/registry.ts'
import { labelOf, publicView, showField } from '../../../programme/records/show.ts'
import type { Project } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import {
  activityReach,
  budgetCodes,
  dateCodes,
  localGovernment,
  ownVocabulary,
  roleCodes,
  statusCodes,
} from './codes.ts'
import { type Dates, datesNow } from './dates.ts'
import {
  inBoth,
  narratives,
  participating,
  placeWords,
  providerOf,
  type reporterOf,
  type Words,
} from './organisations.ts'
import { transactionOf } from './transaction.ts'
import { type Element, element } from './xml.ts'
import { budgetYears } from './years.ts'

/** What every activity of a document is written with. */
export interface Writing {
  readonly registry: Registry
  readonly kind: ProjectKind
  readonly reporter: ReturnType<typeof reporterOf>
  readonly today: Day
}

/** What an activity says of itself, in the order of the schema. */
interface Said {
  readonly reference: string
  readonly pair: Pair
  readonly title: Words
  readonly description: Words
  readonly unit: string | null
  readonly status: string
  readonly dates: readonly Element[]
  readonly location: Element
  readonly sector: { readonly code: string; readonly words: Words }
  readonly money: readonly Element[]
  readonly entries: readonly LedgerEntry[]
}

export const activity = ({ registry, reporter }: Writing, said: Said): Element => {
  const { reference, pair, title, description, unit, status, dates, location, sector, money, entries } = said
  return element(
    'iati-activity',
    { 'xml:lang': 'zh', 'default-currency': 'CNY' },
    element('iati-identifier', {}, `${reporter.identifier}-${reference}`),
    element(
      'reporting-org',
      { ref: reporter.identifier, type: localGovernment },
      ...narratives(reporter.words),
    ),
    element('title', {}, ...narratives(title)),
    element('description', {}, ...narratives(description)),
    participating(roleCodes.funding, pair.assisting),
    participating(roleCodes.accountable, pair.recipient),
    ...(unit === null
      ? []
      : [element('participating-org', { role: roleCodes.implementing }, ...narratives({ zh: unit }))]),
    element('activity-status', { code: status }),
    ...dates,
    element('recipient-country', { code: 'CN' }),
    location,
    element('sector', { vocabulary: ownVocabulary, code: sector.code }, ...narratives(sector.words)),
    ...money,
    ...entries.flatMap((entry) => transactionOf(registry, pair, entry, unit)),
  )
}

export const dated = (type: string, on: Day, words?: Words): Element =>
  element('activity-date', { type, 'iso-date': on }, ...(words ? narratives(words) : []))

/**
 * Where it is. No vocabulary of the standard has China's division codes, so that they stand as what the standard calls our own
 * reference.
 */
export const located = (code: string | undefined, words: Words): Element =>
  element(
    'location',
    { ref: code },
    element('location-reach', { code: activityReach }),
    element('name', {}, ...narratives(words)),
  )

const locationOf = (registry: Registry, pair: Pair, { siteCode, site }: Project): Element => {
  const division = siteCode === null ? undefined : divisionOf(siteCode)
  if (division)
    return located(
      division.code,
      inBoth(({ locale }) => divisionName(registry, division, locale)),
    )
  return site === null
    ? located(pair.recipient.code, placeWords(pair.recipient))
    : located(undefined, { zh: site })
}

/** Nobody's name stands in these; what people wrote freely is left out, since it may hold one. */
const told = ['category', 'nature', 'site', 'beneficiaries', 'progress']

const describe = ({ registry, kind, today }: Writing, project: Project): Words =>
  inBoth((translate) =>
    translate('projects.iati.about', {
      pair: pairName(registry.pair(project.pairId), translate.locale),
      facts: told
        .flatMap((name) => {
          const value = showField(kind, publicView(today, translate), project, name)
          return value === undefined
            ? []
            : [translate('projects.iati.fact', { label: labelOf(kind, translate, name), value })]
        })
        .join(translate('projects.iati.between')),
    }),
  )

const plannedOf = ({ startsOn, endsOn }: Project): DayRange | undefined =>
  startsOn === null || endsOn === null ? undefined : { start: startsOn, end: endsOn }

/** The standard demands a start: where none is known, the day of entry, as what it is. */
const datesOf = (project: Project, history: Dates): readonly Element[] => {
  const planned = plannedOf(project)
  const { enteredOn, begunOn, completedOn } = datesNow(project, history)
  return [
    ...(planned ? [dated(dateCodes.plannedStart, planned.start)] : []),
    ...(planned || begunOn
      ? []
      : [
          dated(
            dateCodes.plannedStart,
            enteredOn,
            inBoth((translate) => translate('projects.iati.entered')),
          ),
        ]),
    ...(begunOn ? [dated(dateCodes.actualStart, begunOn)] : []),
    ...(planned ? [dated(dateCodes.plannedEnd, planned.end)] : []),
    ...(completedOn ? [dated(dateCodes.actualEnd, completedOn)] : []),
  ]
}

/** Whether nobody has said when it begins, nor has it. */
export const isUndated = (project: Project, history: Dates): boolean =>
  !plannedOf(project) && !datesNow(project, history).begunOn

const inPeriod = ({ start, end }: DayRange): readonly Element[] => [
  element('period-start', { 'iso-date': start }),
  element('period-end', { 'iso-date': end }),
]

/** The budget by years, and what each tier shall give, which budgets of the standard have no place for. */
const moneyOf = (
  { registry }: Writing,
  pair: Pair,
  project: Project,
  { enteredOn }: Dates,
): readonly Element[] => {
  const { budget, state } = project
  const year = yearOf(enteredOn)
  const period = plannedOf(project) ?? { start: toDay(`${year}-01-01`), end: toDay(`${year}-12-31`) }
  const years = budget === null ? [] : budgetYears(period, budget)
  const isFirm = years.length === 1 && state !== 'reserve'
  return [
    ...years.map(({ yuan, ...days }) =>
      element(
        'budget',
        { status: isFirm ? budgetCodes.committed : budgetCodes.indicative },
        ...inPeriod(days),
        element('value', { 'value-date': days.start }, yuan),
      ),
    ),
    ...tiers.flatMap((tier) => {
      const yuan = project[tier]
      return yuan === null
        ? []
        : [
            element(
              'planned-disbursement',
              {},
              ...inPeriod(period),
              element('value', { 'value-date': period.start }, yuan),
              providerOf(registry, pair, tier),
            ),
          ]
    }),
  ]
}

export const projectActivity = (
  writing: Writing,
  project: Project,
  history: Dates,
  entries: readonly LedgerEntry[],
): Element => {
  const { registry } = writing
  const { reference, name, english, unit, state, category } = project
  const pair = registry.pair(project.pairId)
  return activity(writing, {
    reference,
    pair,
    title: { zh: name, en: english },
    description: describe(writing, project),
    unit,
    status: statusCodes[state],
    dates: datesOf(project, history),
    location: locationOf(registry, pair, project),
    sector: sectorOf(category),
    money: moneyOf(writing, pair, project, history),
    entries,
  })
}

export const sectorOf = (category: Project['category']): Said['sector'] => ({
  code: category ?? 'unknown',
  words: inBoth((translate) =>
    translate(category === null ? 'projects.iati.uncategorised' : `projects.category.${category}`),
  ),
})

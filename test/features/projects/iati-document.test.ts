import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import type { Project } from '../../../src/features/projects/content.ts'
import { type Told, writeActivities } from '../../../src/features/projects/iati/document.ts'
import { reporterOf } from '../../../src/features/projects/iati/organisations.ts'
import { budgetYears } from '../../../src/features/projects/iati/years.ts'
import { projectKind } from '../../../src/features/projects/kind.ts'
import {
  FundTier,
  FundType,
  ProjectCategory,
  ProjectNature,
  ProjectState,
} from '../../../src/generated/prisma/enums.ts'
import type { LedgerEntry } from '../../../src/programme/money-offers.ts'
import { foundingRegistry } from '../../harness/registry.ts'
import { all, errorsOf, noSchema, parsed, texts } from './iati-schema.ts'

const registry = foundingRegistry()
const writing = {
  registry,
  kind: projectKind(registry),
  reporter: reporterOf({ registry }),
  today: toDay('2025-03-03'),
}

/** What somebody may have typed or imported, signs of XML and what XML cannot hold included. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ']]>',
        '<!--',
        '-->',
        '<?',
        '&',
        '&amp;',
        '&#0;',
        '"',
        "'",
        '\r\n',
        '\t',
        '\u0007',
        '\uFFFE',
        '\uD800',
        '🌾',
        '大棚',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => `项目${pieces.join('')}`)

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const aDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(toDay('2019-12-31'), days))
const yuanOf = (fen: number) => `${Math.floor(fen / 100)}.${`${fen % 100}`.padStart(2, '0')}`
const yuan = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(yuanOf)
const period = fc
  .tuple(aDay, fc.integer({ min: 0, max: 2500 }))
  .map(([start, days]) => ({ start, end: addDays(start, days) }))

const aProject = fc
  .record({
    pairId: fc.integer({ min: 1, max: 14 }),
    name: hostile,
    english: optional(hostile),
    siteCode: optional(fc.constantFrom('500156104', '999999999')),
    site: optional(hostile),
    category: optional(fc.constantFrom(...Object.values(ProjectCategory))),
    nature: fc.constantFrom(...Object.values(ProjectNature)),
    planned: optional(period),
    budget: optional(yuan),
    provincial: optional(yuan),
    county: optional(yuan),
    unit: optional(hostile),
    state: fc.constantFrom(...Object.values(ProjectState)),
    begunOn: optional(aDay),
    completedOn: optional(aDay),
  })
  .map(({ planned, begunOn, completedOn, ...said }) => ({
    history: {
      enteredOn: toDay('2025-03-03'),
      begunOn: begunOn ?? undefined,
      completedOn: completedOn ?? undefined,
    },
    project: {
      ...said,
      city: null,
      households: null,
      persons: 3,
      mu: '1.5',
      kilometres: null,
      beneficiariesUnknown: false,
      progress: null,
      startsOn: planned?.start ?? null,
      endsOn: planned?.end ?? null,
      suspendedFrom: said.state === 'suspended' ? ProjectState.building : null,
    },
  }))

const anEntry = fc.record({
  pairId: fc.integer({ min: 1, max: 14 }),
  type: fc.constantFrom(...Object.values(FundType)),
  tier: fc.constantFrom(...Object.values(FundTier)),
  inKind: fc.boolean(),
  amount: yuan,
  document: optional(hostile),
  on: aDay,
})

/** Projects with entries of theirs, and entries of accounts. */
const told: fc.Arbitrary<Told> = fc
  .tuple(
    fc.array(fc.tuple(aProject, fc.array(anEntry, { maxLength: 4 })), { minLength: 1, maxLength: 4 }),
    fc.array(anEntry, { maxLength: 3 }),
  )
  .map(([projects, accounts]) => {
    const referenced = projects.map(([made, entries], index) => ({
      history: made.history,
      project: { ...made.project, reference: `P-2025-000${index}` } as unknown as Project,
      entries: entries.map((entry) => ({
        ...entry,
        pairId: made.project.pairId,
        project: `P-2025-000${index}`,
      })),
    }))
    const entries = [
      ...referenced.flatMap((one) => one.entries),
      ...accounts.map((entry) => ({ ...entry, project: null })),
    ]
    return {
      projects: referenced.map(({ project }) => project),
      dates: new Map(referenced.map(({ project, history }) => [project.reference, history])),
      entries: entries.map((entry, index): LedgerEntry => ({ ...entry, reference: `F-2025-00${index}` })),
      period: undefined,
    }
  })

const written = (one: Told): string => {
  const document = writeActivities(writing, one, new Date('2025-03-03T02:00:00Z'))
  if (!document) throw new Error('nothing was written')
  return new TextDecoder('utf-8', { fatal: true }).decode(document.content)
}

/** XML 1.0, production 2. */
const speakable = (text: string): string =>
  [...text]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0
      return (
        [9, 10, 13].includes(code) ||
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        code >= 0x10000
      )
    })
    .join('')

/** In fen, above zero or below. */
const fen = (amounts: readonly string[]): bigint =>
  amounts.reduce((sum, amount) => {
    expect(amount).toMatch(/^-?\d+\.\d\d$/u)
    return sum + BigInt(amount.replace('.', ''))
  }, 0n)

describe('an IATI document of anything that may be kept', () => {
  it('is read back by another program with the same texts and amounts', () => {
    fc.assert(
      fc.property(told, (one) => {
        const document = parsed(written(one))
        const activities = all(document, 'iati-activities/iati-activity')
        for (const project of one.projects) {
          const activity = activities.find((found) =>
            texts(found, 'iati-identifier')[0]?.endsWith(project.reference),
          )
          if (!activity) throw new Error(`no ${project.reference}`)
          const titles = [project.name, ...(project.english === null ? [] : [project.english])]
          expect(texts(activity, 'title/narrative')).toEqual(titles.map(speakable))
          expect(fen(texts(activity, 'budget/value'))).toBe(fen([project.budget ?? '0.00']))
          const units = all(activity, 'participating-org').filter((org) => org.getAttribute('role') === '4')
          expect(units.flatMap((org) => texts(org, 'narrative'))).toEqual(
            project.unit === null ? [] : [speakable(project.unit)],
          )
        }
        const signed = (entry: LedgerEntry) => (entry.type === 'returned' ? `-${entry.amount}` : entry.amount)
        const moving = one.entries.filter(({ type }) => type !== 'retention')
        const transactions = activities.flatMap((activity) => all(activity, 'transaction'))
        expect(
          new Map(transactions.map((found) => [found.getAttribute('ref'), texts(found, 'value')[0]])),
        ).toEqual(new Map(moving.map((entry) => [entry.reference, signed(entry)])))
      }),
      { numRuns: 100 },
    )
  })

  it('is valid by the published schema', async ({ skip }) => {
    if (noSchema) skip(noSchema)
    const documents = fc.sample(told, 80).map(written)
    expect(await errorsOf(...documents)).toEqual([])
  })

  it('cuts a budget into years of its period, without a gap, an overlap or a lost fen', () => {
    fc.assert(
      fc.property(period, yuan, (whole, amount) => {
        const years = budgetYears(whole, amount)
        expect(years[0]?.start).toBe(whole.start)
        expect(years.at(-1)?.end).toBe(whole.end)
        for (const [index, { start, end }] of years.entries()) {
          if (index > 0) expect(addDays(years[index - 1]?.end ?? start, 1)).toBe(start)
          expect(end < addDays(start, 366) && end >= start).toBe(true)
        }
        expect(fen(years.map((year) => year.yuan))).toBe(fen([amount]))
      }),
    )
  })
})

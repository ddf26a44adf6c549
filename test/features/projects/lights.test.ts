import { describe, expect, it } from 'vitest'
import { toDay } from '../../../src/core/time/day.ts'
import { lightsOf, type Measured } from '../../../src/features/projects/lights/lights.ts'
import { limitsOf } from '../../../src/features/projects/limits/limits.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import type { ProjectMoney } from '../../../src/programme/money-offers.ts'
import { createProjectRules } from '../../../src/programme/project-rules.ts'

const rules = createProjectRules()
const limits = limitsOf(rules, createCalendar())
const day = toDay

const works: Measured = {
  name: '蔬菜大棚',
  english: null,
  state: 'approved',
  nature: 'works',
  stageOn: day('2025-03-03'),
  startsOn: null,
  endsOn: null,
  budget: null,
  progress: null,
  progressOn: null,
}
const built: Measured = { ...works, state: 'building', progressOn: day('2025-03-03') }
const nothing = '0.00'
const money = (sums: Partial<ProjectMoney>): ProjectMoney => ({
  planned: '1000000.00',
  received: nothing,
  committed: nothing,
  disbursed: nothing,
  paid: nothing,
  retention: nothing,
  ...sums,
})
/** A hundred days, so that each is a point. */
const planned = { startsOn: day('2025-03-03'), endsOn: day('2025-06-10') }

const lit = (project: Measured, today: string, sums?: ProjectMoney): string[] =>
  lightsOf(project, sums, day(today), limits, rules.lightLimits(day(today))).map(
    ({ rule, light, measured, word }) => `${light} ${rule} ${word ?? measured}`,
  )

describe('a light', () => {
  const plan = money({ plannedOn: day('2025-01-01') })
  const disbursed = money({ disbursed: '500000.00', disbursedOn: day('2025-01-01') })
  it.each<[string, Measured, string, ProjectMoney | undefined, string[]]>([
    ['nothing is known of the money', works, '2025-03-10', undefined, []],
    ['44 days after the fund plan', works, '2025-02-14', plan, []],
    ['45 days after it', works, '2025-02-15', plan, ['yellow notStarted 45']],
    ['59 days after it', works, '2025-03-01', plan, ['yellow notStarted 59']],
    ['60 days after it', works, '2025-03-02', plan, ['red notStarted 60']],
    ['started by then', { ...works, state: 'started' }, '2025-03-02', plan, []],
    ['suspended', { ...works, state: 'suspended' }, '2025-03-02', plan, []],
    ['behind by 10 points', { ...built, ...planned, progress: '10' }, '2025-03-23', undefined, []],
    [
      'by a hundredth more',
      { ...built, ...planned, progress: '9.99' },
      '2025-03-23',
      undefined,
      ['yellow behind 11'],
    ],
    ['by 20 points', { ...built, ...planned, progress: '0' }, '2025-03-23', undefined, ['yellow behind 20']],
    ['by 21', { ...built, ...planned }, '2025-03-24', undefined, ['red behind 21']],
    [
      'when the time is over',
      { ...built, ...planned, progress: '50', progressOn: day('2026-01-01') },
      '2026-01-02',
      undefined,
      ['red behind 50'],
    ],
    ['not behind once it is done', { ...built, ...planned, state: 'completed' }, '2025-05-01', undefined, []],
    ['not behind in the reserve', { ...works, ...planned, state: 'reserve' }, '2025-06-10', undefined, []],
    ['29 days after a report', built, '2025-04-01', undefined, []],
    ['30 days after it', built, '2025-04-02', undefined, ['yellow silent 30']],
    ['60 days after it', built, '2025-05-02', undefined, ['red silent 60']],
    [
      'reported before the stage began',
      { ...built, stageOn: day('2025-04-01') },
      '2025-04-02',
      undefined,
      [],
    ],
    [
      'as much paid as built',
      { ...built, progress: '30' },
      '2025-03-10',
      money({ committed: '400000.00', paid: '120000.00' }),
      [],
    ],
    [
      'a fen more',
      { ...built, progress: '30' },
      '2025-03-10',
      money({ committed: '400000.00', paid: '120100.00' }),
      ['yellow paidBeyond 1'],
    ],
    [
      'an advance of 30%',
      { ...built, progress: null },
      '2025-03-10',
      money({ committed: '400000.00', paid: '120000.00' }),
      ['yellow paidBeyond 30'],
    ],
    [
      'more than that, of the budget where there is no contract',
      { ...built, budget: '400000.00' },
      '2025-03-10',
      money({ paid: '124000.00' }),
      ['red paidBeyond 31'],
    ],
    ['89 days after disbursement', built, '2025-03-31', disbursed, []],
    [
      '90 days after it',
      { ...built, progressOn: day('2025-03-31') },
      '2025-04-01',
      disbursed,
      ['yellow unpaid 90'],
    ],
    [
      'all but the retention paid',
      { ...built, progress: '100', progressOn: day('2025-03-31') },
      '2025-04-01',
      { ...disbursed, paid: '475000.00', retention: '25000.00', committed: '500000.00' },
      [],
    ],
    [
      'disbursed without a plan',
      built,
      '2025-03-10',
      money({ planned: nothing, disbursed: '0.01', disbursedOn: day('2025-03-09') }),
      ['red outsidePlan 0'],
    ],
    [
      'a name that tells',
      { ...works, name: '镇办公楼改造' },
      '2025-03-10',
      undefined,
      ['red outsidePlan 办公楼'],
    ],
    ['a stage on the last day of its limit', works, '2025-05-29', undefined, []],
    ['the workday after it', works, '2025-05-30', undefined, ['yellow stageOver 1']],
    ['20 workdays after it', works, '2025-06-27', undefined, ['red stageOver 20']],
    ['called off', { ...works, name: '办公楼', state: 'cancelled' }, '2025-06-27', plan, []],
  ])('%s', (_, project, today, sums, expected) => {
    expect(lit(project, today, sums)).toEqual(expected)
  })

  it('before its rule was one is none', () => {
    expect(
      lightsOf(
        { ...works, name: '办公楼' },
        undefined,
        day('2009-12-31'),
        limits,
        rules.lightLimits(day('2009-12-31')),
      ),
    ).toEqual([])
  })
})

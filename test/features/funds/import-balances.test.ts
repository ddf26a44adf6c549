import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, openOffice, type Person } from '../../harness/office.ts'
import { aSequence, budgets, type Step, taken } from './model.ts'

const admin: Person = { ...administrator, private: true }

/** Long enough that balances run out and are filled again; nothing in a sheet reverses, or has been approved. */
const aSheet = fc
  .array(aSequence, { minLength: 3, maxLength: 5 })
  .map((sequences) => sequences.flat().map((step): Step => ({ ...step, reverses: null, approved: 'no' })))

it('a plan says new of what the ledger takes in order of day and row, and of nothing else; and then it is taken', async () => {
  const office = await openOffice(createProjects, createFunds, createImports)
  const imports = importsIn(office)
  const pairs = Array.from({ length: 14 }, (_, index) => office.pair(index + 1))
  let [run, entered] = [0, 0]
  await fc.assert(
    fc.asyncProperty(aSheet, async (steps) => {
      const pair = pairs[run]
      run += 1
      if (!pair) throw new Error('a ledger cannot be emptied: each run has a pair of its own')
      for (const budget of budgets)
        await office.say(
          admin,
          `项目 登记 结对:${pair.recipient.nameZh} 工程${run}之${budget} 预算${budget}元`,
        )
      const projects = await office.database.client.project.findMany({
        where: { pairId: pair.id },
        orderBy: { id: 'asc' },
      })
      // Days in twos, and the later ones first: what counts is the order of days, then of rows.
      const dated = steps.map((step, at) => ({ step, at, day: `2025-01-${`${10 + Math.floor(at / 4)}`}` }))
      const rows = [...dated].sort((one, other) =>
        one.day < other.day ? 1 : one.day > other.day ? -1 : one.at - other.at,
      )
      const sheet = csv(
        ['日期', '类型', '项目编号', '资金层级', '金额（元）', '形式', '凭证', '结对'],
        ...rows.map(({ step: { type, project, tier, amount, inKind }, at, day }) => [
          day,
          type,
          project === null ? '' : (projects[project]?.reference ?? ''),
          tier,
          `${amount}`,
          inKind ? '实物' : '',
          `记-${at}`,
          pair.recipient.nameZh,
        ]),
      )
      const shown = await imports.send(admin, 'a.csv', sheet, '资金台账')
      const plan = await office.database.client.importPlan.findFirstOrThrow({ orderBy: { id: 'desc' } })
      const judged = await office.database.client.importRow.findMany({
        where: { planId: plan.id },
        orderBy: { position: 'asc' },
      })
      const isNew = dated.map(({ at }) => judged[rows.findIndex((row) => row.at === at)]?.kind === 'new')
      const expected = taken(steps)
      expect(isNew).toEqual(expected)
      const count = expected.filter(Boolean).length
      if (count === 0) return
      const done = await imports.press(admin, shown.card, '执行')
      expect(done.text).toContain(`新增${count}条`)
      expect(await office.database.client.fundEntry.count({ where: { pairId: pair.id } })).toBe(count)
      entered += count
    }),
    { numRuns: 14, endOnFailure: true },
  )
  expect(entered).toBeGreaterThan(30)
})

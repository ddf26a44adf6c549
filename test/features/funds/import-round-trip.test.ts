import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { importsIn } from '../../harness/imports.ts'
import { administrator, officerOf, openOffice, type Person } from '../../harness/office.ts'

const words = fc
  .string({
    unit: fc.constantFrom('甲', '款', ' ', '=', "'", '-', '"', ',', ';', 'x', '（', '、', '3'),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => `摘要${text}`.replace(/\s+/gu, ' ').trim())
const entry = fc.record({
  type: fc.constantFrom('planned' as const, 'received' as const),
  tier: fc.constantFrom('provincial' as const, 'city' as const, 'county' as const),
  inKind: fc.boolean(),
  amount: fc.integer({ min: 1, max: 99_999_999 }).map((fen) => (fen / 100).toFixed(2)),
  isOfProject: fc.boolean(),
  document: fc.constantFrom(null, '黔财农〔2025〕12号', '记-2025-018', '3', '=1+1'),
  note: fc.option(words, { nil: null }),
  days: fc.integer({ min: 0, max: 700 }),
  isReversed: fc.boolean(),
})

it('a ledger that was exported and is imported again is unchanged in every row, reversed ones too', async () => {
  const office = await openOffice(createProjects, createFunds, createImports)
  const imports = importsIn(office)
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('zh-CN' as const, 'en' as const),
      fc.constantFrom('xlsx', 'csv'),
      async (entries, locale, format) => {
        run += 1
        const pair = office.pair(run)
        const admin: Person = { ...administrator, private: true, locale }
        const { nameZh } = pair.recipient
        await office.say({ ...admin, locale: 'zh-CN' }, `项目 登记 结对:${nameZh} 工程${run} 预算500万元`)
        const project = await office.database.client.project.findFirstOrThrow({ where: { pairId: pair.id } })
        const recorded = (at: number, more: object) => ({
          reference: `F-${2000 + run}-${String(at).padStart(4, '0')}`,
          pairId: pair.id,
          account: 'test:admin',
          conversation: 'test:office',
          createdAt: office.clock.now(),
          ...more,
        })
        for (const [at, { isOfProject, days, isReversed, ...said }] of entries.entries()) {
          const happenedOn = new Date(addDays(toDay('2023-03-01'), days))
          const content = { ...said, happenedOn, project: isOfProject ? project.reference : null }
          const booked = recorded(at + 1, content)
          await office.database.client.fundEntry.create({ data: booked as never })
          const reversing = { ...content, amount: `-${said.amount}`, reverses: booked.reference }
          if (isReversed)
            await office.database.client.fundEntry.create({ data: recorded(at + 101, reversing) as never })
        }
        const { card } = await office.say(admin, `/fund export pair:${nameZh} format:${format}`)
        const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
        const { content } = await imports.contentOf(file?.id ?? '')
        const again = await imports.send({ ...admin, locale: 'zh-CN' }, file?.name ?? '', content)
        const count = entries.length + entries.filter(({ isReversed }) => isReversed).length
        expect(again.text).toContain(`未变: ${count}`)
        expect(again.text).toContain('无需导入')
      },
    ),
    { numRuns: 14, endOnFailure: true },
  )
}, 60_000)

it('so are entries that wait for the other side, and those that say who confirmed them', async () => {
  const office = await openOffice(createProjects, createFunds, createImports)
  const imports = importsIn(office)
  const [jinan, wulong] = [await officerOf(office, 1, 'assisting'), await officerOf(office, 1, 'recipient')]
  for (const amount of ['150万', '160万']) {
    const asked = await office.say(jinan, `资金 到位 ${amount}元 市级 鲁财农〔2025〕9号`)
    await office.press(jinan, asked.card, '确认入账')
  }
  await office.say(wulong, '资金 同意 F-2025-0001')
  const admin: Person = { ...administrator, private: true }
  const { card } = await office.say(admin, '/fund export pair:武隆')
  const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
  const { content } = await imports.contentOf(file?.id ?? '')
  const again = await imports.send({ ...jinan, private: true }, file?.name ?? '', content)
  expect(again.text).toContain('无需导入')
  expect(again.text).toContain('未变: 2')
})

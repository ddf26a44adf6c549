import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createImports } from '../../../src/features/imports/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { csv, importsIn } from '../../harness/imports.ts'
import { administrator, type Office, openOffice, type Person } from '../../harness/office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice(
    createVisits,
    createMeetings,
    createDecisions,
    createProblems,
    createProjects,
    createImports,
  )
})

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays(toDay('2024-06-01'), days))
const words = fc
  .string({
    unit: fc.constantFrom('甲', '建', ' ', '=', "'", '-', '"', ',', ';', 'x', '（', '、'),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => `事项${text}`.replace(/\s+/gu, ' ').trim())
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const head = maybe(
  fc.record({
    headName: maybe(fc.constantFrom('王建国', '欧阳明', '李娜')),
    headTitle: maybe(fc.constantFrom('副市长', '县委书记', '发展改革委主任')),
  }),
)
const owner = fc.constantFrom(null, '济南市发展改革委', '王建国', '武隆区农业农村委')
const rows = fc.record({
  visits: fc.array(
    fc.record({
      pair: fc.integer({ min: 1, max: 14 }),
      direction: fc.constantFrom('to_recipient', 'to_assisting'),
      startsOn: day,
      days: fc.integer({ min: 0, max: 9 }),
      head,
      level: maybe(fc.constantFrom('provincial', 'city', 'county')),
      people: fc.integer({ min: 1, max: 900 }),
      purpose: maybe(words),
      state: fc.constantFrom('active', 'cancelled'),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  problems: fc.array(
    fc.record({
      pair: fc.integer({ min: 1, max: 14 }),
      about: words,
      assisting: owner,
      recipient: owner,
      raisedOn: day,
    }),
    { minLength: 1, maxLength: 4 },
  ),
  decisions: fc.array(
    fc.record({
      pair: fc.integer({ min: 1, max: 14 }),
      about: words,
      assisting: owner,
      recipient: owner,
      dueOn: day,
    }),
    { minLength: 1, maxLength: 4 },
  ),
})

const stored = (index: number, prefix: string) => ({
  reference: `${prefix}-2025-${String(index + 1).padStart(4, '0')}`,
  account: 'test:admin',
  conversation: 'test:office',
  createdAt: office.clock.now(),
  updatedAt: office.clock.now(),
})
const toDate = (text: string) => new Date(`${text}T00:00:00Z`)

const keep = async ({
  visits,
  problems,
  decisions,
}: typeof rows extends fc.Arbitrary<infer Rows> ? Rows : never) => {
  const { client } = office.database
  await client.problemRungSaid.deleteMany()
  await client.visit.deleteMany()
  await client.problem.deleteMany()
  await client.decision.deleteMany()
  await client.visit.createMany({
    data: visits.map(({ pair, days, startsOn, head: led, ...rest }, index) => ({
      ...stored(index, 'V'),
      ...rest,
      ...(led ?? {}),
      pairId: office.pair(pair).id,
      startsOn: toDate(startsOn),
      endsOn: toDate(addDays(startsOn, days)),
    })),
  })
  await client.problem.createMany({
    data: problems.map(({ pair, about, assisting, recipient, raisedOn }, index) => ({
      ...stored(index, 'Q'),
      pairId: office.pair(pair).id,
      about,
      assistingOwner: assisting,
      recipientOwner: recipient,
      raisedOn: toDate(raisedOn),
    })),
  })
  await client.decision.createMany({
    data: decisions.map(({ pair, about, assisting, recipient, dueOn }, index) => ({
      ...stored(index, 'D'),
      pairId: office.pair(pair).id,
      about,
      assistingOwner: assisting,
      recipientOwner: recipient,
      dueOn: toDate(dueOn),
    })),
  })
}

it('what was exported and is imported again is unchanged, whatever it says, wherever and in whichever language', async () => {
  const imports = importsIn(office)
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom('zh-CN', 'en'),
      fc.constantFrom('xlsx', 'csv'),
      fc.boolean(),
      async (all, locale, format, isPrivate) => {
        await keep(all)
        const person: Person = { ...administrator, locale, private: isPrivate, scope: { kind: 'programme' } }
        for (const [line, count] of [
          ['/visit export', all.visits.length],
          ['/problem export', all.problems.length],
          ['/decision export', all.decisions.length],
        ] as const) {
          const { card } = await office.say(person, `${line} format:${format}`)
          const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
          // The list leaves out what is called off or done unless it is asked for.
          if (!file) continue
          const { content } = await imports.contentOf(file.id)
          const shown = await imports.send({ ...person, locale: 'zh-CN' }, file.name, content)
          const [unchanged] = /(?<=未变: )\d+/u.exec(shown.text) ?? []
          expect(shown.text, `${line} of ${count}`).toContain('无需导入')
          expect(Number(unchanged)).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 25 },
  )
}, 120_000)

it('projects are exported, imported again as unchanged, and found by their names when they are new', async () => {
  const imports = importsIn(office)
  const admin: Person = { ...administrator, private: true }
  const sheet = csv(
    [
      '项目名称',
      '结对',
      '类别',
      '预算（万元）',
      '省级资金(万元)',
      '市级资金(万元)',
      '计划工期',
      '实施单位',
      '受益',
    ],
    [
      '蔬菜大棚',
      '济南—武隆',
      '产业',
      '425.5',
      '100',
      '325.5',
      '2025年4月1日至10月30日',
      '区农业农村委',
      '300户',
    ],
    ['饮水安全工程', '云阳', '', '80', '', '', '', '', ''],
    ['村道硬化', '武隆', '', '0.0012345', '', '', '', '', '3公里'],
  )
  const shown = await imports.send(admin, '项目.csv', sheet)
  expect(shown.text).toMatch(/新增: 2[\s\S]*有误: 1[\s\S]*D列 预算：/)
  await imports.press(admin, shown.card, '执行')
  expect(await office.read(admin, '/project scdp')).toContain('425.5万元 (4,255,000元)')
  for (const [format, locale] of [
    ['xlsx', 'zh-CN'],
    ['csv', 'zh-CN'],
    ['xlsx', 'en'],
  ] as const) {
    const { card } = await office.say({ ...admin, locale }, `/project export format:${format}`)
    const [file] = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))
    const { content } = await imports.contentOf(file?.id ?? '')
    const again = await imports.send(admin, `a.${format}`, content)
    expect(again.text).toContain('未变: 2')
    expect(again.text).toContain('无需导入')
  }
  // A tier that is corrected leaves the others, and the budget that they give together follows.
  const tier = csv(['编号', '市级资金（万元）'], ['P-2025-0001', '300'])
  const changed = await imports.send(admin, 'b.csv', tier)
  await imports.press(admin, changed.card, '执行')
  expect(await office.read(admin, '/project show P-2025-0001')).toMatch(
    /预算: 400万元[\s\S]*省级100万元、市级300万元/,
  )
})

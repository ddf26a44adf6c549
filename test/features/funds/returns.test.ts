import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { addDays, toDay } from '../../../src/core/time/day.ts'
import { createFunds } from '../../../src/features/funds/index.ts'
import { dueOf, lastMonth, monthField } from '../../../src/features/funds/returns/month.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import { sendingTo } from '../../harness/context.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let recipient: Person
let assisting: Person
beforeEach(async () => {
  office = await openOffice(createProjects, createFunds)
  recipient = await officerOf(office, 1, 'recipient')
  assisting = await officerOf(office, 1, 'assisting')
})

const enter = async (line: string): Promise<string> => {
  const asked = await office.say(recipient, line)
  return plain((await office.press(recipient, asked.card, '确认入账')).card)
}

/** As the program's scheduler runs it at nine. */
const runJob = (day: string) =>
  office.database.transact(async (transaction) => {
    office.moveTo(`${day}T09:00`)
    const [job] = office.features
      .flatMap(({ jobs = [] }) => jobs)
      .filter(({ name }) => name === 'fund-returns')
    await job?.run({
      transaction,
      clock: office.clock,
      slot: office.clock.now(),
      late: false,
      send: sendingTo(office.sent),
    })
  })

describe('a month return', () => {
  it('is frozen as it was filed; what is entered later says so, and a correction is another version', async () => {
    await enter('资金 到位 80万元 市级 2025年2月20日 鲁财农〔2025〕9号')
    const filed = await office.read(recipient, '资金 月报 2025-02')
    expect(filed).toMatch(/月报已报送[\s\S]*80万元[\s\S]*按时/)
    expect(await office.read(recipient, '资金 月报 2025-02')).toContain('没有新版本')
    // March does not concern what was filed for February.
    expect(await enter('资金 到位 10万元 市级 3月1日 鲁财农〔2025〕10号')).not.toContain('已报送的月报')
    const late = await enter('资金 到位 5万元 市级 2月25日 鲁财农〔2025〕11号')
    expect(late).toContain('已报送的月报不含这一笔：2025年2月（受援方第1版）')
    const [stored] = await office.database.client.fundReturn.findMany()
    expect(JSON.stringify(stored?.figures)).toContain('"received":"800000.00"')
    expect(await office.read(recipient, '资金 月报 2025-02')).toMatch(/第2版[\s\S]*85万元/)
    await expect(office.database.client.$executeRaw`UPDATE fund_return SET version = 9`).rejects.toThrow(
      /append-only/,
    )
  })

  it('is late by its first version only, and late is not missing', async () => {
    await enter('资金 到位 80万元 市级 2月20日 鲁财农〔2025〕9号')
    await office.say(recipient, '资金 月报 2025-02')
    office.moveTo('2025-03-20T10:00')
    await enter('资金 到位 5万元 市级 2月25日 鲁财农〔2025〕11号')
    expect(await office.read(recipient, '资金 月报 2025-02')).toContain('按时')
    const before = await office.read(administrator, '资金 月报情况')
    expect(before).toMatch(/支援方.*报送率0%、按时率0%/)
    expect(before).toMatch(/支援方未报.*济南/)
    expect(await office.read(assisting, '资金 月报 2025-02')).toContain('迟报')
    const after = await office.read(administrator, '资金 月报情况')
    expect(after).toMatch(/支援方.*报送率100%、按时率0%（应报1，已报1，其中迟报1）/)
    expect(after).toMatch(/受援方.*报送率100%、按时率100%/)
  })

  it.each([
    ['资金 月报 2025-03', 'funds.return.notOver'],
    ['资金 月报 2025-02', 'funds.return.nothing'],
  ])('is refused in words: %s', async (line, problem) => {
    await expect(office.say(recipient, line)).rejects.toThrow(problem)
  })

  it('asks which side files where the officer is of neither', async () => {
    await expect(office.say(administrator, '资金 月报 2025-02 结对:武隆')).rejects.toThrow(
      'funds.return.whichSide',
    )
  })
})

describe('who has not filed', () => {
  it('is reminded on the workday before and the one after; supervisors hear who is missing', async () => {
    await enter('资金 到位 80万元 市级 2月20日 鲁财农〔2025〕9号')
    await office.database.client.officer.create({
      data: {
        ...{ name: '省处长', role: 'supervisor', side: 'assisting', scope: 'programme' },
        createdAt: office.clock.now(),
        createdBy: 'test:admin',
        accounts: { create: { reference: 'test:supervisor', name: '省处长' } },
      },
    })
    await runJob('2025-03-03')
    expect(office.sent).toHaveLength(0)
    await runJob('2025-03-04')
    expect(office.sent.map(({ to }) => to).sort()).toEqual([assisting.account, recipient.account])
    await office.say(recipient, '资金 月报 2025-02')
    office.sent.length = 0
    await runJob('2025-03-06')
    expect(office.sent.map(({ to }) => to).sort()).toEqual([assisting.account, 'test:supervisor'])
    expect(plain(office.sent.find(({ to }) => to === 'test:supervisor')?.card ?? { blocks: [] })).toMatch(
      /支援方未报.*济南[\s\S]*受援方未报.*无/,
    )
  })
})

describe('the month', () => {
  const calendar = createCalendar()
  it.each([
    ['2025-02', '2025-03-05'],
    ['2025-03', '2025-04-07'],
    ['2025-04', '2025-05-06'],
    ['2025-09', '2025-10-09'],
    ['2025-12', '2026-01-05'],
  ])('of %s is due on %s', (month, due) => {
    expect(dueOf(month, calendar)).toBe(due)
  })

  it.each(['zh-CN', 'en'] as const)('is read as it is shown, in %s', (locale) => {
    const reading = { translate: translatorOf(locale), today: toDay('2025-03-03') }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (days) => {
        const month = lastMonth(addDays(toDay('2024-06-01'), days))
        const { show, write, validate } = monthField()
        for (const text of [show(month, reading), write(month)])
          expect(validate(text, reading)).toMatchObject({ kind: 'value', value: month })
      }),
    )
  })

  it.each([
    ['2025-13', 'funds.month.unknown'],
    ['3月5日', 'funds.month.unknown'],
    ['', 'funds.month.unknown'],
  ])('%s is none', (text, key) => {
    const reading = { translate: translatorOf('en'), today: toDay('2025-03-03') }
    expect(monthField().validate(text, reading)).toMatchObject({ kind: 'problem', problem: { key } })
  })
})

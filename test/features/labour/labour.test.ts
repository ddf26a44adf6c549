import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createLabour } from '../../../src/features/labour/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects

beforeEach(async () => {
  office = await openOffice(createLabour, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
})

describe('labour-service cooperation', () => {
  it.each([
    ['劳务 武隆 赴鲁就业 53人，其中脱贫劳动力30人 2月 春风行动', '赴山东就业', '53人', '30人', undefined],
    [
      '劳务 武隆 就近就地就业 共转移就业120人 2月 人均月收入3200元',
      '就近就地就业',
      '120人',
      undefined,
      '3,200元',
    ],
    [
      'labour Wulong 1-28 February to Shandong 53 people, of whom 30 from households lifted out of poverty',
      '赴山东就业',
      '53人',
      '30人',
      undefined,
    ],
  ])('is read from one line: %s', async (line, place, people, poor, income) => {
    const said = await office.read(wulong, line)
    expect(said).toContain(`去向: ${place}\n就业人数: ${people}\n`)
    if (poor === undefined) expect(said).not.toContain('脱贫劳动力')
    else expect(said).toContain(`其中脱贫劳动力: ${poor}\n`)
    if (income !== undefined) expect(said).toContain(`人均月收入: ${income}\n`)
    expect(said).toContain('时间: 2月1日（周六）至28日（周五）')
  })

  it('takes no more from poor households than there are, nothing that is still to come, and nobody who is not known', async () => {
    await fails(wulong, '劳务 武隆 赴鲁就业 53人 2月 脱贫:60').toThrow('moreThanAll')
    await fails(wulong, '劳务 武隆 赴鲁就业 53人 日期:2025-04-01').toThrow('future')
    await fails(stranger, '劳务 武隆 赴鲁就业 53人 2月').toThrow()
    expect(await office.database.client.labour.count()).toBe(0)
  })

  it('is listed and summed up as it is reported', async () => {
    await office.say(wulong, '劳务 武隆 赴鲁就业 53人，其中脱贫劳动力30人 2月')
    await office.say(wulong, '劳务 武隆 就近就地就业 253人 1月 收入:3200元')
    expect(await office.read(wulong, '劳务 列表 武隆')).toContain(
      '共2条；转移就业306人，赴山东53人、就近就地253人，其中脱贫劳动力30人。',
    )
    expect(await office.read(wulong, '劳务 列表 赴鲁')).toMatch(/共1条[\s\S]*其中脱贫劳动力30人/)
    await office.say(wulong, '劳务 武隆 赴鲁就业 7人 2月20日至3月2日')
    // In the period in which it ends, as the weekly summary counts it.
    expect(await office.read(wulong, '劳务 列表 3月')).toMatch(/共1条；转移就业7人/)
    await office.say(wulong, '劳务 取消 L-2025-0003 重复登记')
    expect(await office.read(wulong, '劳务 列表 1月')).toMatch(/共1条[\s\S]*人均月收入3,200元/)
    await office.say(wulong, '劳务 取消 L-2025-0001 重复登记')
    expect(await office.read(wulong, '劳务 列表 武隆')).toContain('转移就业253人')
  })

  it('is in the weekly summary and the status', async () => {
    await office.say(wulong, '劳务 武隆 赴鲁就业 53人，其中脱贫劳动力30人 3月1日')
    await office.say(wulong, '劳务 武隆 就近就地就业 253人 1月')
    const feature = office.features.find(({ name }) => name === 'labour')
    const period = daysOfWeek('2025-W09')
    if (!feature?.digest || !feature.status || !period) throw new Error('no summary')
    const { digest, status } = feature
    const [today, pair] = [office.clock.today(), office.pair(1)]
    await office.database.transact(async (transaction) => {
      const data = await digest.collect(transaction, period, today)
      const said = digest.present(data, [pair], translatorOf('zh-CN'))
      expect(said.fragments).toEqual(['转移就业53人（其中脱贫劳动力30人）'])
      expect(said.yearToDate).toEqual(['转移就业306人（其中脱贫劳动力30人）'])
      expect(digest.present(data, [pair], translatorOf('en')).fragments).toEqual([
        '53 persons transferred into work (30 from households lifted out of poverty)',
      ])
      const blocks = await status.pair(transaction, pair, today, translatorOf('zh-CN'), office.clock.now())
      expect(plain(card(...blocks))).toContain(
        '今年以来: 306人，赴山东53人、就近就地253人，其中脱贫劳动力30人',
      )
    })
  })
})

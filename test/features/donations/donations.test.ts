import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek, toDay } from '../../../src/core/time/day.ts'
import { donorField } from '../../../src/features/donations/fields.ts'
import { createDonations } from '../../../src/features/donations/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects
const pledge = '捐赠 武隆 50万元 3月2日 捐赠方:济南市慈善总会 用途:助学 资助学生:120'

beforeEach(async () => {
  office = await openOffice(createDonations, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
})

describe('a donation', () => {
  it('is read from one line, in cash or in kind', async () => {
    expect(await office.read(wulong, pledge)).toMatch(
      /金额（折价）: 50万元 \(500,000元\)\n形式: 捐款\n捐赠方: 济南市慈善总会\n用途: 资助学生\n资助学生: 120名学生\n认捐日期: 3月2日/,
    )
    const goods = await office.read(
      { ...wulong, locale: 'en' },
      'donation Wulong 86,000 yuan 1 March goods:"40 computers" note:"for the county schools"',
    )
    expect(goods).toMatch(/Form: in kind\nGoods: 40 computers\n/)
    expect(goods).toContain('Status: Pledged, not received')
  })

  it('goes from its pledge to those whom it is for, in order', async () => {
    await office.say(wulong, pledge)
    await fails(wulong, '捐赠 发放 G-2025-0001 武隆中学').toThrow('notReceived')
    await fails(wulong, '捐赠 到账 G-2025-0001 到账:2025-03-01').toThrow('receivedBefore')
    await fails(wulong, '捐赠 到账 G-2025-0001 到账:2025-03-09').toThrow('future')
    expect(await office.read(wulong, '捐赠 到账 G-2025-0001')).toMatch(/到账日期: 3月3日[\s\S]*状态: 已到账/)
    expect(await office.read(wulong, '捐赠 发放 G-2025-0001 武隆中学')).toMatch(
      /受赠方: 武隆中学\n状态: 已发放/,
    )
    await office.say(wulong, '撤销')
    expect(await office.read(wulong, '捐赠 查看 G-2025-0001')).toContain('状态: 已到账')
    await fails(stranger, pledge).toThrow()
  })

  it('names its donor to everybody only with consent, and to officers in private', async () => {
    await office.say(wulong, pledge)
    const shown = (person: Person) => office.read(person, '捐赠 列表 武隆')
    await office.bind('test:office', 1)
    expect(await shown(stranger)).not.toContain('慈善总会')
    expect(await shown({ ...wulong, private: true })).toContain('慈善总会')
    await office.say(wulong, '捐赠 修改 G-2025-0001 捐赠方:"济南市慈善总会（可公开）"')
    expect(await shown(stranger)).toContain('济南市慈善总会（可公开）')
  })

  it('is summed up exactly: what is pledged, received and handed over apart', async () => {
    await office.say(wulong, pledge)
    await office.say(wulong, '捐赠 武隆 0.1元 3月1日')
    await office.say(wulong, '捐赠 武隆 0.2元 3月1日 物资:书')
    for (const reference of ['G-2025-0002', 'G-2025-0003']) await office.say(wulong, `捐赠 到账 ${reference}`)
    await office.say(wulong, '捐赠 发放 G-2025-0003 武隆中学')
    expect(await office.read(wulong, '捐赠 列表 武隆')).toContain(
      '共3笔；认捐待到账50万元，已到账0.30元，其中已发放0.20元。',
    )
    // By the day it was received, as the weekly summary counts it; a pledge by its own.
    expect(await office.read(wulong, '捐赠 列表 3月3日')).toMatch(/共2笔；认捐待到账0元，已到账0.30元/)
    expect(await office.read(wulong, '捐赠 列表 3月2日')).toContain('共1笔；认捐待到账50万元')
    expect(await office.read(wulong, '捐赠 列表 物资')).toContain('共1笔')
    expect(await office.read(wulong, '捐赠 列表 认捐')).toContain('共1笔')
  })

  it('is in the weekly summary by the day it was received; what is only pledged stands apart on the card', async () => {
    await office.say(wulong, pledge)
    await office.say(wulong, '捐赠 武隆 1371万元 3月1日')
    await office.say(wulong, '捐赠 到账 G-2025-0002 到账:3月2日')
    const feature = office.features.find(({ name }) => name === 'donations')
    const period = daysOfWeek('2025-W09')
    if (!feature?.digest || !feature.status || !period) throw new Error('no summary')
    const { digest, status } = feature
    const [today, pair] = [office.clock.today(), office.pair(1)]
    await office.database.transact(async (transaction) => {
      const data = await digest.collect(transaction, period, today)
      expect(digest.present(data, [pair], translatorOf('zh-CN')).fragments).toEqual(['募集款物1371万元'])
      expect(digest.present(data, [pair], translatorOf('en')).fragments).toEqual([
        'donations of 13.71 million yuan received',
      ])
      const blocks = await status.pair(transaction, pair, today, translatorOf('zh-CN'), office.clock.now())
      expect(plain(card(...blocks))).toContain('认捐待到账: 50万元')
      const [value] = await status.overview(transaction, today, translatorOf('zh-CN'))
      expect(value?.total).toBe('1371万元')
    })
  })
})

describe('a donor', () => {
  it('is read back as shown and written, with and without consent, and never throws', () => {
    const donor = donorField()
    const reading = { today: toDay('2025-03-03'), translate: translatorOf('en') }
    fc.assert(
      fc.property(fc.constantFrom('济南市慈善总会', 'Ruyi Group', '李明'), fc.boolean(), (name, named) => {
        const value = { name, named }
        for (const typed of [donor.write(value), donor.show(value, reading)])
          expect(donor.validate(typed, reading)).toEqual({ kind: 'value', value })
      }),
    )
    fc.assert(fc.property(fc.string(), (typed) => void donor.validate(typed, reading)))
  })
})

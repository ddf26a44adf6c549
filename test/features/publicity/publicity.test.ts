import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createPublicity } from '../../../src/features/publicity/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects
const report = '宣传 武隆 人民日报 3月2日 鲁渝协作助力蔬菜产业 https://example.org/a1'

beforeEach(async () => {
  office = await openOffice(createPublicity, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
})

describe('a report in the media', () => {
  it('is read from one line, with the level that everybody knows its outlet to be of', async () => {
    expect(await office.read(wulong, report)).toMatch(
      /媒体: 人民日报\n媒体级别: 中央媒体（按媒体推断，可修改）\n刊发日期: 3月2日（周日）\n链接: https:\/\/example\.org\/a1\n标题: 鲁渝协作助力蔬菜产业\n/,
    )
    const said = await office.read(wulong, '宣传 武隆 3月1日 媒体:武隆报 山海情深结硕果')
    expect(said).toContain('媒体: 武隆报\n')
    expect(said).toContain('标题: 山海情深结硕果\n')
    expect(said).not.toContain('媒体级别')
    expect(
      await office.read({ ...wulong, locale: 'en' }, 'publicity Wulong Xinhua 1 March mountains and sea'),
    ).toMatch(/Outlet: Xinhua\nLevel of the outlet: national media/)
  })

  it('follows its outlet in its level, until somebody says so', async () => {
    await office.say(wulong, report)
    await office.say(wulong, '宣传 修改 W-2025-0001 媒体:重庆日报')
    expect(await office.read(wulong, '宣传 查看 W-2025-0001')).toContain('省级媒体')
    await office.say(wulong, '宣传 修改 W-2025-0001 级别:县级')
    await office.say(wulong, '宣传 修改 W-2025-0001 媒体:新华网')
    expect(await office.read(wulong, '宣传 查看 W-2025-0001')).toContain('媒体级别: 区县媒体\n')
  })

  it('was published by today, and its link is one', async () => {
    await fails(wulong, '宣传 武隆 人民日报 日期:2025-03-09 山海情深').toThrow('future')
    await fails(wulong, '宣传 武隆 人民日报 3月2日 山海情深 链接:abc').toThrow('不是网址')
    await fails(stranger, report).toThrow()
    expect(await office.database.client.publicity.count()).toBe(0)
  })

  it('is listed, counted by level, and in the weekly summary and the status', async () => {
    await office.say(wulong, report)
    await office.say(wulong, '宣传 武隆 重庆日报 2月1日 一家亲')
    expect(await office.read(wulong, '宣传 列表 武隆')).toContain('共2篇，其中中央媒体1篇、省级媒体1篇。')
    expect(await office.read(wulong, '宣传 列表 中央媒体')).toContain('共1篇')
    const feature = office.features.find(({ name }) => name === 'publicity')
    const period = daysOfWeek('2025-W09')
    if (!feature?.digest || !feature.status || !period) throw new Error('no summary')
    const { digest, status } = feature
    const [today, pair] = [office.clock.today(), office.pair(1)]
    await office.database.transact(async (transaction) => {
      const data = await digest.collect(transaction, period, today)
      const said = digest.present(data, [pair], translatorOf('zh-CN'))
      expect(said.fragments).toEqual(['媒体宣传报道1篇（其中中央媒体1篇）'])
      expect(said.yearToDate).toEqual(['媒体宣传报道2篇（其中中央媒体1篇）'])
      const blocks = await status.pair(transaction, pair, today, translatorOf('en'), office.clock.now())
      expect(plain(card(...blocks))).toContain('2 reports: 1 in national, 1 in provincial media')
    })
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createTraining } from '../../../src/features/training/index.ts'
import { type Office, officerOf, openOffice, type Person, stranger } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let wulong: Person
const fails = (person: Person, line: string) => expect(office.say(person, line)).rejects

beforeEach(async () => {
  office = await openOffice(createTraining, createHistory)
  wulong = await officerOf(office, 1, 'recipient')
})

describe('a training course', () => {
  it.each([
    [
      '培训 武隆 村干部乡村振兴培训班 3月5日至7日 2期 120人 360人次',
      '村干部乡村振兴培训班',
      '村干部（按主题推断，可修改）',
      '2期',
      '120人',
      '360人次',
    ],
    [
      '培训 武隆 3月1日 骨干教师研修 共培训45名',
      '骨干教师研修',
      '专业技术人才（按主题推断，可修改）',
      '1期',
      '45人',
      undefined,
    ],
    ['培训 武隆 3月1日 电商技能 人次:90', '电商技能', '未填', '1期', '未填', '90人次'],
    [
      'training Wulong 1 March e-commerce skills 3 courses 80 people 160 person-times for:labour',
      'e-commerce skills',
      '劳动力',
      '3期',
      '80人',
      '160人次',
    ],
  ])('is read from one line, persons and person-times apart: %s', async (line, ...shown) => {
    const said = await office.read(wulong, line)
    expect(said).not.toContain('没有看懂')
    const labels = ['主题', '培训对象', '期数', '人数', '人次']
    for (const [place, label] of labels.entries()) {
      const value = shown[place]
      if (value === undefined) expect(said).not.toContain(`${label}: `)
      else expect(said).toContain(`${label}: ${value}\n`)
    }
  })

  it('is called by its first words, and not by who holds it where', async () => {
    const line =
      'training Wulong first-aid course for medical staff 3 March 40 people by Jinan Health Commission at Wulong Hospital'
    expect(await office.read(wulong, line)).toContain('主题: first-aid course for medical staff\n')
  })

  it('follows its topic in whom it is for, until somebody says so', async () => {
    await office.say(wulong, '培训 武隆 村干部培训班 3月5日')
    expect(await office.read(wulong, '培训 修改 T-2025-0001 主题:骨干教师研修')).toMatch(
      /村干部[\s\S]*专业技术人才/,
    )
    await office.say(wulong, '培训 修改 T-2025-0001 对象:劳动力')
    await office.say(wulong, '培训 修改 T-2025-0001 主题:村干部培训班')
    expect(await office.read(wulong, '培训 查看 T-2025-0001')).toContain('培训对象: 劳动力\n')
  })

  it('has no fewer person-times than persons, and nobody who is not known enters one', async () => {
    await fails(wulong, '培训 武隆 电商培训 3月5日 120人 60人次').toThrow('fewerTimes')
    await fails(wulong, '培训 石柱 电商培训 3月5日 120人').toThrow()
    await fails(stranger, '培训 武隆 电商培训 3月5日 120人').toThrow()
    expect(await office.database.client.training.count()).toBe(0)
  })

  it('is listed with what those come to that were held, by period, audience and status', async () => {
    await office.say(wulong, '培训 武隆 村干部培训班 2月5日 2期 120人 240人次')
    await office.say(wulong, '培训 武隆 电商技能 3月1日 30人')
    await office.say(wulong, '培训 武隆 骨干教师研修 3月20日 45人')
    expect(await office.read(wulong, '培训 列表 武隆')).toContain(
      '共3条；已举办培训班3期，培训150人、270人次。',
    )
    expect(await office.read(wulong, '培训 列表 村干部')).toContain('共1条')
    expect(await office.read(wulong, '培训 列表 待举办')).toMatch(/共1条[\s\S]*骨干教师研修/)
    expect(await office.read(wulong, '培训 列表 2月')).toMatch(/共1条[\s\S]*村干部培训班/)
    await office.say(wulong, '培训 取消 T-2025-0001 重复登记')
    expect(await office.read(wulong, '培训 列表 武隆')).toContain('已举办培训班1期，培训30人。')
    await office.say(wulong, '撤销')
    expect(await office.read(wulong, '培训 列表 武隆')).toContain('已举办培训班3期，培训150人、270人次。')
  })

  it('is in the weekly summary and the status once it has begun, as officials report it', async () => {
    await office.say(wulong, '培训 武隆 村干部培训班 2月5日 9期 2000人')
    await office.say(wulong, '培训 武隆 电商技能 3月5日 1期 100人 200人次')
    await office.say(wulong, '培训 武隆 骨干教师研修 3月9日 45人')
    office.moveTo('2025-03-07T10:00')
    const feature = office.features.find(({ name }) => name === 'training')
    const period = daysOfWeek('2025-W10')
    if (!feature?.digest || !feature.status || !period) throw new Error('no summary')
    const { digest, status } = feature
    const [today, pair] = [office.clock.today(), office.pair(1)]
    await office.database.transact(async (transaction) => {
      const data = await digest.collect(transaction, period, today)
      const chinese = digest.present(data, [pair], translatorOf('zh-CN'))
      expect(chinese.fragments).toEqual(['举办培训班1期、培训100人（200人次）'])
      expect(chinese.yearToDate).toEqual(['举办培训班10期、培训2100人（2200人次）'])
      expect(plain(card(...chinese.blocks))).toContain('T-2025-0002')
      expect(plain(card(...chinese.blocks))).not.toContain('骨干教师')
      expect(digest.present(data, [pair], translatorOf('en')).fragments).toEqual([
        '1 training course for 100 persons (200 person-times)',
      ])
      expect(digest.present(data, [office.pair(2)], translatorOf('en')).fragments).toEqual([])
      const blocks = await status.pair(transaction, pair, today, translatorOf('zh-CN'), office.clock.now())
      expect(plain(card(...blocks))).toContain('今年以来: 10期，2100人、2200人次')
      const [courses] = await status.overview(transaction, today, translatorOf('zh-CN'))
      expect(courses?.cells.get(pair.id)).toBe('10')
      expect(courses?.total).toBe('10')
    })
  })
})

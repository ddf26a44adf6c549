import { beforeEach, describe, expect, it } from 'vitest'
import { toDay } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { limitsOf } from '../../../src/features/projects/limits/limits.ts'
import { createCalendar } from '../../../src/programme/calendar.ts'
import type { ProgrammeFeature } from '../../../src/programme/feature.ts'
import { createProjectRules } from '../../../src/programme/project-rules.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'

let office: Office
let jinan: Person
let wulong: Person

/** What was said on a morning: to whom, and its first words; cards that were edited are left out. */
const on = async (day: string): Promise<string[]> => {
  office.moveTo(`2025-${day}T09:00`)
  await office.runDue()
  return office.sent
    .splice(0)
    .flatMap(({ to, card, topic, anew }) => (anew || !topic ? [`${to} ${card.summary}`] : []))
}

const enter = async () => {
  await office.say(jinan, '项目 登记 武隆 蔬菜大棚 实施单位:武隆区农业农村委')
  await office.say(jinan, '项目 推进 P-2025-0001 立项 批复:武发改12号')
}

describe('the limit of a stage', () => {
  beforeEach(async () => {
    office = await openOffice(createProjects, createHistory)
    jinan = await officerOf(office, 1, 'assisting')
    wulong = await officerOf(office, 1, 'recipient')
    await office.bind('test:pair-1', 1)
    await office.bind('test:pair-2', 2)
    await enter()
  })

  it('is said before it ends and when it has ended, once each, to the pair and to who answers for the stage', async () => {
    // 60 workdays from 3 March: Qingming, May Day and its make-up day, the Dragon Boat Festival.
    expect(await office.read(wulong, '项目 查看 P-2025-0001')).toContain('本阶段时限: 5月29日')
    expect(await on('05-21')).toEqual([])
    const soon =
      '项目 P-2025-0001（蔬菜大棚）的“立项”阶段时限为5月29日，还有5个工作日，责任单位：武隆区农业农村委。'
    expect(await on('05-22')).toEqual([`test:pair-1 ${soon}`, `test:recipient-1 ${soon}`])
    expect(await on('05-29')).toEqual([])
    expect(await on('05-30')).toEqual([
      expect.stringMatching(/^test:pair-1 .*已超时限1个工作日（时限5月29日）/),
      expect.stringMatching(/^test:recipient-1 .*已超时限1个工作日/),
    ])
    expect(await on('06-20')).toEqual([])
    expect(await office.read(jinan, '项目 列表 武隆 逾期')).toContain('P-2025-0001')
    expect(await office.read(administrator, '项目 查看 P-2025-0001')).toContain('已超时限15个工作日')
  })

  it('is the next stage’s once it has moved on, and stands still while the project is suspended', async () => {
    await office.say(jinan, '项目 推进 P-2025-0001 招投标 法人:乡村建设公司 公示:区政府网站')
    office.sent.splice(0)
    // 45 workdays from 3 March.
    expect(await on('04-29')).toEqual([
      expect.stringContaining('test:pair-1 项目 P-2025-0001（蔬菜大棚）的“招投标”阶段时限为5月8日'),
      expect.stringContaining('test:recipient-1'),
    ])
    await office.say(jinan, '项目 暂停 P-2025-0001 汛期')
    office.sent.splice(0)
    expect(await on('05-30')).toEqual([])
    expect(await office.read(jinan, '项目 列表 武隆 逾期')).toContain('没有')
  })

  it('that was over when it was entered is said within the minute, and only as over', async () => {
    await office.say(jinan, '项目 登记 武隆 饮水安全工程')
    office.moveTo('2025-06-30T10:00')
    await office.say(jinan, '项目 推进 P-2025-0002 立项 批复:武发改13号 日期:2025-03-03')
    office.sent.splice(0)
    const said = (await on('07-01')).filter((one) => one.includes('test:pair-1'))
    // Both projects are over by now: one message.
    expect(said).toEqual(['test:pair-1 2个项目的阶段时限将到或已超，请抓紧办理：'])
  })

  it('moves with newly announced workdays when what is pending is reckoned anew', async () => {
    const made = new Map<string, ProgrammeFeature>()
    const calendar = createCalendar()
    const later = {
      ...calendar,
      addWorkdays: (day: never, count: number) => calendar.addWorkdays(day, count + 1),
    }
    office = await openOffice((tools) => {
      made.set('later', createProjects({ ...tools, calendar: later }))
      return createProjects(tools)
    })
    jinan = await officerOf(office, 1, 'assisting')
    await enter()
    await office.database.transact(async (transaction) =>
      made.get('later')?.due?.[0]?.rewrite({ transaction, clock: office.clock }, ['P-2025-0001']),
    )
    const pending = await office.database.client.due.findMany({ orderBy: { at: 'asc' } })
    expect(pending.map(({ name, at }) => `${name} ${at.toISOString().slice(0, 10)}`)).toEqual([
      'soon 2025-05-26',
      'over 2025-06-04',
    ])
  })
})

it('of a stage that ends in another year is told with the year', async () => {
  office = await openOffice(createProjects)
  jinan = await officerOf(office, 1, 'assisting')
  await enter()
  await office.say(
    jinan,
    '项目 推进 P-2025-0001 在建 法人:乡村建设公司 公示:区政府网站 免招标:低于限额 合同:WL-08 监理:某监理公司',
  )
  expect(await office.read(administrator, '项目 查看 P-2025-0001')).toContain('本阶段时限: 2026年3月')
})

describe('limits by rule', () => {
  const rules = createProjectRules()
  const limits = limitsOf(rules, createCalendar())
  const at = (state: 'accepted' | 'handed_over' | 'reserve', nature: 'works' | 'other') =>
    limits.lastDay({ state, nature, stageOn: toDay('2025-03-03') })

  it('do not bind where a project’s way ends, nor the reserve', () => {
    expect(at('accepted', 'works')).toBe('2025-04-15')
    expect(at('accepted', 'other')).toBeUndefined()
    expect(at('handed_over', 'works')).toBeUndefined()
    expect(at('reserve', 'works')).toBeUndefined()
  })
})

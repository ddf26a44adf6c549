import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import type { ProgrammeFeature } from '../../../src/programme/feature.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person

/** What was said since the last look: to whom, and its first words. */
const said = (): string[] =>
  office.sent
    .splice(0)
    .map((message) => `${message.to} ${message.anew || !message.topic ? message.card.summary : '(edited)'}`)

/** At nine in the morning of each day, as the program's own minute does. */
const live = async (...days: readonly string[]): Promise<string[]> => {
  const heard: string[] = []
  for (const day of days) {
    office.moveTo(`2025-03-${day}T09:00`)
    await office.runDue()
    heard.push(...said().map((one) => `${day} ${one}`))
  }
  return heard
}

const open = async () => {
  office = await openOffice(createProblems, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  await office.database.client.officer.create({
    data: {
      name: 'test:province',
      role: 'supervisor',
      side: 'recipient',
      scope: 'programme',
      createdAt: office.clock.now(),
      createdBy: 'test:admin',
      accounts: { create: { reference: 'test:province', name: 'test:province' } },
    },
  })
  await office.bind('test:pair-1', 1)
  await office.bind('test:pair-2', 2)
}

describe('a problem in a message of several lines', () => {
  beforeEach(open)

  it('is told to the channel with all of its lines', async () => {
    const lines = '问题：武隆\n进村道路中断\n周一起班车停运\n请帮助协调'
    expect(await office.read(jinan, lines)).toContain('进村道路中断 周一起班车停运 请帮助协调')
    const [told] = office.sent.filter(({ to }) => to === 'test:pair-1')
    expect(told && plain(told.card)).toContain('进村道路中断 周一起班车停运 请帮助协调')
  })

  it('is not told when somebody’s number is in it, anywhere', async () => {
    await expect(office.say(jinan, '问题 武隆\n进村道路中断\n联系电话13812345678')).rejects.toThrow(
      '138****5678',
    )
    expect(said()).toEqual([])
  })
})

describe('a problem that nobody takes on', () => {
  beforeEach(open)

  it('climbs by workdays, and each rung is said once, to whom it concerns', async () => {
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    expect(said()).toEqual([
      'test:pair-1 新反映的问题 Q-2025-0001，请尽快受理。满3个工作日未受理，将升级至双方办公室。',
    ])
    expect(await live('04', '05', '06', '07', '08', '09', '10', '11', '14', '17', '18')).toEqual([
      '06 test:assisting-1 问题 Q-2025-0001 满3个工作日未受理，已升级至双方办公室，请督促办理。',
      '06 test:recipient-1 问题 Q-2025-0001 满3个工作日未受理，已升级至双方办公室，请督促办理。',
      '10 test:province 问题 Q-2025-0001 满5个工作日未受理，已升级至省级办公室，请协调办理。',
      '17 test:pair-1 问题 Q-2025-0001 满10个工作日未受理，请列入下次联席会议议题。',
      '17 test:assisting-1 问题 Q-2025-0001 满10个工作日未受理，请列入下次联席会议议题。',
      '17 test:recipient-1 问题 Q-2025-0001 满10个工作日未受理，请列入下次联席会议议题。',
    ])
  })

  it('climbs as the operator set the ladder, and what is pending follows when that is changed', async () => {
    const set = new Map<string, ProgrammeFeature>()
    office = await openOffice((tools) => {
      set.set('later', createProblems({ ...tools, ladderWorkdays: [3, 5, 10] }))
      return createProblems({ ...tools, ladderWorkdays: [1, 2, 4] })
    }, createHistory)
    jinan = await officerOf(office, 1, 'assisting')
    expect(await office.read(jinan, '问题 武隆 冷链项目用地手续未批')).toContain(
      '3月4日仍未受理将升级至双方办公室',
    )
    expect(await live('04')).toEqual([expect.stringContaining('满1个工作日未受理')])
    expect(await office.read(jinan, '问题 列表 武隆 已升级')).toContain('已升级1个')
    // The program starts again with another setting; `/due rebuild` asks every feature to reckon anew.
    await office.database.transact(async (transaction) =>
      set.get('later')?.due?.[0]?.rewrite({ transaction, clock: office.clock }, ['Q-2025-0001']),
    )
    const pending = await office.database.client.due.findMany({ orderBy: { at: 'asc' } })
    expect(pending.map(({ name, at }) => `${name} ${at.toISOString().slice(0, 10)}`)).toEqual([
      'provinces 2025-03-10',
      'meeting 2025-03-17',
    ])
  })

  it('stands still once it is acknowledged, goes on when that is taken back, and begins anew when it is opened again', async () => {
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    await live('06')
    office.moveTo('2025-03-10T08:30')
    await office.say(wulong, '问题 受理 Q-2025-0001')
    said()
    expect(await live('10')).toEqual([])
    await office.say(wulong, '/undo')
    // The rung that it missed comes within the minute; the one that was said is not said again.
    expect(await live('11')).toEqual([
      '11 test:province 问题 Q-2025-0001 满5个工作日未受理，已升级至省级办公室，请协调办理。',
    ])
    await office.say(wulong, '问题 解决 Q-2025-0001 已批复')
    await office.say(jinan, '问题 重开 Q-2025-0001 批复被撤回')
    expect(said()).toEqual([expect.stringContaining('test:pair-1 新反映的问题 Q-2025-0001')])
    expect(await live('13', '14')).toEqual([
      '14 test:assisting-1 问题 Q-2025-0001 满3个工作日未受理，已升级至双方办公室，请督促办理。',
      '14 test:recipient-1 问题 Q-2025-0001 满3个工作日未受理，已升级至双方办公室，请督促办理。',
    ])
    await office.say(jinan, '问题 取消 Q-2025-0001')
    expect(await live('18', '25', '28')).toEqual([])
  })

  it('says of rungs that were missed while nobody watched the highest only, once for each problem', async () => {
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    said()
    const heard = (await live('18')).filter((one) => one.startsWith('18 test:recipient-1'))
    expect(heard).toEqual([expect.stringContaining('10个工作日')])
  })

  it('calls whom several concern once', async () => {
    for (const about of ['冷链项目用地手续未批', '援助资金未到账', '培训名单未报'])
      await office.say(jinan, `问题 武隆 ${about}`)
    said()
    office.moveTo('2025-03-06T09:00')
    await office.runDue()
    const [message] = office.sent.filter(({ to }) => `${to}` === 'test:recipient-1')
    expect(office.sent).toHaveLength(2)
    expect(message && plain(message.card)).toMatchInlineSnapshot(`
      "# 问题升级
      (warning) 以下3个问题逾期未受理，已逐级升级：
      - Q-2025-0001 · 待受理，已升级至双方办公室 · 济南—武隆 | 冷链项目用地手续未批
      - Q-2025-0002 · 待受理，已升级至双方办公室 · 济南—武隆 | 援助资金未到账
      - Q-2025-0003 · 待受理，已升级至双方办公室 · 济南—武隆 | 培训名单未报
      [受理 Q-2025-0001] /problem acknowledge Q-2025-0001
      [受理 Q-2025-0002] /problem acknowledge Q-2025-0002
      [受理 Q-2025-0003] /problem acknowledge Q-2025-0003"
    `)
  })

  it('is told of in status and summary until it is resolved, the one that climbed first', async () => {
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    await office.say(jinan, '问题 武隆 援助资金未到账')
    await office.say(wulong, '问题 受理 Q-2025-0001')
    office.moveTo('2025-03-10T10:00')
    await office.say(jinan, '问题 武隆 培训名单未报')
    const { status, digest } = office.features.find(({ name }) => name === 'problems') ?? {}
    const today = office.clock.today()
    const week = daysOfWeek('2025-W10')
    if (!status || !digest || !week) throw new Error('no sections')
    const [blocks, columns, data] = await office.database.transact(async (transaction) => [
      await status.pair(transaction, office.pair(1), today, translatorOf('zh-CN'), office.clock.now()),
      await status.overview(transaction, today, translatorOf('en')),
      await digest.collect(transaction, week, today),
    ])
    expect(plain(card(...blocks))).toBe('# 问题\n待受理: 2个，其中已升级1个\n已受理: 1个')
    expect(columns.map(({ title, total }) => `${title} ${total}`)).toEqual(['Problems 3', 'Raised 1'])
    const told = digest.present(data, [office.pair(1)], translatorOf('zh-CN'))
    expect(plain(card(...told.blocks))).toMatchInlineSnapshot(`
      "# 未解决的问题
      - Q-2025-0002 · 待受理，已升级至省级办公室 | 援助资金未到账 · 3月3日起，已过5个工作日；3月17日仍未受理将升级至联席会议
      - Q-2025-0001 · 已受理 | 冷链项目用地手续未批 · 3月3日起，3月3日停止，用时0个工作日"
    `)
    expect(told.overdue).toEqual({
      count: 1,
      lines: ['Q-2025-0002 援助资金未到账：待受理，已升级至省级办公室'],
    })
    const list = await office.read(wulong, '/problem list 武隆')
    expect(list.match(/Q-2025-\d+/g)).toEqual(['Q-2025-0002', 'Q-2025-0003', 'Q-2025-0001'])
    expect(await office.read(wulong, '问题 列表 武隆 已升级')).toContain('共1个')
  })
})

describe('a problem', () => {
  beforeAll(open)

  it.each([
    ['问题 武隆 冷链项目用地手续未批，影响开工', 1, '冷链项目用地手续未批，影响开工'],
    ['问题 武隆：冷链项目用地手续未批', 1, '冷链项目用地手续未批'],
    ['问题 济南市拨付武隆的资金未到账', 1, '济南市拨付武隆的资金未到账'],
    ['/problem Zibo: the permit of the Shizhu plant is late', 2, 'the permit of the Shizhu plant is late'],
  ])('is read whole: %s', async (line, position, about) => {
    await office.say(administrator, line)
    const [last] = await office.database.client.problem.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(last).toMatchObject({ about, pairId: office.pair(position).id })
  })

  it.each([
    [{}, '问题 用地手续未批', '没有写明是哪个结对'],
    [{}, '问题 济南和淄博都反映培训名单未报', '没有写明是哪个结对'],
    [{ scope: 1 }, '问题 淄博的培训名单未报', '没有写明是哪个结对'],
    [{}, '问题 武隆 用地手续未批 支援方:张三', '支援方没有登记名为“张三”的联络员'],
    [{}, '问题 武隆 用地手续未批 支援方:test:recipient-1', '支援方没有登记名为“test:recipient-1”的联络员'],
  ])('is asked about in %o: %s', async ({ scope }: { scope?: number }, line, problem) => {
    const person = {
      ...administrator,
      ...(scope !== undefined && { scope: { kind: 'pair' as const, pair: office.pair(scope) } }),
    }
    await expect(office.say(person, line)).rejects.toThrow()
    const failure = await office.say(person, line).catch((error: unknown) => error)
    expect(translatorOf('zh-CN').say((failure as { notice: never }).notice)).toContain(problem)
  })

  it('is the channel’s where nothing else is said, and names its owners where names may be read', async () => {
    const here = { ...jinan, scope: { kind: 'pair' as const, pair: office.pair(1) } }
    const line = '问题 用地手续未批 支援方:test:assisting-1 受援方:武隆区规划自然资源局'
    const reference = (await office.say(here, line)).record
    const shown = await office.read(here, `/problem show ${reference}`)
    expect(shown).toContain('支援方责任单位（人）: 群内不显示\n受援方责任单位（人）: 武隆区规划自然资源局')
    expect(await office.read({ ...jinan, private: true }, `/problem show ${reference}`)).toContain(
      '支援方责任单位（人）: test:assisting-1',
    )
  })

  it('cannot be acknowledged when it is resolved, nor opened again while it waits', async () => {
    const { record } = await office.say(jinan, '问题 武隆 用地手续未批')
    await expect(office.say(wulong, `问题 重开 ${record} 再次出现`)).rejects.toThrow('problems.stillOpen')
    await office.say(wulong, `问题 解决 ${record} 已批复`)
    await expect(office.say(wulong, `问题 受理 ${record}`)).rejects.toThrow('problems.alreadyResolved')
  })
})

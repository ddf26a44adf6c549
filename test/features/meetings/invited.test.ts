import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { invitedField } from '../../../src/features/meetings/invited/field.ts'
import { officersInvited } from '../../../src/features/meetings/invited/invited.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person

/** An officer with a name, of a pair's side or, without a pair, of the programme. */
const named = async (name: string, position: number | undefined, works?: string): Promise<Person> => {
  const account = `test:${name}${position ?? ''}`
  await office.database.client.officer.create({
    data: {
      name,
      role: 'officer',
      side: 'recipient',
      ...(position === undefined
        ? { scope: 'programme' as const }
        : { scope: 'pair' as const, pairId: office.pair(position).id }),
      ...(works !== undefined && { office: works }),
      createdAt: office.clock.now(),
      createdBy: 'test:admin',
      accounts: { create: { reference: account, name } },
    },
  })
  return { account }
}

const invitedTo = (reference: string): Promise<string[]> =>
  office.database.transact(async (transaction) => {
    const meeting = await transaction.meeting.findUniqueOrThrow({ where: { reference } })
    const officers = await officersInvited(transaction, office.registry, meeting, 'zh-CN')
    return officers.map(({ name }) => name)
  })

beforeEach(async () => {
  office = await openOffice(createMeetings, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  await named('张伟', 1)
  await named('李明', 2)
})

/** What is told to all pairs is agreed to first. */
const agreed = async (line: string) => {
  const { card } = await office.say(administrator, line)
  return office.press(administrator, card, '确认发布')
}

const schedule = (invited: string, at = '3月20日下午2点半 济南') =>
  office.read(jinan, `会议 ${at} 联席会议 邀请：${invited}`)

describe('who is invited', () => {
  it('are the liaison officers of both sides, unless it is said', async () => {
    expect(await office.read(jinan, '会议 3月20日下午2点半 济南 联席会议')).not.toContain('邀请')
    expect(await invitedTo('M-2025-0001')).toEqual(['test:assisting-1', 'test:recipient-1', '张伟'])
    expect(await office.read(jinan, '会议 修改 M-2025-0001 邀请:双方联络员')).toContain('没有变化')
  })

  it('are units, places and officers by name; whoever speaks for a place passes on what a unit is told', async () => {
    expect(await schedule('武隆区乡村振兴局、李明')).toContain('邀请: 武隆区乡村振兴局、李明')
    expect(await invitedTo('M-2025-0001')).toEqual(['test:recipient-1', '张伟', '李明'])
    expect(await office.read(jinan, '会议 修改 M-2025-0001 邀请:济南市、张伟局长')).toContain('济南、张伟')
    expect(await invitedTo('M-2025-0001')).toEqual(['test:assisting-1', '张伟'])
    expect(await schedule('经济和信息化局', '5月20日下午2点半 济南')).toContain(
      '以下单位没有已登记人员，系统无法通知，请另行通知：经济和信息化局。',
    )
  })

  it('are those who work at an office that the program knows', async () => {
    await named('王芳', undefined, '重庆市扶贫开发办公室')
    await schedule('重庆市扶贫开发办公室')
    expect(await invitedTo('M-2025-0001')).toEqual(['王芳'])
    const english = { ...jinan, locale: 'en' } as const
    expect(await office.read(english, 'meeting show M-2025-0001')).toContain(
      'Invited: Chongqing City Poverty Alleviation Office',
    )
  })

  it('are officers of all pairs or of some where all pairs meet', async () => {
    await agreed('会议 4月10日上午9点 山东 工作会议')
    expect(await invitedTo('M-2025-0001')).toHaveLength(4)
    const some = await agreed('会议 修改 M-2025-0001 邀请:济南、石柱')
    expect(plain(some.card)).toContain('济南—武隆、淄博—石柱')
    expect(await invitedTo('M-2025-0001')).toHaveLength(4)
    await agreed('会议 修改 M-2025-0001 邀请:淄博—石柱')
    expect(await invitedTo('M-2025-0001')).toEqual(['李明'])
    await expect(schedule('全部结对')).rejects.toThrow('meetings.invited.allOfPair')
  })

  it('are no persons whom nobody can tell, and never two for one name of the pair’s', async () => {
    await expect(schedule('赵磊')).rejects.toThrow('meetings.invited.unknownPerson')
    await expect(schedule('？？')).rejects.toThrow('参会单位')
    await named('李明', 1)
    await schedule('李明')
    expect(await invitedTo('M-2025-0001')).toHaveLength(1)
  })

  it('are named to officers in private only, and counted elsewhere', async () => {
    expect(await schedule('武隆、李明')).toContain('邀请: 武隆、李明')
    expect(await office.read(jinan, '会议 查看 M-2025-0001')).toContain('邀请: 武隆、另有1人')
    expect(await office.read({ ...jinan, private: true }, '会议 查看 M-2025-0001')).toContain('武隆、李明')
    const { card } = await office.say(jinan, '会议 查看 M-2025-0001')
    expect(JSON.stringify(card)).not.toContain('李明')
  })

  it('are told in private when they are invited by name, once for each change, and not who did it', async () => {
    await schedule('张伟、李明、联络员')
    const said = () =>
      office.sent.splice(0).map(({ to, card }) => `${to} ${plain(card).split('\n')[0]?.replace('# ', '')}`)
    expect(said()).toEqual(['test:张伟1 会议 M-2025-0001', 'test:李明2 会议 M-2025-0001'])
    await office.say(jinan, '会议 改期 M-2025-0001 3月21日上午9点')
    expect(said()).toEqual(['test:张伟1 会议变更', 'test:李明2 会议变更'])
    await office.say(jinan, '会议 修改 M-2025-0001 议题:产业协作')
    expect(said()).toEqual([])
  })
})

describe('what an invited officer has at the same time', () => {
  it('is said and not refused, with names for officers in private', async () => {
    await office.say(administrator, '会议 3月20日下午3点 淄博 座谈会')
    expect(await schedule('李明')).toContain('受邀人员中有1人同一时段另有会议：M-2025-0001。')
    const inPrivate = { ...jinan, private: true }
    expect(await office.read(inPrivate, '会议 改期 M-2025-0002 3月20日下午3点')).toContain(
      '李明同一时段另有会议：M-2025-0001。',
    )
    expect(await office.read(jinan, '会议 改期 M-2025-0002 3月20日下午5点')).not.toContain('另有会议')
  })
})

describe('reminders in private', () => {
  const told = (wallClock: string) => {
    office.moveTo(wallClock)
    return office.runDue().then(() =>
      office.sent
        .splice(0)
        .map(({ to }) => to)
        .filter((to) => to !== 'test:ours'),
    )
  }

  it('go to those who are invited and have not answered, with the buttons to do so', async () => {
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议 议题:产业协作')
    await office.say(wulong, '会议 参加 M-2025-0001')
    office.sent.splice(0)
    office.moveTo('2025-04-07T09:00')
    await Promise.all([office.runDue(), office.runDue()])
    expect(office.sent.map(({ to }) => to)).toEqual(['test:assisting-1', 'test:张伟1'])
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).toContain('[参加] /meeting accept M-2025-0001')
    office.sent.splice(0)
    await office.say({ ...jinan, private: true }, '会议 不参加 M-2025-0001 出差')
    expect(await told('2025-04-10T13:30')).toEqual(['test:张伟1'])
  })

  it('go to nobody when the meeting is moved, cancelled or over', async () => {
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议 议题:产业协作')
    await office.say(jinan, '会议 6月12日下午2点半 济南 联席会议 议题:产业协作')
    await office.say(jinan, '会议 改期 M-2025-0001 4月17日上午9点')
    await office.say(jinan, '会议 取消 M-2025-0002')
    expect(await told('2025-04-10T13:30')).toEqual([])
    expect(await told('2025-04-17T09:30')).toEqual([])
    // The host is reminded of its minutes.
    expect(await told('2025-04-24T09:00')).toEqual(['test:assisting-1'])
    expect(await told('2025-06-12T13:30')).toEqual([])
  })

  it('leave a list of who has not answered: names in private, how many elsewhere', async () => {
    await office.say(jinan, '会议 4月10日下午2点半 济南 联席会议')
    await office.say(wulong, '会议 参加 M-2025-0001')
    expect(await office.read(jinan, '会议 回执 M-2025-0001')).toContain('未回复2人。')
    expect(await office.read({ ...jinan, private: true }, '会议 回执 M-2025-0001')).toContain(
      '未回复：test:assisting-1、张伟。',
    )
  })
})

describe('the field', () => {
  it('never throws, and reads back what it shows and writes', () => {
    const type = invitedField(office.registry)
    for (const locale of ['zh-CN', 'en'] as const) {
      const reading = { today: toDay('2025-03-03'), translate: translatorOf(locale) }
      const words = ['济南', '济南—武隆', '联络员', '武隆区乡村振兴局', '张伟', 'Zhang Wei', '经济和信息化局']
      fc.assert(
        fc.property(fc.subarray(words, { minLength: 1 }), (some) => {
          const outcome = type.validate(some.join('、'), reading)
          if (outcome.kind !== 'value') throw new Error(some.join())
          expect(type.validate(type.write(outcome.value), reading)).toEqual(outcome)
          expect(type.validate(type.show(outcome.value, reading), reading)).toEqual(outcome)
        }),
      )
      fc.assert(fc.property(fc.string(), (text) => void type.validate(text, reading)))
    }
    const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
    expect(type.validate('张伟和李明', reading)).toEqual(type.validate('张伟、李明', reading))
  })
})

describe('what is told to all pairs', () => {
  const heard = () => office.sent.splice(0).map(({ to, topic }) => [to, topic ?? 'notice'].join(' '))

  beforeEach(async () => {
    await office.bind('test:all', undefined)
    for (const position of [1, 2, 3]) await office.bind(`test:pair-${position}`, position)
  })

  it('is shown first with how many hear of it, and does nothing until somebody agrees', async () => {
    const { card } = await office.say(
      administrator,
      '会议 4月10日上午9点 山东 工作会议 议题：年度协议 邀请：全部结对、李明',
    )
    expect(plain(card)).toMatchInlineSnapshot(`
      "# 发布前请确认
      (warning) 确认后发至4个频道，并私下告知1名受邀人员。受邀4人，未回复的会前私下提醒。确认前不保存、不发送。
      # 会议 M-2025-0001
      山东省·重庆市东西部协作2025年第一次工作会议
      时间: 4月10日（周四）09:00至11:00（北京时间）
      主办方: 山东（全部结对）
      形式: 线下
      地点或链接: 未填
      议题: 年度协议
      邀请: 全部结对、另有1人
      状态: 待召开
      [确认发布] meetings.announce
      [取消] form.cancel"
    `)
    expect(heard()).toEqual([])
    expect(await office.database.client.meeting.count()).toBe(0)
    const { card: done } = await office.press(administrator, card, '确认发布')
    expect(plain(done)).toContain('已登记会议 M-2025-0001')
    const everybody = ['test:all', 'test:pair-1', 'test:pair-2', 'test:pair-3'].map(
      (to) => `${to} meeting:M-2025-0001`,
    )
    expect(heard()).toEqual([...everybody, 'test:李明2 notice'])
    await expect(office.press(administrator, card, '确认发布')).rejects.toThrow('meetings.preview.gone')
  })

  it('is previewed by the same rules that will be followed: what is refused is refused at once', async () => {
    await expect(office.say(jinan, '会议 4月10日上午9点 山东 工作会议')).rejects.toThrow('wholeProgramme')
    const first = await office.say(administrator, '会议 4月10日上午9点 山东 工作会议')
    await office.press(administrator, first.card, '确认发布')
    await expect(office.say(administrator, '会议 4月10日上午10点 重庆 座谈会')).rejects.toThrow('collides')
  })

  it('is a change or a cancellation too, which is void when the meeting changes meanwhile', async () => {
    await agreed('会议 4月10日上午9点 山东 工作会议')
    heard()
    const { card } = await office.say(administrator, '会议 改期 M-2025-0001 4月11日上午9点')
    expect(plain(card)).toContain('时间: 4月11日（周五）09:00至11:00（北京时间），原为4月10日')
    expect(heard()).toEqual([])
    // Of what nobody is told nothing is asked.
    expect(await office.read(administrator, '会议 修改 M-2025-0001 议题:年度协议')).toContain('年度协议')
    heard()
    await expect(office.press(administrator, card, '确认发布')).rejects.toThrow('changedMeanwhile')
    await agreed('会议 改期 M-2025-0001 4月11日上午9点')
    expect(heard()).toHaveLength(4)
    // So is the edited message that scheduled it.
    const edited = await office.say(administrator, '会议 4月14日上午9点 山东 工作会议', 'M-2025-0001')
    expect(plain(edited.card)).toContain('4月14日（周一）09:00至11:00（北京时间），原为4月11日')
    expect(heard()).toEqual([])
    await office.press(administrator, edited.card, '确认发布')
    expect(heard()).toHaveLength(4)
    // Who is not invited any more hears that too.
    await agreed('会议 修改 M-2025-0001 邀请:济南、石柱')
    expect(heard()).toHaveLength(4)
    await agreed('会议 取消 M-2025-0001 另行通知')
    expect(heard()).toEqual(['test:all notice', 'test:pair-1 notice', 'test:pair-2 notice'])
  })
})

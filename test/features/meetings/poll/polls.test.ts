import { beforeEach, describe, expect, it } from 'vitest'
import { renderCard } from '../../../../src/adapters/slack/render.ts'
import { render as renderOnTelegram } from '../../../../src/adapters/telegram/render.ts'
import { createDigest } from '../../../../src/features/digest/index.ts'
import { createHistory } from '../../../../src/features/history/index.ts'
import { createMeetings } from '../../../../src/features/meetings/index.ts'
import { createPolls } from '../../../../src/features/meetings/poll/index.ts'
import { createStatus } from '../../../../src/features/status/index.ts'
import {
  administrator,
  type Office,
  officerOf,
  openOffice,
  type Person,
  stranger,
} from '../../../harness/office.ts'
import { plain } from '../../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createPolls, createHistory, createStatus, createDigest)
  jinan = await officerOf(office, 1, 'assisting')
  wulong = await officerOf(office, 1, 'recipient')
  await office.bind('test:ours', 1)
})

const open = '会议 投票 武隆 联席会议 3月20日下午2点、3月21日上午9点、3月25日上午 截止3月12日'
const show = (person = jinan) => office.read(person, '投票 查看 C-2025-0001')
/** What was said since it was last looked at: to whom, and the first line. */
const said = () => office.sent.splice(0).map(({ to, card }) => `${to}: ${plain(card).split('\n')[0]}`)
/** The card of the poll stands in the channel. */
const stand = () =>
  office.database.client.posted.create({
    data: {
      topic: 'poll:C-2025-0001',
      conversation: 'test:ours',
      locale: 'zh-CN',
      messages: ['1'],
      card: {},
      asOf: office.clock.now(),
    },
  })
const refusal = async (person: Person, line: string) => {
  try {
    return plain((await office.say(person, line)).card)
  } catch (error) {
    return (error as Error).message
  }
}

describe('a poll', () => {
  it('stands as one card in each channel, and counts each side without names', async () => {
    await office.bind('test:english', 1, 'en')
    const opened = await office.say(jinan, open)
    expect(plain(opened.card)).toContain('(success) 已发起投票 C-2025-0001。')
    expect(office.sent.map(({ to, topic }) => `${to} ${topic}`)).toEqual([
      'test:ours poll:C-2025-0001',
      'test:english poll:C-2025-0001',
    ])
    expect(plain(office.sent[1]?.card ?? { blocks: [] })).toContain('1. Thu 20 Mar 14:00: no answers yet')
    office.sent.splice(0)
    await stand()
    const { audience, card } = await office.say(wulong, '会议 答复 C-2025-0001 1可以 2不行')
    expect(audience).toBe('actor')
    expect(plain(card)).toBe(
      '(success) 已记下您对投票 C-2025-0001 的答复：1可以、2不行。截止前可以更改。\n(warning) 第3个时间还未答复。',
    )
    expect(office.sent.map(({ to, topic }) => `${to} ${topic}`)).toEqual(['test:ours poll:C-2025-0001'])
    expect(plain(office.sent[0]?.card ?? { blocks: [] })).toMatchInlineSnapshot(`
      "# 投票 C-2025-0001
      联席会议时间投票（济南—武隆）
      主办方: 武隆（济南—武隆）
      截止: 3月12日（周三）17:00（北京时间）
      每方至少: 1人
      候选时间: 每次2小时，北京时间
      1. 3月20日（周四）14:00: 武隆 1可以
      2. 3月21日（周五）09:00: 武隆 1不行
      3. 3月25日（周二）09:00: 尚无答复
      已答复: 济南0/1人、武隆0/1人
      目前最合适: 尚无双方人数都够的时间
      状态: 进行中
      [1可以] /poll vote C-2025-0001 1 yes
      [1也行] /poll vote C-2025-0001 1 if need be
      [1不行] /poll vote C-2025-0001 1 no
      [2可以] /poll vote C-2025-0001 2 yes
      [2也行] /poll vote C-2025-0001 2 if need be
      [2不行] /poll vote C-2025-0001 2 no
      [3可以] /poll vote C-2025-0001 3 yes
      [3也行] /poll vote C-2025-0001 3 if need be
      [3不行] /poll vote C-2025-0001 3 no
      [都可以] /poll vote C-2025-0001 rest yes
      [加时间] form.begin
      [结束投票] /poll close C-2025-0001
      [修改] form.begin"
    `)
    await office.say(wulong, '/poll vote 1 no')
    expect(await show()).toContain('1. 3月20日（周四）14:00: 武隆 1不行\n2. 3月21日（周五）09:00: 武隆 1不行')
    expect(await show({ ...wulong, private: true })).toContain(
      '# 各人答复\n- test:assisting-1 | 未答复\n- test:recipient-1 | 1不行、2不行',
    )
  })

  it('of eight times is one message on Telegram and on Slack, with a row of three buttons for each', async () => {
    await office.say(jinan, '投票 武隆 联席会议 4月7、8、9、10、11、14、15、16日上午9点')
    for (const [locale, conversation] of [
      ['zh-CN', 'test:ours'],
      ['en', 'test:english'],
    ] as const) {
      if (locale === 'en') {
        await office.bind(conversation, 2, 'en')
        await office.say(administrator, '投票 石柱 联席会议 4月7、8、9、10、11、14、15、16日上午9点')
      }
      const card = office.sent.findLast(({ to }) => to === conversation)?.card ?? { blocks: [] }
      const [message, ...others] = renderOnTelegram(card, locale)
      expect(others).toEqual([])
      expect(message?.buttons.slice(0, 8).map((row) => row.length)).toEqual(Array(8).fill(3))
      expect(renderCard(card, locale).messages).toHaveLength(1)
    }
  })

  it('marks weekends, holidays, make-up workdays, and what collides', async () => {
    await office.say(jinan, '会议 4月8日上午10点 济南 座谈会')
    const preview = await office.say(administrator, '会议 4月9日上午10点 山东 工作会议')
    await office.press(administrator, preview.card, '确认发布')
    await office.say(jinan, '投票 武隆 联席会议 4月4日、5日、8日、9日、27日上午9点')
    const card = await show()
    for (const line of [
      '1. 4月4日（周五）09:00: 尚无答复；节假日',
      '2. 4月5日（周六）09:00: 尚无答复；周末',
      '3. 4月8日（周二）09:00: 尚无答复；与本结对会议冲突',
      '4. 4月9日（周三）09:00: 尚无答复；主办方另有会议；2名联络员另有会议',
      '5. 4月27日（周日）09:00: 尚无答复；调休上班',
    ])
      expect(card).toContain(line)
    expect(await refusal(jinan, '投票 定 C-2025-0001 3 已协商')).toBe('meetings.collides')
  })

  it('marks what collides as it is by now', async () => {
    await office.say(jinan, open)
    await stand()
    said()
    const now = () => {
      const sent = office.sent.splice(0).filter(({ topic }) => topic === 'poll:C-2025-0001')
      return sent.map(({ card }) => plain(card)).join()
    }
    await office.say(jinan, '会议 3月21日上午10点 济南 座谈会')
    expect(now()).toContain('2. 3月21日（周五）09:00: 尚无答复；与本结对会议冲突')
    await office.say(jinan, '会议 改期 M-2025-0001 3月20日下午3点')
    expect(now()).toMatch(/1\..*与本结对会议冲突\n2\. 3月21日（周五）09:00: 尚无答复\n/)
    await office.say(jinan, '会议 取消 M-2025-0001')
    expect(now()).not.toContain('冲突')
    await office.say(jinan, '会议 6月12日上午9点 济南 座谈会')
    expect(now()).toBe('')
  })

  it('ends when all have answered, and its best time is taken with one press', async () => {
    await office.say(jinan, open)
    await stand()
    await office.say(jinan, '会议 答复 C-2025-0001 1也行 2可以 3可以')
    said()
    await office.say(wulong, '会议 答复 C-2025-0001 2可以 其余不行')
    expect(said()).toEqual([
      'test:ours: # 投票 C-2025-0001',
      'test:assisting-1: 投票 C-2025-0001 已截止，请选定时间、延期或取消。',
    ])
    const { card } = await office.say(wulong, '投票 查看 C-2025-0001')
    expect(plain(card)).toContain('目前最合适: 2. 3月21日（周五）09:00')
    const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    const take = buttons.find(({ label }) => label === '定第2个时间')?.press.values.text ?? ''
    const taken = await office.say(wulong, take)
    expect(plain(taken.card)).toContain('已按投票 C-2025-0001 安排会议 M-2025-0001。')
    expect(plain(taken.card)).toContain('武隆区·济南市东西部协作2025年第一次联席会议')
    expect(plain(taken.card)).toContain('3月21日（周五）09:00至11:00')
    expect(await show()).toMatch(/会议: M-2025-0001[\s\S]*状态: 已定/)
    expect(await refusal(jinan, '/poll vote C-2025-0001 all yes')).toBe('polls.vote.taken')
    expect(await refusal(jinan, '投票 修改 C-2025-0001 类型:座谈会')).toBe('polls.alreadyTaken')
    // What was announced is called off, and the poll is free for another time.
    expect(await refusal(wulong, '/undo C-2025-0001')).toBe('polls.undoMeeting')
    await office.say(wulong, '会议 取消 M-2025-0001')
    expect(await refusal(wulong, '投票 定 C-2025-0001 3')).toBe('polls.take.refused')
    await office.say(wulong, '投票 定 C-2025-0001 3 已电话协商一致')
    expect(await show()).toMatch(/会议: M-2025-0002\n原因: 已电话协商一致/)
  })

  it('is decided by whoever made it, or by the host, and answered by who is asked', async () => {
    const zibo = await officerOf(office, 2, 'assisting')
    await office.say(wulong, '投票 武隆 座谈会 3月20日下午、3月21日上午')
    expect(await refusal(jinan, '投票 结束 C-2025-0001')).toBe('polls.decider')
    expect(await refusal(zibo, '/poll vote C-2025-0001 all yes')).toBe('polls.vote.notAsked')
    const ours = { kind: 'pair', pair: office.pair(1) } as const
    expect(await refusal({ ...stranger, scope: ours }, '/poll vote C-2025-0001 all yes')).toBe(
      'polls.vote.officers',
    )
    expect(await refusal(jinan, '/poll vote C-2025-0001 3 yes')).toBe('polls.vote.noSuch')
    const closed = await office.say(wulong, '投票 结束 C-2025-0001')
    expect(closed.audience).toBe('actor')
    expect(await refusal(jinan, '/poll vote C-2025-0001 all yes')).toBe('polls.vote.early')
    expect(await refusal(wulong, '投票 加时间 C-2025-0001 3月26日上午')).toBe('polls.add.over')
    await office.say(wulong, '投票 延期 C-2025-0001 3月14日')
    await office.say(wulong, '投票 加时间 C-2025-0001 3月26日上午9点半')
    expect(await show()).toMatch(/截止: 3月14日（周五）17:00[\s\S]*3\. 3月26日（周三）09:30/)
    await office.say(wulong, '投票 取消 C-2025-0001 改为书面征求意见')
    expect(await refusal(jinan, '/poll vote C-2025-0001 all yes')).toBe('polls.vote.cancelled')
  })

  it('names nobody to officers of other pairs, and offers them nothing', async () => {
    await office.say(wulong, open)
    await office.say(jinan, '/poll vote C-2025-0001 all yes')
    const zibo = { ...(await officerOf(office, 2, 'assisting')), private: true }
    const labels = async (person: Person) =>
      (await office.say(person, '投票 查看 C-2025-0001')).card.blocks.flatMap((block) =>
        block.type === 'actions' ? block.actions.map(({ label }) => label) : [],
      )
    expect(await show({ ...jinan, private: true })).toContain('test:assisting-1')
    expect(await show(zibo)).not.toContain('test:')
    expect(await labels(zibo)).toEqual(['投票清单'])
    // Who is asked answers; whoever made it, and the host, may end it.
    expect(await labels({ ...jinan, private: true })).not.toContain('结束投票')
    expect(await labels({ ...wulong, private: true })).toContain('结束投票')
  })

  it('refuses what cannot be, and says which field', async () => {
    expect(await refusal(jinan, '投票 武隆 座谈会 3月1日下午、3月2日上午')).toBe('polls.past')
    expect(await refusal(jinan, '投票 武隆 座谈会 3月20日、21日下午 截止3月20日下午5点')).toBe(
      'polls.closesLate',
    )
    await office.say(jinan, '投票 武隆 座谈会 3月20日、21日下午')
    expect(await refusal(jinan, '投票 延期 C-2025-0001 2025年3月1日')).toBe('polls.closesPast')
    expect(await refusal(jinan, '投票 延期 C-2025-0001 3月21日')).toBe('polls.closesLate')
  })

  it('stays in the status of its pair, in the table of all pairs and in the weekly summary until something comes of it', async () => {
    await office.say(jinan, open)
    const ours = { ...jinan, scope: { kind: 'pair', pair: office.pair(1) } } as const
    expect(await office.read(ours, '进展 武隆')).toContain('# 投票\n未定的投票: 1次')
    expect(await office.read(jinan, '进展 全部')).toMatch(/未定的投票[\s\S]*济南—武隆[^\n]*1/)
    expect(await office.read(ours, '周报 预览 武隆')).toContain(
      '# 未定的会议时间投票\n- C-2025-0001 · 联席会议 · 进行中 | 3月12日（周三）17:00（北京时间）',
    )
    await office.say(jinan, '投票 取消 C-2025-0001')
    expect(await office.read(ours, '进展 武隆')).not.toContain('投票')
    expect(await office.read(ours, '周报 预览 武隆')).not.toContain('投票')
  })

  it('that was just opened may be taken back; what somebody answered may not', async () => {
    await office.say(jinan, open)
    await office.say(jinan, '/undo')
    expect(await show()).toContain('状态: 已取消')
    await office.say(jinan, open)
    await office.say(jinan, '/poll vote C-2025-0002 all yes')
    expect(await refusal(jinan, '/undo C-2025-0002')).toBe('polls.undoAnswered')
  })
})

describe('the times of a poll', () => {
  /** Runs what is due, as two processes do. */
  const runAt = async (wallClock: string) => {
    office.moveTo(wallClock)
    await Promise.all([office.runDue(), office.runDue()])
    return said()
  }

  it('remind only who has not answered, in private, one workday before; and end it, once', async () => {
    await office.say(jinan, open)
    await stand()
    await office.say(jinan, '会议 答复 C-2025-0001 都可以')
    said()
    expect(await runAt('2025-03-10T17:00')).toEqual([])
    expect(await runAt('2025-03-11T09:00')).toEqual(['test:recipient-1: # 投票提醒'])
    expect(await runAt('2025-03-12T16:59')).toEqual([])
    expect(await runAt('2025-03-12T17:00')).toEqual([
      'test:ours: # 投票 C-2025-0001',
      'test:assisting-1: 投票 C-2025-0001 已截止，请选定时间、延期或取消。',
    ])
    expect(await runAt('2025-03-13T09:00')).toEqual([])
  })

  it('offer to extend, to take a time for a reason, or to drop it, where too few have answered', async () => {
    await office.say(jinan, open)
    await office.say(jinan, '会议 答复 C-2025-0001 2可以 其余也行')
    await runAt('2025-03-12T17:00')
    const { card } = await office.say(jinan, '投票 查看 C-2025-0001')
    expect(plain(card)).toMatchInlineSnapshot(`
      "# 投票 C-2025-0001
      联席会议时间投票（济南—武隆）
      主办方: 武隆（济南—武隆）
      截止: 3月12日（周三）17:00（北京时间）
      每方至少: 1人
      候选时间: 每次2小时，北京时间
      1. 3月20日（周四）14:00: 济南 1也行
      2. 3月21日（周五）09:00: 济南 1可以
      3. 3月25日（周二）09:00: 济南 1也行
      已答复: 济南1/1人、武隆0/1人
      目前最合适: 尚无双方人数都够的时间
      状态: 已截止，待定
      [仍定第2个（写明原因）] form.begin
      [另选一个时间] form.begin
      [延期] form.begin
      [取消投票] /poll cancel C-2025-0001
      [修改] form.begin
      [投票清单] /poll list pair:"武隆""
    `)
    expect(await refusal(jinan, '投票 定 C-2025-0001 2')).toBe('polls.take.few')
    await office.say(jinan, '投票 延期 C-2025-0001 3月14日')
    expect(await runAt('2025-03-13T09:00')).toEqual(['test:recipient-1: # 投票提醒'])
    await office.say(wulong, '/poll vote C-2025-0001 2 yes 3 no')
    expect(await runAt('2025-03-14T17:00')).toEqual([
      'test:assisting-1: 投票 C-2025-0001 已截止，请选定时间、延期或取消。',
    ])
    expect(await show()).toContain('目前最合适: 2. 3月21日（周五）09:00')
  })

  it('leave a poll alone that was dropped', async () => {
    await office.say(jinan, open)
    await office.say(jinan, '投票 取消 C-2025-0001')
    said()
    expect(await runAt('2025-03-12T17:00')).toEqual([])
  })
})

describe('a poll in plain words', () => {
  it('is answered by days, says when the last answer has ended it, and a time is taken by its day', async () => {
    await office.say(jinan, open)
    expect(await office.read(wulong, '投票 答复 C-2025-0001 20号可以 其余不行')).toContain(
      '1可以、2不行、3不行',
    )
    expect(await refusal(wulong, '投票 答复 C-2025-0001 22号可以')).toBe('polls.vote.noSuchDay')
    expect(await office.read(jinan, '投票 答复 C-2025-0001 第一个可以，其余也行')).toContain(
      '各方均已答复，投票结束。',
    )
    expect(await refusal(jinan, '投票 答复 C-2025-0001 都不行')).toBe('polls.vote.early')
    const taken = await office.read(jinan, '投票 定 C-2025-0001 20号')
    expect(taken).toContain('3月20日（周四）14:00')
    // What everybody was told of is called off, and not undone.
    expect(taken).not.toContain('[撤销]')
  })
})

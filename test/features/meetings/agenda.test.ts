import { beforeEach, describe, expect, it } from 'vitest'
import { actionsOf, type Card } from '../../../src/core/card.ts'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person

beforeEach(async () => {
  office = await openOffice(createMeetings, createProblems, createDecisions, createHistory)
  jinan = await officerOf(office, 1, 'assisting')
})

const joint = '会议 3月20日下午2点半 济南 联席会议'
const june = '会议 6月12日上午9点 济南 联席会议'

/** The agenda on a meeting's card, a line each. */
const agenda = async (meeting: string): Promise<string[]> => {
  const shown = await office.read(administrator, `/meeting show ${meeting}`)
  const [, lines = ''] = /^议题: ([\s\S]*?)\n状态/mu.exec(shown) ?? []
  return lines.split('\n')
}

/** What was said unasked since the last look. */
const said = () => office.sent.splice(0).map(({ to, card }) => ({ to: `${to}`, card, text: plain(card) }))

const pass = async (until: string) => {
  office.moveTo(until)
  await Promise.all([office.runDue(), office.runDue()])
}

describe('an item for the next meeting', () => {
  it('waits while none is set, stands on the one that is scheduled, and on no signing ceremony', async () => {
    const added = await office.read(jinan, '议题 添加 武隆 产业园用地')
    expect(added).toContain('列入会议: 安排会议后自动列入')
    await office.say(jinan, '会议 3月10日上午9点 济南 签约仪式')
    expect(await agenda('M-2025-0001')).toEqual(['未填'])
    await office.say(jinan, joint)
    await office.say(jinan, june)
    expect(await agenda('M-2025-0002')).toEqual(['1. 产业园用地（Y-2025-0001）'])
    expect(await agenda('M-2025-0003')).toEqual(['未填'])
    // A symposium that comes earlier takes nothing away from the joint meeting.
    await office.say(jinan, '会议 3月12日上午9点 济南 座谈会')
    await office.say(jinan, '议题 添加 武隆 互派挂职干部人选')
    expect(await agenda('M-2025-0002')).toHaveLength(2)
  })

  it('goes on to the next meeting when its own is called off, and comes back when that is taken back', async () => {
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    await office.say(jinan, joint)
    await office.say(jinan, june)
    await office.say(jinan, '会议 取消 M-2025-0001')
    expect(await agenda('M-2025-0002')).toEqual(['1. 产业园用地（Y-2025-0001）'])
    await office.say(jinan, '会议 取消 M-2025-0002')
    expect(await office.read(jinan, '议题 查看 Y-2025-0001')).toContain('安排会议后自动列入')
    await office.say(jinan, '/undo M-2025-0002')
    expect(await agenda('M-2025-0002')).toEqual(['1. 产业园用地（Y-2025-0001）'])
  })

  it('and stays away from a later one once its own is on again', async () => {
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    await office.say(jinan, joint)
    await office.say(jinan, june)
    await office.say(jinan, '议题 添加 武隆 挂职干部人选')
    await office.say(jinan, '议题 改列 Y-2025-0002 M-2025-0002')
    await office.say(jinan, '会议 取消 M-2025-0001')
    expect(await agenda('M-2025-0002')).toHaveLength(2)
    await office.say(jinan, '/undo M-2025-0001')
    expect(await agenda('M-2025-0001')).toEqual(['1. 产业园用地（Y-2025-0001）'])
    expect(await agenda('M-2025-0002')).toEqual(['1. 挂职干部人选（Y-2025-0002）'])
  })

  it('that was not reached returns by itself, once the host had two workdays to note what was treated', async () => {
    for (const about of ['产业园用地', '挂职干部人选', '劳务协作培训'])
      await office.say(jinan, `议题 添加 武隆 ${about}`)
    await office.say(jinan, joint)
    await office.say(jinan, june)
    said()
    await pass('2025-03-20T16:30')
    const [asked, ...others] = said().filter(({ text }) => text.includes('请标记已议的议题'))
    expect(others).toEqual([])
    expect(asked?.to).toBe('test:assisting-1')
    expect(asked?.text).toContain('3月24日后仍未标记的，自动转入下次会议。')
    await office.say(jinan, pressed(asked?.card, '1已议'))
    // Put on the table that day is for the next time.
    await office.say(jinan, '议题 添加 武隆 消费帮扶')
    await pass('2025-03-24T23:00')
    expect(await office.read(jinan, '/meeting minutes M-2025-0001')).toContain(
      '[议题] /agenda list M-2025-0001',
    )
    expect(await agenda('M-2025-0001')).toEqual([
      '1. 产业园用地（Y-2025-0001，已议）',
      '2. 挂职干部人选（Y-2025-0002）',
      '3. 劳务协作培训（Y-2025-0003）',
    ])
    expect(await agenda('M-2025-0002')).toEqual(['1. 消费帮扶（Y-2025-0004）'])
    await pass('2025-03-25T00:01')
    expect(await agenda('M-2025-0001')).toEqual(['1. 产业园用地（Y-2025-0001，已议）'])
    expect(await agenda('M-2025-0002')).toEqual([
      '1. 挂职干部人选（Y-2025-0002）',
      '2. 劳务协作培训（Y-2025-0003）',
      '3. 消费帮扶（Y-2025-0004）',
    ])
    expect(await office.read(jinan, '议题 查看 Y-2025-0001')).toContain('会议: M-2025-0001\n状态: 已议')
    // Noted late, it is of the meeting that is named, and no longer on the next one's agenda.
    await office.say(jinan, '议题 已议 Y-2025-0002 M-2025-0001')
    expect(await agenda('M-2025-0001')).toContain('2. 挂职干部人选（Y-2025-0002，已议）')
    expect(await agenda('M-2025-0002')).toHaveLength(2)
  })

  it('is put off, moved to another meeting, and put back', async () => {
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    await office.say(jinan, joint)
    await office.say(jinan, june)
    expect(await office.read(jinan, '议题 缓议 Y-2025-0001')).toContain('列入会议: M-2025-0002')
    expect(await office.read(jinan, '议题 改列 Y-2025-0001 M-2025-0001')).toContain('列入会议: M-2025-0001')
    expect(await office.read(jinan, '/undo')).toContain('列入会议: M-2025-0002')
    await office.say(jinan, '议题 撤下 Y-2025-0001 已解决')
    expect(await agenda('M-2025-0002')).toEqual(['未填'])
  })

  it('has its meeting’s card edited where that stands', async () => {
    await office.database.client.posted.create({
      data: {
        topic: 'meeting:M-2025-0001',
        conversation: 'test:pair-1',
        messages: ['1'],
        locale: 'zh-CN',
        card: { blocks: [] },
        asOf: office.clock.now(),
      },
    })
    await office.say(jinan, joint)
    said()
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    expect(said().map(({ to, text }) => [to, text.includes('1. 产业园用地（Y-2025-0001）')])).toEqual([
      ['test:pair-1', true],
    ])
    await office.say(administrator, '议题 常设 全部结对 资金进度')
    expect(said().map(({ text }) => text.includes('1. 资金进度（常设）\n2. 产业园用地'))).toEqual([true])
    await office.say(jinan, '议题 修改 Y-2025-0001 议题:产业园二期用地')
    expect(said().some(({ text }) => text.includes('产业园二期用地'))).toBe(true)
  })

  it('is of the officer’s own pair in private; whoever serves several is asked for it', async () => {
    expect(await office.read(jinan, '议题 添加 产业园用地')).toContain('结对: 济南—武隆')
    await expect(office.say(administrator, '议题 添加 产业园用地')).rejects.toThrow('programme.whichPair')
  })

  it.each([
    ['议题 添加 武隆', 'about would be asked for'],
    [`议题 添加 武隆 ${'很长'.repeat(151)}`, '300'],
    ['议题 添加 石柱 用地', 'programme.right.otherPair'],
    ['议题 常设 全部结对 资金进度', 'programme.right.wholeProgramme'],
    ['议题 已议 Y-2025-0009', 'records.unknown'],
    ['议题 改列 Y-2025-0001 M-2025-0002', 'agenda.otherPair'],
    ['议题 改列 Y-2025-0001 M-2025-0003', 'agenda.meetingOver'],
    ['议题 缓议 Y-2025-0002', 'agenda.isStanding'],
    ['议题 已议 Y-2025-0001 M-2025-0001', 'agenda.notBegun'],
    ['议题 已议 Y-2025-0001 M-2025-0002', 'agenda.otherPair'],
    ['会议 套用议程 M-2025-0004', 'agenda.template.over'],
  ])('is refused or asked about: %s', async (line, problem) => {
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    await office.say(jinan, '议题 常设 武隆 资金进度')
    await office.say(jinan, joint)
    await office.say(administrator, '会议 3月21日上午9点 淄博 联席会议')
    await office.say(jinan, '会议 3月22日上午9点 济南 联席会议')
    await office.say(jinan, '会议 取消 M-2025-0003')
    await office.say(jinan, '会议 2月20日上午9点 济南 联席会议 已召开')
    await expect(office.say(jinan, line)).rejects.toThrow(problem)
  })
})

describe('the agenda of a meeting', () => {
  it('begins with what earlier meetings left open, overdue first, on the next meeting only', async () => {
    const owners = '支援方:联络员 受援方:联络员'
    await office.say(jinan, `议定事项 武隆 报送培训名单 ${owners} 期限:3月31日`)
    await office.say(jinan, `议定事项 武隆 拨付首批资金 ${owners} 期限:3月7日`)
    await office.say(jinan, '议题 常设 武隆 资金进度')
    await office.say(jinan, `${joint} 议题：产业协作`)
    await office.say(jinan, june)
    office.moveTo('2025-03-10T10:00')
    expect(await agenda('M-2025-0001')).toEqual([
      '1. D-2025-0002 拨付首批资金（议定事项，已逾期）',
      '2. D-2025-0001 报送培训名单（议定事项，未办结）',
      '3. 资金进度（常设）',
      '4. 产业协作',
    ])
    expect(await agenda('M-2025-0002')).toEqual(['1. 资金进度（常设）'])
    expect(await office.read(jinan, '/agenda M-2025-0001')).toContain('- 资金进度（常设）\n- 产业协作')
    await office.say(jinan, '议定事项 办结 D-2025-0002 已拨付')
    expect(await agenda('M-2025-0001')).toHaveLength(3)
    // When the first one is over, the other is the next.
    office.moveTo('2025-03-21T10:00')
    expect(await agenda('M-2025-0001')).toEqual(['产业协作'])
    expect(await agenda('M-2025-0002')).toHaveLength(2)
  })

  it('is offered as it usually is for its kind, behind what is written, and is never written unasked', async () => {
    const { card } = await office.say(jinan, '会议 3月20日下午2点半 济南 座谈会')
    expect(await agenda('M-2025-0001')).toEqual(['未填'])
    const filled = await office.say(jinan, pressed(card, '套用常用议程'))
    expect(plain(filled.card)).toContain('议题 | 未填 | 介绍双方情况；交流协作意见；商谈下一步合作')
    expect(actionsOf(filled.card).map(({ label }) => label)).not.toContain('套用常用议程')
    await office.say(jinan, '/undo')
    await office.say(jinan, '会议 修改 M-2025-0001 议题:产业协作')
    await office.say(jinan, '会议 套用议程 M-2025-0001')
    expect((await agenda('M-2025-0001'))[0]).toBe('产业协作；介绍双方情况；交流协作意见；商谈下一步合作')
    expect(await office.read(jinan, '会议 套用议程 M-2025-0001')).toContain('没有变化')
  })

  it('is asked for while nobody put anything there: what every meeting treats is shown, and does not fill it', async () => {
    await office.say(jinan, '议题 常设 武隆 资金进度')
    await office.say(jinan, joint)
    await pass('2025-03-13T09:00')
    const [asked] = said().filter(({ text }) => text.includes('会议议题还没有填'))
    expect(asked?.text).toContain('议题: 1. 资金进度（常设）')
    expect(asked?.text).toContain('[套用常用议程] /meeting template M-2025-0001')
    await office.say(jinan, june)
    await office.say(jinan, '议题 添加 武隆 产业园用地')
    await office.say(jinan, '议题 改列 Y-2025-0002 M-2025-0002')
    await pass('2025-06-05T09:00')
    expect(said().filter(({ text }) => text.includes('会议议题还没有填'))).toEqual([])
  })
})

/** The line that a button types. */
const pressed = (card: Card | undefined, label: string): string =>
  actionsOf(card ?? { blocks: [] }).find((action) => action.label === label)?.press.values.text ?? ''

describe('a problem that nobody takes on', () => {
  const climb = (day: string) => pass(`2025-03-${day}T09:00`)

  it('stands on the agenda of the next joint meeting by itself, once, and says so', async () => {
    await office.say(jinan, `${joint} 议题：产业协作`)
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    for (const day of ['06', '10']) await climb(day)
    said()
    await climb('17')
    expect(said().map(({ text }) => text.split('\n')[0])).toContain(
      '(warning) 问题 Q-2025-0001 满10个工作日未受理，已列入会议 M-2025-0001 的议题。',
    )
    expect(await agenda('M-2025-0001')).toEqual(['1. 产业协作', '2. 冷链项目用地手续未批（Q-2025-0001）'])
    const shown = await office.read(jinan, '问题 查看 Q-2025-0001')
    expect(shown).toContain('会议议题: 已列入 M-2025-0001')
    expect(shown).not.toContain('[列入议题]')
    expect(await office.read(jinan, '问题 列入议题 Q-2025-0001')).toContain('没有变化')
    await office.say(jinan, '议题 已议 Y-2025-0001')
    expect(await office.read(jinan, '问题 查看 Q-2025-0001')).toContain('会议议题: 已在 M-2025-0001 讨论')
    // What nobody did is taken back by nobody's plain undo.
    expect(await office.read(jinan, '/undo')).toContain('Y-2025-0001')
    await expect(office.say(jinan, '/undo Y-2025-0001')).rejects.toThrow('history.nothingOf')
  })

  it('is on no agenda once it is resolved, and again when it is opened again', async () => {
    await office.say(jinan, joint)
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    await office.say(jinan, '问题 列入议题 Q-2025-0001')
    await office.say(jinan, '问题 受理 Q-2025-0001')
    expect(await agenda('M-2025-0001')).toEqual(['1. 冷链项目用地手续未批（Q-2025-0001）'])
    const resolved = await office.read(jinan, '问题 解决 Q-2025-0001 用地已批复')
    expect(resolved).not.toContain('会议议题')
    expect(await agenda('M-2025-0001')).toEqual(['未填'])
    expect(await office.read(jinan, '/agenda 武隆')).toContain('暂无待议议题')
    await office.say(jinan, '问题 重开 Q-2025-0001 批复被撤回')
    expect(await agenda('M-2025-0001')).toEqual(['1. 冷链项目用地手续未批（Q-2025-0001）'])
  })

  it('waits for a joint meeting where none is set: a symposium is none', async () => {
    await office.say(jinan, '会议 3月28日上午9点 济南 座谈会')
    await office.say(jinan, '问题 武隆 冷链项目用地手续未批')
    for (const day of ['06', '10']) await climb(day)
    said()
    await climb('17')
    expect(said().map(({ text }) => text.split('\n')[0])).toContain(
      '(warning) 问题 Q-2025-0001 满10个工作日未受理，已列入待议议题，安排联席会议后自动列入。',
    )
    expect(await agenda('M-2025-0001')).toEqual(['未填'])
    expect(await office.read(jinan, '议题 武隆')).toContain('安排联席会议后自动列入')
    await office.say(jinan, june)
    expect(await agenda('M-2025-0002')).toEqual(['1. 冷链项目用地手续未批（Q-2025-0001）'])
  })
})

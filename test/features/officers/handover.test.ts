import { beforeEach, expect, it } from 'vitest'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createPolls } from '../../../src/features/meetings/poll/index.ts'
import { createOfficers } from '../../../src/features/officers/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { createSupervision } from '../../../src/features/supervision/index.ts'
import { administrator, type Office, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
const li: Person = { account: 'telegram:42', private: true }
const fang: Person = { account: 'telegram:43', private: true }
const say = (line: string) => office.read(administrator, line)
const told = (to: string) => office.sent.filter((one) => `${one.to}` === to).map(({ card }) => plain(card))

beforeEach(async () => {
  office = await openOffice(
    createOfficers,
    createMeetings,
    createPolls,
    createProblems,
    createDecisions,
    createSupervision,
  )
  await say('/officer add telegram:42 李明 武隆')
  await say('/officer add telegram:43 王芳 武隆')
  await say('/officer add telegram:44 周敏 济南')
  const wulong = office.registry.pairs.find(({ recipient }) => recipient.shortZh === '武隆')
  await office.bind('test:wulong', wulong?.position)
  await say('/problem 武隆 冷链项目进场路塌方 recipient:李明')
  await say('/problem 武隆 用水不足 recipient:王芳')
  await say('/problem 武隆 已办的事 recipient:李明')
  await say('/problem acknowledge Q-2025-0003')
  await say('/problem resolve Q-2025-0003 已通车')
  await say('/decision 武隆 修复道路 支援方:济南市发展改革委 受援方:李明 期限:4月1日')
  office.sent.length = 0
})

it('passes what is open, tells the successor by name and the channel without, and writes each change down', async () => {
  const done = await office.read(administrator, '/handover 李明 to:王芳')
  expect(done).toContain('已由李明移交给王芳：未办结事项2件')
  expect(done).toContain('问题1件：Q-2025-0001')
  const problems = await office.database.client.problem.findMany({ orderBy: { reference: 'asc' } })
  expect(problems.map(({ recipientOwner }) => recipientOwner)).toEqual(['王芳', '王芳', '李明'])
  const own = told('telegram:43').join('\n')
  expect(own).toContain('李明向您移交了2件未办结事项')
  const [channel, ...others] = told('test:wulong').filter((words) => words.includes('人员交接'))
  expect(others).toEqual([])
  expect(channel).toContain('受援方人员交接：2件未办结事项')
  expect(channel).not.toContain('李明')
  expect(channel).not.toContain('王芳')
  const audit = await office.database.client.auditEntry.findMany({ where: { action: 'handover' } })
  expect(audit.map(({ reference }) => reference).sort()).toEqual([
    'D-2025-0001',
    'Q-2025-0001',
    'telegram:42',
  ])
  await expect(office.read(administrator, '/handover 李明 to:王芳')).rejects.toThrow(
    'officers.handover.nothing',
  )
})

it('is for administrators, and for an officer of what is their own, to a colleague of the same side', async () => {
  await expect(office.read(fang, '/handover 李明 to:王芳')).rejects.toThrow('officers.handover.notYours')
  await expect(office.read(fang, '/handover 无此人 to:王芳')).rejects.toThrow('officers.handover.notYours')
  await expect(office.read(li, '/handover to:周敏')).rejects.toMatchObject({
    notice: { key: 'officers.handover.noColleague' },
    field: 'to',
  })
  expect(await office.read(li, '/handover to:王芳')).toContain('未办结事项2件')
})

it('passes the items of somebody who has left', async () => {
  await say('/officer remove 李明')
  expect(await office.read(administrator, '/handover 李明 to:王芳')).toContain('未办结事项2件')
})

it('has the successor asked to meetings ahead, and leaves those that were held', async () => {
  await say('/meeting 3月3日 14:00 武隆 工作会议 邀请：李明')
  office.moveTo('2025-03-04T10:00')
  await say('/meeting 4月8日 10:00 武隆 工作会议 邀请：李明、武隆区乡村振兴局')
  expect(await say('/handover 李明 to:王芳')).toContain('会议1件：M-2025-0002')
  const meetings = await office.database.client.meeting.findMany({ orderBy: { reference: 'asc' } })
  expect(meetings.map(({ invited }) => invited)).toEqual([
    'person:李明',
    'person:王芳\nunit:武隆区乡村振兴局',
  ])
})

it('has the successor asked in polls, who then answers, and once where both were asked', async () => {
  const poll = '3月20日 14:00、3月21日 9:00 截止：3月12日'
  await say(`/meeting poll 武隆 工作会议 ${poll} 邀请：李明、王芳、周敏`)
  await office.read(li, '/meeting vote C-2025-0001 1 yes 2 yes')
  await say(`/meeting poll 武隆 工作会议 ${poll} 邀请：李明、周敏`)
  await say('/poll close C-2025-0002')
  office.sent.length = 0
  expect(await say('/handover 李明 to:王芳')).toContain('投票2件：C-2025-0001、C-2025-0002')
  const polls = await office.database.client.poll.findMany({ orderBy: { reference: 'asc' } })
  expect(polls.map(({ invited }) => invited)).toEqual([
    'person:王芳\nperson:周敏',
    'person:王芳\nperson:周敏',
  ])
  expect(told('telegram:43').join('\n')).toContain('投票2件：C-2025-0001、C-2025-0002')
  expect(told('test:wulong').join('\n')).toContain('投票2件：C-2025-0001、C-2025-0002')
  await expect(office.read(li, '/meeting vote C-2025-0001 1 no')).rejects.toThrow('polls.vote.notAsked')
  expect(await office.read(fang, '/meeting vote C-2025-0001 1 yes 2 no')).toContain(
    '已记下您对投票 C-2025-0001 的答复',
  )
})

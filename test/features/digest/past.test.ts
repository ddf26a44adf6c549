import { expect, it } from 'vitest'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createDigest } from '../../../src/features/digest/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createPolls } from '../../../src/features/meetings/poll/index.ts'
import { createProblems } from '../../../src/features/problems/index.ts'
import { officerOf, openOffice } from '../../harness/office.ts'

it('a past week’s summary has nothing that was entered later, and what was overdue when it was due', async () => {
  const office = await openOffice(createProblems, createDecisions, createMeetings, createPolls, createDigest)
  const jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
  office.moveTo('2025-03-12T10:00')
  await office.say(jinan, '问题 武隆 冷链设备未到位')
  await office.say(jinan, '议定事项 武隆 建冷链中心 支援方:济南市商务局 受援方:联络员 期限:3月20日')
  office.moveTo('2025-03-21T10:00')
  await office.say(jinan, '问题 武隆 水泵停用')
  await office.say(jinan, '议定事项 武隆 修路 支援方:济南市商务局 受援方:联络员 期限:4月20日')
  await office.say(jinan, '/poll open 济南 联席会议 3月27日下午2点、3月28日上午9点')
  const past = await office.read(jinan, '/digest 2025-W11 济南')
  expect(past).toContain('Q-2025-0001')
  expect(past).toContain('D-2025-0001')
  expect(past).not.toMatch(/Q-2025-0002|D-2025-0002|C-2025-0001/)
  expect(past).toContain('截至3月17日')
  const current = await office.read(jinan, '/digest preview 济南')
  for (const reference of ['Q-2025-0002', 'D-2025-0002', 'C-2025-0001']) expect(current).toContain(reference)
})

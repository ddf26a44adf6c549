import { expect, it } from 'vitest'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { administrator, officerOf, openOffice } from '../../harness/office.ts'

it('goes to the project that is called so, whatever word is before it, and never to one that was called off', async () => {
  const office = await openOffice(createProjects, createFunds)
  const recipient = await officerOf(office, 1, 'recipient')
  await office.say(administrator, '项目 登记 武隆 民宿改造 预算300万元')
  await office.say(administrator, '项目 登记 武隆 民宿示范 预算200万元')
  await office.say(administrator, '项目 取消 P-2025-0002 重复登记')
  for (const words of ['5万 给民宿 市级', '5万 民宿 市级'])
    expect(await office.read(recipient, `资金 到位 ${words}`)).toContain('P-2025-0001 · 民宿改造')
})

import { expect, it } from 'vitest'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { createOfficers } from '../../../src/features/officers/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { administrator, openOffice, type Person } from '../../harness/office.ts'

it('the accounts of a former officer are removed, and what they entered stays', async () => {
  const office = await openOffice(createOfficers, createMeetings, createVisits)
  const { client } = office.database
  const say = (line: string) => office.read(administrator, line)
  const li: Person = { account: 'telegram:42', private: true }
  await say('/officer add telegram:42 李明 武隆')
  await office.read(li, '/visit 3月5日至7日 济南 → 武隆 12人')
  const { id } = await client.officer.findFirstOrThrow()
  await client.calendarFeed.create({
    data: {
      token: 't'.repeat(43),
      officerId: id,
      locale: 'en',
      createdAt: office.clock.now(),
      createdBy: 'telegram:42',
    },
  })
  await expect(say('/officer forget 李明')).rejects.toThrow('officers.forget.first')
  await say('/officer suspend 李明')
  await expect(say('/officer forget 李明')).rejects.toThrow('officers.forget.first')
  await say('/officer remove 李明')
  const audited = await client.auditEntry.count()
  expect(await say('/officer forget 李明')).toContain('已清除李明的账号信息（1个账号）')
  expect(await client.account.count({ where: { reference: 'telegram:42' } })).toBe(0)
  expect(await client.calendarFeed.count()).toBe(0)
  expect(await client.auditEntry.count()).toBe(audited + 1)
  expect(await say('/visit show V-2025-0001')).toContain('12人')
  expect(await office.read(li, '/whoami')).toContain('尚未登记')
  await expect(say('/officer forget 李明')).rejects.toThrow('officers.noneNow')
  await expect(say('/officer resume 李明')).rejects.toMatchObject({
    notice: { values: { state: 'forgotten' } },
    field: undefined,
  })
})

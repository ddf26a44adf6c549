import { beforeEach, describe, expect, it } from 'vitest'
import type { UserError } from '../../../src/core/errors.ts'
import { createOfficers } from '../../../src/features/officers/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { administrator, type Office, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
const li: Person = { account: 'telegram:42', private: true }
const say = (line: string) => office.read(administrator, line)
const logs = (person: Person) => office.read(person, '/visit 3月5日至7日 济南 → 武隆 12人')
/** All that was said unasked by now: the outbox takes each key once. */
const told = () => office.sent.map(({ to, card }) => `${to}: ${plain(card)}`)
const codeIn = (text: string) => /Ly[A-Za-z0-9]{20}/.exec(text)?.[0] ?? ''

beforeEach(async () => {
  office = await openOffice(createOfficers, createVisits)
})

describe('a secondment', () => {
  it('is said with the invitation, with an institution, and shown to everybody whom it concerns', async () => {
    const invited = await say(
      '/officer invite 李明 武隆 机构：重庆市扶贫开发办公室 任期起：2024-09-01 任期至：2025-03-20',
    )
    expect(invited).toContain('重庆市扶贫开发办公室')
    const code = codeIn(invited)
    expect(await office.read(li, `/join ${code}`)).toContain('2024年9月1日至2025年3月20日')
    for (const shown of [await office.read(li, '/whoami'), await say('/officer')]) {
      expect(shown).toContain('重庆市扶贫开发办公室')
      expect(shown).toContain('2024年9月1日至2025年3月20日')
    }
  })

  it('ends with its last day, that minute, whatever has run by then, and goes on when its end is moved', async () => {
    await say('/officer add telegram:42 李明 武隆 to:2025-03-20')
    office.moveTo('2025-03-20T23:59')
    expect(await logs(li)).toContain('V-2025-0001')
    office.moveTo('2025-03-21T00:00')
    await expect(logs(li)).rejects.toThrow('programme.right.ended')
    expect(await office.read(li, '/whoami')).toContain('您的挂职任期已满')
    await office.runDue()
    expect(await say('/officer')).toContain('任期已满')
    await expect(say('/officer resume 李明')).rejects.toThrow('officers.termOver')
    expect(await say('/officer term 李明 to:2025-08-31')).toContain('至2025年8月31日')
    // The same visit once more, and so a question: it is listened to again.
    expect(await logs(li)).toContain('可能已经登记')
  })

  it('does not let in before its first day', async () => {
    await say('/officer add telegram:42 李明 武隆 from:2025-03-10')
    await expect(logs(li)).rejects.toThrow('programme.right.early')
    office.moveTo('2025-03-10T00:00')
    expect(await logs(li)).toContain('V-2025-0001')
  })

  it('is told about two weeks before it ends, once to each, and not when its end was moved', async () => {
    await say('/officer add telegram:42 李明 武隆 to:2025-03-20')
    await say('/officer add telegram:43 王芳 济南 to:2025-03-20')
    await say('/officer term 王芳 to:2026-03-20')
    office.moveTo('2025-03-06T08:59')
    await office.runDue()
    expect(told()).toEqual([])
    office.moveTo('2025-03-06T09:00')
    await office.runDue()
    const [first, second, ...others] = told()
    expect(others).toEqual([])
    expect([first, second].sort()).toEqual([
      expect.stringContaining('telegram:42: (warning) 您的任期还有14天届满（2025年3月20日）'),
      expect.stringContaining('test:admin: (warning) 李明的任期还有14天届满（2025年3月20日）'),
    ])
    await say('/officer term 李明 from:2024-03-01')
    await office.runDue()
    expect(told()).toHaveLength(2)
  })

  it('ends after it begins', async () => {
    await expect(
      say('/officer add telegram:42 李明 武隆 from:2025-09-01 to:2025-08-31'),
    ).rejects.toMatchObject({
      field: 'to',
    })
    await expect(say('/officer invite 李明 武隆 to:2025-02-20')).rejects.toMatchObject({ field: 'to' })
  })
})

describe('a suspension', () => {
  it('ends access at once and is lifted again', async () => {
    await say('/officer add telegram:42 李明 武隆')
    expect(await say('/officer suspend 李明')).toContain('已暂停：李明')
    await expect(logs(li)).rejects.toThrow('programme.right.suspended')
    await expect(say('/officer suspend 李明')).rejects.toThrow('officers.alreadySuspended')
    expect(await say('/officer')).toContain('已暂停')
    await say('/officer resume 李明')
    expect(await logs(li)).toContain('V-2025-0001')
  })

  it('is not lifted by another invitation, and a deactivation can be taken back', async () => {
    await say('/officer add telegram:42 李明 武隆')
    await say('/officer suspend 李明')
    const code = codeIn(await say('/officer invite 李明 济南'))
    await expect(office.read(li, `/join ${code}`)).rejects.toThrow('officers.alreadyLinked')
    await say('/officer remove 李明')
    await say('/officer resume 李明')
    expect(await logs(li)).toContain('V-2025-0001')
  })
})

describe('who is none whom a command is for', () => {
  it('is told of as what they are, without the name being asked for again', async () => {
    const refused = (line: string) =>
      say(line).then(
        () => undefined,
        ({ notice, field }: UserError) => [notice.key, notice.values?.state, field],
      )
    await say('/officer add telegram:42 李明 武隆')
    expect(await refused('/officer resume 李明')).toEqual(['officers.alreadyActive', undefined, undefined])
    expect(await refused('/officer resume telegram:42')).toEqual([
      'officers.alreadyActive',
      undefined,
      undefined,
    ])
    await say('/officer invite 王芳 武隆')
    for (const line of ['suspend 王芳', 'resume 王芳', 'term 王芳 to:2026-08-31', 'remove 王芳', 'link 王芳'])
      expect(await refused(`/officer ${line}`), line).toEqual(['officers.onlyInvited', undefined, undefined])
    await say('/officer suspend 李明')
    expect(await refused('/officer link 李明')).toEqual(['officers.noneNow', 'suspended', undefined])
    await say('/officer remove 李明')
    expect(await refused('/officer suspend 李明')).toEqual(['officers.noneNow', 'deactivated', undefined])
    expect(await refused('/officer suspend 无此人')).toEqual(['officers.unknown', undefined, 'who'])
  })
})

it('one person has an account on each platform, by an invitation of their own', async () => {
  await say('/officer add telegram:42 李明 武隆')
  const code = codeIn(await say('/officer link 李明'))
  const onSlack: Person = { account: 'slack:T1/U2', private: true }
  expect(await office.read(onSlack, `/join ${code}`)).toContain('李明，您好')
  expect(await office.database.client.officer.count()).toBe(1)
  expect(await say('/officer')).toContain('slack:T1/U2')
  await say('/officer suspend 李明')
  await expect(logs(onSlack)).rejects.toThrow('programme.right.suspended')
  // Whoever is no officer any more gets no account.
  await say('/officer resume 李明')
  const late = codeIn(await say('/officer link 李明'))
  await say('/officer remove 李明')
  expect(await office.read({ account: 'slack:T1/U3' }, `/join ${late}`)).toContain('邀请码无效')
})

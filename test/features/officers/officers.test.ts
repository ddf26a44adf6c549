import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/core/command.ts'
import { createOfficers } from '../../../src/features/officers/index.ts'
import { createStatus } from '../../../src/features/status/index.ts'
import { createVisits } from '../../../src/features/visits/index.ts'
import { type World, worldOf } from '../../harness/context.ts'

let world: World
const words = ({ card }: Answer) => JSON.stringify(card.blocks)
const factOf = ({ card }: Answer, label: string): string => {
  const facts = card.blocks.flatMap((block) => (block.type === 'facts' ? block.facts : []))
  const fact = facts.find((one) => one.label === label)
  if (!fact) throw new Error(`no fact ${label}`)
  return fact.value
}

beforeEach(async () => {
  world = await worldOf(createOfficers, createVisits, createStatus)
})

describe('/whoami', () => {
  it('gives a stranger the account to send to an administrator', async () => {
    const answer = await world.run('/whoami', { account: 'telegram:42', name: 'Li' })
    expect(factOf(answer, '账号')).toBe('telegram:42')
    expect(words(answer)).toContain('尚未登记')
    expect(answer.audience).toBe('actor')
  })

  it('knows an administrator by configuration', async () => {
    expect(words(await world.run('/whoami', { locale: 'en' }))).toContain('administrator by configuration')
  })
})

describe('an officer of a township', () => {
  const who = (account: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
    world.run('/whoami', { account, name: 'li', locale })

  it.each([
    '李明 火炉镇',
    '李明 武隆火炉镇',
    '李明 武隆 office:火炉镇',
    '李明 乡镇:火炉镇',
    '李明 office:火炉镇',
  ])('is one of its county, which is shown with it: %s', async (line) => {
    await world.run(`/officer add telegram:42 ${line}`)
    const shown = await who('telegram:42')
    expect(words(shown)).toContain('李明')
    expect(['角色', '结对', '一方', '机构'].map((label) => factOf(shown, label))).toEqual([
      '联络员',
      '济南—武隆',
      '受援方',
      '武隆区火炉镇',
    ])
    expect(words(await who('telegram:42', 'en'))).toContain('Huolu Town, Wulong District')
  })

  it('is invited so, and may write for the pair of its county and for no other', async () => {
    const code = factOf(await world.run('/officer invite 李明 火炉镇'), '邀请码')
    await world.run(`/join ${code}`, { account: 'telegram:42' })
    const own = await world.run('/visit 3月5日至7日 济南→武隆 12人', { account: 'telegram:42' })
    expect(words(own)).toContain('V-2025-0001')
    await expect(world.run('/visit 3月5日至7日 淄博→石柱 12人', { account: 'telegram:42' })).rejects.toThrow()
  })

  it('is asked about where several have the name, and said where it lies elsewhere', async () => {
    await expect(world.run('/officer add telegram:42 李明 双龙镇')).rejects.toThrow(
      'township would be asked for',
    )
    await expect(world.run('/officer add telegram:42 李明 济南 乡镇:火炉镇')).rejects.toMatchObject({
      notice: { key: 'officers.townshipElsewhere' },
    })
  })
})

describe('/officer add', () => {
  it('registers an officer of a county, on its side', async () => {
    const answer = await world.run('/officer add telegram:42 李明 武隆 office:重庆市扶贫开发办公室')
    expect(answer.audience).toBe('actor')
    const who = await world.run('/whoami', { account: 'telegram:42', name: 'li' })
    expect(words(who)).toContain('李明')
    expect([factOf(who, '角色'), factOf(who, '结对'), factOf(who, '一方')]).toEqual([
      '联络员',
      '济南—武隆',
      '受援方',
    ])
    const [officer] = await world.database.client.officer.findMany()
    expect(officer?.office).toBe('重庆市扶贫开发办公室')
  })

  it('registers a supervisor of a province for every pair', async () => {
    await world.run('/officer add slack:T1/U1 Zhang Hua Shandong supervisor', { locale: 'en' })
    const who = await world.run('/whoami', { account: 'slack:T1/U1', locale: 'en' })
    expect([factOf(who, 'Role'), factOf(who, 'Pair'), factOf(who, 'Side')]).toEqual([
      'supervisor',
      'the whole programme',
      'Assisting side',
    ])
  })

  it('wants a place for a liaison officer, and an account that is free', async () => {
    await expect(world.run('/officer add telegram:42 李明')).rejects.toMatchObject({
      notice: { key: 'officers.needsPlace' },
      field: 'place',
    })
    await world.run('/officer add telegram:42 李明 武隆')
    await expect(world.run('/officer add telegram:42 王建国 济南')).rejects.toMatchObject({
      notice: { key: 'officers.alreadyLinked', values: { name: '李明' } },
    })
  })

  it.each([
    'foo:1',
    'telegram:-100123',
    'telegram:liming',
    'telegram:1087968824',
    'telegram:777000',
    'slack:U1',
    'slack:T1/C1',
  ])('refuses what is no account, with an example: %s', async (account) => {
    const added = world.run(`/officer add ${account} 李明 武隆`)
    await expect(added).rejects.toThrow('账号格式不对。请使用“我是谁”显示的账号，例如 telegram:123456')
  })

  it('takes an account as it was typed', async () => {
    await world.run('/officer add Telegram：42 李明 武隆')
    await world.run('/officer add slack:t1/u2 王芳 武隆')
    const accounts = await world.database.client.account.findMany({ where: { officerId: { not: null } } })
    expect(accounts.map(({ reference }) => reference).sort()).toEqual(['slack:T1/U2', 'telegram:42'])
  })

  it('writes down who did it', async () => {
    await world.run('/officer add telegram:42 李明 武隆')
    expect(await world.database.client.auditEntry.findMany()).toMatchObject([
      { feature: 'officers', action: 'appoint', account: 'test:admin', reference: 'telegram:42' },
    ])
  })
})

describe('an invitation', () => {
  it('makes whoever sends the code the officer described, once', async () => {
    const invited = await world.run('/officer invite 李明 武隆')
    const code = factOf(invited, '邀请码')
    expect(code).toMatch(/^Ly[A-Za-z0-9]{20}$/)
    expect(words(invited)).toContain(`/start ${code}`)
    expect(words(invited)).toContain('2025年3月10日')
    const joined = await world.run(`/start ${code}`, { account: 'telegram:42', private: true })
    expect(words(joined)).toContain('李明，您好')
    expect(factOf(await world.run('/whoami', { account: 'telegram:42' }), '结对')).toBe('济南—武隆')
    expect(words(await world.run(`/join ${code}`, { account: 'telegram:43' }))).toContain('邀请码无效')
  })

  it('is kept as a hash only', async () => {
    const code = factOf(await world.run('/officer invite 李明 武隆'), '邀请码')
    const stored = JSON.stringify([
      await world.database.client.invitation.findMany(),
      (await world.database.client.auditEntry.findMany()).map(({ id: _, ...entry }) => entry),
    ])
    expect(stored).not.toContain(code)
  })

  it('ends after seven days', async () => {
    const code = factOf(await world.run('/officer invite 李明 武隆'), '邀请码')
    const late = { account: 'telegram:42', now: '2025-03-10T10:01' }
    expect(words(await world.run(`/join ${code}`, late))).toContain('邀请码无效')
    await world.run(`/join ${code}`, { account: 'telegram:42', now: '2025-03-10T09:59' })
  })

  it('is listed while it is pending, and can be withdrawn', async () => {
    const invited = await world.run('/officer invite 李明 武隆')
    await world.run('/officer invite 王芳 山东 只读人员')
    expect(words(invited)).toMatch(/\/officer withdraw I[0-9a-f]{6}/)
    const listed = words(await world.run('/officer list'))
    expect(listed).toContain('待加入（2份邀请）')
    expect(listed).toContain('李明 · 联络员 · 济南—武隆 · 2025年3月10日')
    expect(words(await world.run('/officer withdraw 李明'))).toContain('已撤回李明的邀请')
    const code = factOf(invited, '邀请码')
    expect(words(await world.run(`/join ${code}`, { account: 'telegram:42' }))).toContain('邀请码无效')
    expect(words(await world.run('/officer list'))).not.toContain('李明')
    await expect(world.run('/officer withdraw 李明')).rejects.toMatchObject({
      notice: { key: 'officers.notInvited' },
    })
    const other = factOf(await world.run('/officer invite 张华 山东 督导'), '邀请码')
    expect(words(await world.run(`/officer withdraw ${other}`))).toContain('张华')
    expect(words(await world.run('/officer list', { now: '2025-03-10T10:01' }))).not.toContain('王芳')
  })

  it('says that somebody of that name is there, or invited, already', async () => {
    expect(words(await world.run('/officer invite 李明 武隆'))).not.toContain('如属重复')
    expect(words(await world.run('/officer invite 李明 武隆'))).toContain('另有未使用的邀请码；如属重复')
    expect(words(await world.run('/officer invite 李明 奉节'))).not.toContain('如属重复')
    await world.run('/officer add telegram:42 王芳 武隆')
    expect(words(await world.run('/officer invite 王芳 武隆'))).toContain('王芳已是在用人员')
  })

  it('takes a term by its plain name, and nothing with a day in it for a name', async () => {
    const invited = await world.run('/officer invite 冯十 武隆 任期：2026年8月31日')
    expect(factOf(invited, '任期')).toContain('2026年8月31日')
    await expect(world.run('/officer invite 姓名:"到2026年8月31日" 武隆')).rejects.toThrow('不像姓名')
  })

  it('is withdrawn singly where two wait for one name', async () => {
    const codes = [
      factOf(await world.run('/officer invite 李明 武隆'), '邀请码'),
      factOf(await world.run('/officer invite 李明 济南'), '邀请码'),
    ]
    const listed = await world.run('/officer list')
    const buttons = [...words(listed).matchAll(/撤回邀请：李明（(I[0-9a-f]{6})）/g)].map(
      ([, number]) => number,
    )
    expect(buttons).toHaveLength(2)
    for (const number of buttons) expect(words(listed)).toContain(`李明（${number}） · 联络员 · 济南—武隆`)
    const withdrawn = words(await world.run(`/officer withdraw ${buttons[0]}`))
    expect(withdrawn).toContain('已撤回李明的邀请，')
    const left = words(await world.run('/officer list'))
    expect(left).toContain('待加入（1份邀请）')
    expect(left).toContain('撤回邀请：李明"')
    const joined = []
    for (const [index, code] of codes.entries())
      joined.push(words(await world.run(`/join ${code}`, { account: `telegram:${42 + index}` })))
    expect(joined.filter((answer) => answer.includes('邀请码无效'))).toHaveLength(1)
    expect(joined.filter((answer) => answer.includes('您的账号已登记'))).toHaveLength(1)
  })

  it('is not used up by somebody who is registered already', async () => {
    await world.run('/officer add telegram:42 王建国 济南')
    const code = factOf(await world.run('/officer invite 李明 武隆'), '邀请码')
    await expect(world.run(`/join ${code}`, { account: 'telegram:42' })).rejects.toMatchObject({
      notice: { key: 'officers.alreadyLinked' },
    })
    await world.run(`/join ${code}`, { account: 'telegram:43' })
  })
})

describe('/start', () => {
  it('tells a stranger how to be registered', async () => {
    const said = words(await world.run('/start', { account: 'telegram:42' }))
    expect(said).toContain('加入 邀请码')
    expect(said).toContain('我是谁')
    expect(said).not.toContain('登记互访')
  })

  it('shows an officer what to do next, and no invitation', async () => {
    await world.run('/officer add telegram:42 李明 武隆')
    const said = words(await world.run('/start', { account: 'telegram:42' }))
    expect(said).toContain('李明，您好')
    expect(said).toContain('登记互访')
    expect(said).toContain('一行文字即可登记互访')
    expect(said).toContain('工作进展')
    expect(said).not.toContain('邀请码')
  })
})

describe('/join', () => {
  it('offers what the new role may do, and no more', async () => {
    const invited = await world.run('/officer invite 李明 武隆')
    const code = factOf(invited, '邀请码')
    expect(words(await world.run(`/join ${code}`, { account: 'telegram:42' }))).toContain('登记互访')
    const viewer = factOf(await world.run('/officer invite 王芳 山东 只读人员'), '邀请码')
    const said = words(await world.run(`/join ${viewer}`, { account: 'telegram:43' }))
    expect(said).not.toContain('登记互访')
    expect(said).toContain('工作进展')
  })
})

describe('/officer list and remove', () => {
  it('lists everybody with their accounts', async () => {
    expect(words(await world.run('/officer list'))).toContain('尚未登记人员')
    await world.run('/officer add telegram:42 李明 武隆')
    const { card } = await world.run('/officer list')
    const table = card.blocks.find((block) => block.type === 'table')
    expect(table?.rows).toEqual([['李明', '联络员', '济南—武隆', '受援方', 'telegram:42', '']])
  })

  it('deactivates by name or account, and the person is told so', async () => {
    await world.run('/officer add telegram:42 李明 武隆')
    await world.run('/officer remove 李明')
    const said = words(await world.run('/whoami', { account: 'telegram:42' }))
    expect(said).toContain('您的登记已停用')
    expect(said).not.toContain('尚未登记')
    expect(words(await world.run('/start', { account: 'telegram:42' }))).toContain('您的登记已停用')
    await world.run('/officer add telegram:42 李明 武隆')
    await world.run('/officer remove telegram:42')
    await expect(world.run('/officer remove 李明')).rejects.toMatchObject({
      notice: { key: 'officers.noneNow', values: { state: 'deactivated' } },
    })
  })

  it('asks for the account when several have the name, and spares oneself', async () => {
    await world.run('/officer add telegram:42 李明 武隆')
    await world.run('/officer add telegram:43 李明 济南')
    await expect(world.run('/officer remove 李明')).rejects.toMatchObject({
      notice: { key: 'officers.severalNamed', values: { accounts: 'telegram:42, telegram:43' } },
    })
    await world.run('/officer add telegram:44 张华 山东 管理员')
    await expect(world.run('/officer remove 张华', { account: 'telegram:44' })).rejects.toMatchObject({
      notice: { key: 'officers.notYourself' },
    })
  })
})

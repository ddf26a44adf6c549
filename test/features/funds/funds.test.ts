import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/core/command.ts'
import { UserError } from '../../../src/core/errors.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import type { Locale } from '../../../src/core/request.ts'
import { addDays } from '../../../src/core/time/day.ts'
import { createFunds } from '../../../src/features/funds/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createProjects } from '../../../src/features/projects/index.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let recipient: Person
let assisting: Person
beforeEach(async () => {
  office = await openOffice(createProjects, createFunds, createHistory)
  recipient = await officerOf(office, 1, 'recipient')
  assisting = await officerOf(office, 1, 'assisting')
  await office.say(administrator, '项目 登记 武隆 饮水安全工程 预算500万元')
})

const enter = async (person: Person, line: string): Promise<Answer> => {
  const asked = await office.say(person, line)
  return office.press(person, asked.card, '确认入账')
}
const account = () => office.read(recipient, '资金 账户 武隆')

describe('an entry', () => {
  it('counts in nothing before it is confirmed, nor when it is let go', async () => {
    await office.say(recipient, '资金 到位 80万元 市级 鲁财农〔2025〕9号')
    expect(await account()).toContain('还没有登记资金')
    expect(await office.read(recipient, '资金 列表 武隆')).toContain('没有符合条件')
  })

  it('is confirmed once: a second press finds nothing to confirm', async () => {
    const asked = await office.say(recipient, '资金 到位 80万元 市级 鲁财农〔2025〕9号')
    await office.press(recipient, asked.card, '确认入账')
    await expect(office.press(recipient, asked.card, '确认入账')).rejects.toThrow('funds.gone')
  })

  it.each([
    ['资金 拨付 50万 P-2025-0001 市级', 'funds.refused.account'],
    ['资金 支付 50万 P-2025-0001 市级', 'funds.refused.project'],
    ['资金 支付质保金 5万 P-2025-0001 市级', 'funds.refused.retention'],
    ['资金 退回 5万 市级', 'funds.refused.account'],
    ['资金 拨付 50万 市级', 'funds.project.needed'],
    ['资金 到位 50万 市级 3月9日', 'funds.on.future'],
    ['资金 到位 0元 市级', 'funds.amount.nothing'],
    ['资金 拨付 5万 P-2025-0009 市级', 'records.unknownReferenced'],
    ['资金 拨付 5万 P-2025-0001 市级 结对:石柱', 'funds.project.otherPair'],
  ])('is refused in words: %s', async (line, problem) => {
    await expect(office.say(recipient, line)).rejects.toThrow(problem)
  })

  it('belongs to who may write for the pair', async () => {
    const other = await officerOf(office, 2, 'recipient')
    await expect(office.say(other, '资金 到位 5万 市级 结对:武隆')).rejects.toThrow('programme.right')
  })

  it('does not take money of another tier, or goods for cash', async () => {
    await enter(recipient, '资金 到位 80万元 市级 实物 帐篷')
    await expect(office.say(recipient, '资金 拨付 5万元 P-2025-0001 市级')).rejects.toThrow(
      'funds.refused.account',
    )
    const said = plain((await enter(recipient, '资金 拨付 5万元 P-2025-0001 市级 实物')).card)
    expect(said).toContain('已入账')
  })

  it('that says the same as another is asked about, also when that came in the meantime', async () => {
    const line = '资金 到位 30万元 市级 鲁财农〔2025〕9号'
    const asked = await office.say(recipient, line)
    await enter(assisting, line)
    const again = await office.press(recipient, asked.card, '确认入账')
    expect(plain(again.card)).toContain('最近已有相同的一笔：F-2025-0001')
    expect(await account()).toContain('30万元')
    await office.press(recipient, again.card, '是另一笔')
    expect(await account()).toContain('60万元')
  })
})

describe('a confirmation that the account cannot pay any more', () => {
  const refusal = (answer: Promise<unknown>): Promise<UserError> =>
    answer.then(
      () => Promise.reject(new Error('was not refused')),
      (error: unknown) => (error instanceof UserError ? error : Promise.reject(error)),
    )
  const said = ({ notice, offers }: UserError, locale: Locale) => [
    translatorOf(locale).say(notice),
    ...offers.map(({ label }) => label),
  ]

  it('says which account, what it has and what is missing, and what may be done', async () => {
    await enter(recipient, '资金 到位 90万元 市级 鲁财农〔2025〕1号')
    await enter(recipient, '资金 到位 90万元 市级 鲁财农〔2025〕2号')
    await enter(recipient, '资金 拨付 150万元 P-2025-0001 市级 黔财农〔2025〕12号')
    await enter(recipient, '资金 拨付 90万元 P-2025-0001 市级 黔财农〔2025〕13号')
    const refused = await refusal(office.say(assisting, '资金 同意 F-2025-0003'))
    expect(said(refused, 'zh-CN')).toEqual([
      '济南—武隆市级专户余额为90万元 (900,000元)，不足150万元 (1,500,000元)，还差60万元 (600,000元)。',
      '不同意',
      '资金专户',
    ])
    const inEnglish = await refusal(office.say({ ...assisting, locale: 'en' }, 'fund approve F-2025-0003'))
    expect(said(inEnglish, 'en')[0]).toBe(
      'The City money in the account of Jinan–Wulong comes to 900,000 yuan, which is less than 1.5 million yuan (1,500,000 yuan): 600,000 yuan is missing.',
    )
  })

  it('is refused in the same way where it was shown before the balance fell', async () => {
    await enter(recipient, '资金 到位 60万元 市级 鲁财农〔2025〕1号')
    const asked = await office.say(recipient, '资金 拨付 50万元 P-2025-0001 市级 黔财农〔2025〕12号')
    await enter(assisting, '资金 拨付 30万元 P-2025-0001 市级 黔财农〔2025〕13号')
    const refused = await refusal(office.press(recipient, asked.card, '确认入账'))
    expect(said(refused, 'zh-CN')).toEqual([
      '济南—武隆市级专户余额为30万元 (300,000元)，不足50万元 (500,000元)，还差20万元 (200,000元)。',
      '资金专户',
    ])
  })
})

describe('an amount without its unit', () => {
  beforeEach(async () => {
    await enter(recipient, '资金 到位 80万元 市级 鲁财农〔2025〕1号')
  })

  it.each([
    ['资金 拨付 50000 P-2025-0001 市级', '5万元 (50,000元)'],
    ['fund disburse 0.5 million P-2025-0001 city', '50万元 (500,000元)'],
    ['fund disburse 120k P-2025-0001 city', '12万元 (120,000元)'],
  ])('is of yuan where nothing else can be meant: %s', async (line, amount) => {
    const asked = await office.read(recipient, line)
    expect(asked).toContain(`金额: ${amount}`)
    expect(asked).not.toContain('摘要')
  })

  it.each([
    '资金 拨付 20 P-2025-0001 市级',
    'fund pay USD 5000 P-2025-0001 city',
    'fund pay 1,5 million yuan P-2025-0001 city',
  ])('is asked about otherwise: %s', async (line) => {
    await expect(office.say(recipient, line)).rejects.toThrow(/^amount(?: would be asked for|:)/)
  })
})

describe('whose money it is', () => {
  const everywhere = { scope: { kind: 'programme' } } as const

  it.each([
    '资金 到账 10万 市级 武隆',
    '资金 到账 武隆 10万 市级',
    'fund receive 10万 city Wulong',
    'fund return 10万 city, Wulong',
    '资金 到账 10万 市级 济南—武隆',
    '资金 到账 10万 市级 武隆 凭证:记-18',
  ])('is read from a pair at either end, and is no note: %s', async (line) => {
    await enter(recipient, '资金 到位 20万元 市级 鲁财农〔2025〕1号')
    const asked = await office.read({ ...administrator, ...everywhere }, line)
    expect(asked).toMatch(/待确认[\s\S]*济南—武隆/)
    expect(asked).not.toContain('摘要')
  })

  it.each([
    ['资金 拨付 10万 P-2025-0001 市级 付给 武隆', '付给 武隆'],
    ['fund disburse 10万 P-2025-0001 city first part for Wulong', 'first part for Wulong'],
  ])('is left in words that speak of a place: %s', async (line, note) => {
    await enter(recipient, '资金 到位 20万元 市级 鲁财农〔2025〕1号')
    expect(await office.read(recipient, line)).toContain(note)
  })

  it('is their own where an officer of one pair says nothing, in a room of all pairs too', async () => {
    const asked = await office.read({ ...recipient, ...everywhere }, '资金 到位 10万 市级')
    expect(asked).toMatch(/待确认[\s\S]*济南—武隆/)
    await expect(office.say({ ...administrator, ...everywhere }, '资金 到位 10万 市级')).rejects.toThrow(
      'programme.whichPair',
    )
  })
})

describe('a project that takes no money yet, or no more', () => {
  beforeEach(async () => {
    await enter(recipient, '资金 到位 90万元 市级 鲁财农〔2025〕1号')
  })

  it.each([
    ['尚在储备、未立项', []],
    ['已暂停', ['项目 推进 P-2025-0001 立项 批复:12号', '项目 暂停 P-2025-0001 汛期停工']],
  ])('is remarked before the entry is confirmed: %s', async (remark, before) => {
    for (const line of before) await office.say(administrator, line)
    expect(await office.read(recipient, '资金 拨付 10万 P-2025-0001 市级')).toContain(remark)
  })

  it('is not remarked once it is approved, nor while money is only planned', async () => {
    expect(await office.read(recipient, '资金 安排 10万 P-2025-0001 市级')).not.toContain('未立项')
    await office.say(administrator, '项目 推进 P-2025-0001 立项 批复:12号')
    expect(await office.read(recipient, '资金 拨付 10万 P-2025-0001 市级')).not.toContain('请核对是否')
  })
})

it('the list of the weekly summary comes to its sums: what was entered and taken back in the week is in neither', async () => {
  await enter(recipient, '资金 到位 80万元 市级 鲁财农〔2025〕9号')
  await enter(recipient, '资金 到位 70万元 市级 鲁财农〔2025〕10号')
  await office.press(recipient, (await office.say(recipient, '资金 红冲 F-2025-0001 重复')).card, '确认入账')
  const digest = office.features.find(({ name }) => name === 'funds')?.digest
  const week = async () => {
    const today = office.clock.today()
    const collected = await office.database.transact((transaction) =>
      digest
        ? digest.collect(transaction, { start: addDays(today, -6), end: today }, today)
        : Promise.resolve(undefined),
    )
    const parts = digest?.present(collected, [office.pair(1)], translatorOf('zh-CN'))
    return [...(parts?.fragments ?? []), plain({ blocks: [...(parts?.blocks ?? [])] })].join('\n')
  }
  const first = await week()
  expect(first).toContain('到位70万元')
  expect(first).toContain('F-2025-0002')
  expect(first).not.toMatch(/F-2025-000[13]/)
})

describe('above the limit', () => {
  beforeEach(async () => {
    await enter(recipient, '资金 到位 90万元 市级 鲁财农〔2025〕1号')
    await enter(recipient, '资金 到位 90万元 市级 鲁财农〔2025〕2号')
  })
  const large = '资金 拨付 150万元 P-2025-0001 市级 黔财农〔2025〕12号'

  it('it waits for the other office, which is asked in private and decides', async () => {
    const waits = await enter(recipient, large)
    expect(plain(waits.card)).toContain('待复核')
    expect(await account()).toContain('另有1笔待复核')
    const [asked] = office.sent.filter(({ to }) => to === assisting.account)
    expect(plain(asked?.card ?? { blocks: [] })).toMatch(/请您复核[\s\S]*150万元[\s\S]*同意/)
    expect(office.sent.some(({ to }) => to === recipient.account)).toBe(false)

    await expect(office.say(recipient, '资金 同意 F-2025-0003')).rejects.toThrow('funds.approve.own')
    await expect(office.say(administrator, '资金 同意 F-2025-0003')).rejects.toThrow(
      'funds.approve.otherOffice',
    )
    const done = await office.read({ ...assisting, private: true }, '资金 同意 F-2025-0003')
    expect(done).toContain('已入账')
    expect(await office.read({ ...recipient, private: true }, '资金 查看 F-2025-0003')).toContain(
      `支援方 ${assisting.account}`,
    )
    expect(await account()).toMatch(/拨付.*150万元/)
    expect(
      office.sent.some(({ to, card }) => to === recipient.account && plain(card).includes('复核入账')),
    ).toBe(true)
    await expect(office.say(assisting, '资金 同意 F-2025-0003')).rejects.toThrow('funds.approve.notWaiting')
  })

  it('a colleague of the same side may not confirm it', async () => {
    await enter(recipient, large)
    const colleague = await colleagueOf(office, 'colleague')
    await expect(office.say(colleague, '资金 同意 F-2025-0003')).rejects.toThrow('funds.approve.otherOffice')
  })

  it('it is refused with a reason, or withdrawn, and counts in nothing', async () => {
    await enter(recipient, large)
    expect(await office.read(assisting, '资金 不同意 F-2025-0003 凭证不全')).toContain('未同意')
    await enter(recipient, large)
    expect(await office.read(recipient, '撤销 F-2025-0004')).toContain('已撤回')
    expect(await account()).toMatch(/拨付 *\| *0元|拨付.*0元/)
    expect(await office.read(recipient, '资金 列表 未同意')).toContain('F-2025-0003')
  })

  it('what does not stand any more when it is confirmed is refused then', async () => {
    await enter(recipient, large)
    await enter(recipient, '资金 拨付 60万元 P-2025-0001 市级 黔财农〔2025〕13号')
    await expect(office.say(assisting, '资金 同意 F-2025-0003')).rejects.toThrow('funds.refused.account')
  })
})

describe('a budget', () => {
  it('is exceeded only with the approval of the other office, which the entry names', async () => {
    await office.say(administrator, '项目 修改 P-2025-0001 预算:50万元')
    expect(plain((await enter(recipient, '资金 合同 60万元 P-2025-0001 市级 合同号 WL-8')).card)).toContain(
      '超出项目预算',
    )
    expect(await office.read(assisting, '资金 同意 F-2025-0001')).toContain('已入账')
    expect(await office.read(recipient, '项目 查看 P-2025-0001')).toContain('超出10万元')
  })

  it('does not go below what was drawn on it', async () => {
    await enter(recipient, '资金 合同 60万元 P-2025-0001 市级')
    await expect(office.say(administrator, '项目 修改 P-2025-0001 预算:50万元')).rejects.toThrow(
      'projects.money.drawn',
    )
    await expect(
      office.database.client.$executeRaw`UPDATE project SET budget = 500000 WHERE reference = 'P-2025-0001'`,
    ).rejects.toThrow(/drawn on/)
    await office.say(administrator, '项目 修改 P-2025-0001 预算:60万元')
  })
})

describe('an entry that was wrong', () => {
  it('is reversed once, by an entry that is confirmed; undo does the same', async () => {
    await enter(recipient, '资金 到位 80万元 市级 鲁财农〔2025〕9号')
    await enter(recipient, '资金 红冲 F-2025-0001 金额有误')
    expect(await account()).toMatch(/到位.*0元/)
    await expect(office.say(recipient, '资金 红冲 F-2025-0001 再冲')).rejects.toThrow('funds.reverse.already')
    await expect(office.say(recipient, '资金 红冲 F-2025-0002 再冲')).rejects.toThrow('funds.reverse.isRed')
    await enter(recipient, '资金 到位 70万元 市级 鲁财农〔2025〕9号')
    await enter(recipient, '撤销 F-2025-0003')
    expect(await office.read(recipient, '资金 查看 F-2025-0003')).toContain('已被红冲')
  })
})

it('tells other features what a project has, and since when', async () => {
  await enter(recipient, '资金 到位 80万元 市级 2月3日 鲁财农〔2025〕9号')
  await enter(recipient, '资金 安排 30万元 P-2025-0001 市级 2月1日 鲁财农〔2025〕8号')
  await enter(recipient, '资金 拨付 5万元 P-2025-0001 市级 2月5日 黔财农〔2025〕1号')
  await enter(recipient, '资金 拨付 50万元 P-2025-0001 市级 2月10日 黔财农〔2025〕2号')
  await enter(recipient, '资金 红冲 F-2025-0003 金额有误')
  await enter(recipient, '资金 扣质保金 2万元 P-2025-0001 市级')
  await enter(recipient, '资金 支付 20万元 P-2025-0001 市级')
  await enter(recipient, '资金 支付质保金 1万元 P-2025-0001 市级')
  await enter(recipient, '资金 退回 3万元 P-2025-0001 市级')
  const money = await office.database.transact(async (transaction) => {
    const [moneyOf] = office.features.flatMap((feature) => feature.moneyOf ?? [])
    return [...((await moneyOf?.(transaction, ['P-2025-0001', 'P-2025-0009'])) ?? [])]
  })
  expect(money).toEqual([
    [
      'P-2025-0001',
      {
        planned: '300000.00',
        received: '0.00',
        committed: '0.00',
        disbursed: '470000.00',
        paid: '210000.00',
        retention: '10000.00',
        plannedOn: '2025-02-01',
        disbursedOn: '2025-02-10',
      },
    ],
  ])
})

it('is exported with exact amounts, reversals below zero, and what each kind comes to', async () => {
  await enter(recipient, '资金 到位 1234567.89元 市级 鲁财农〔2025〕9号')
  await enter(recipient, '资金 到位 80.55元 市级 鲁财农〔2025〕10号')
  await enter(recipient, '资金 到位 20元 市级 鲁财农〔2025〕11号')
  await enter(recipient, '资金 红冲 F-2025-0003 金额有误')
  const { card } = await office.say(recipient, '资金 导出 武隆 csv')
  const file = card.blocks.flatMap((block) => (block.type === 'file' ? [block.file] : []))[0]
  const stored = await office.database.client.file.findUniqueOrThrow({ where: { id: file?.id ?? '' } })
  const rows = new TextDecoder().decode(stored.content).trim().split('\r\n')
  expect(rows.find((row) => row.startsWith('F-2025-0004'))).toContain(',-20.00,')
  expect(rows.at(-1)).toMatch(/^合计,到位,80\.55,/)
  // What waits for the other office is listed, and counts in no total.
  expect(rows.some((row) => row.startsWith('F-2025-0001') && row.includes('1234567.89'))).toBe(true)
})

it('several at once never take more than there is', async () => {
  await enter(recipient, '资金 到位 100万元 市级 鲁财农〔2025〕9号')
  const lines = Array.from(
    { length: 8 },
    (_, index) => `资金 拨付 30万元 P-2025-0001 市级 黔财农〔2025〕${index + 1}号`,
  )
  const asked = []
  for (const [index, line] of lines.entries()) {
    const person = index % 2 === 0 ? recipient : assisting
    asked.push({ person, card: (await office.say(person, line)).card })
  }
  const outcomes = await Promise.allSettled(
    asked.map(({ person, card }) => office.press(person, card, '确认入账')),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('funds.refused.account')
  const [sums] = await office.database.client.$queryRaw<[{ same: boolean }]>`
    SELECT bool_and(b.disbursed = 900000 AND p.disbursed = 900000) AS same
    FROM fund_balance b, fund_project_balance p WHERE b.tier = 'city' AND p.tier = 'city' AND b.received > 0`
  expect(sums?.same).toBe(true)
})

/** Another officer of the recipient side of the first pair. */
const colleagueOf = async ({ database: { client }, clock, pair }: Office, name: string): Promise<Person> => {
  const account = `test:${name}`
  await client.officer.create({
    data: {
      ...{ name, role: 'officer', side: 'recipient', scope: 'pair', pairId: pair(1).id },
      createdAt: clock.now(),
      createdBy: 'test:admin',
      accounts: { create: { reference: account, name } },
    },
  })
  return { account }
}

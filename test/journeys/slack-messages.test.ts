import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import type { RunningApp } from '../harness/app.ts'
import type { SlackServer } from '../harness/slack.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import type { SlackPerson } from '../harness/slack-person.ts'

let opened: Awaited<ReturnType<typeof openSlackChannel>>
let database: Database
let slack: SlackServer
let running: RunningApp
let admin: SlackPerson

beforeAll(async () => {
  opened = await openSlackChannel()
  ;({ database, slack, running } = opened)
})
beforeEach(async () => {
  admin = await opened.again()
})
afterAll(() => opened.close())

/** What the bot says because of a deed. */
const heard = async (deed: Promise<unknown>) => {
  await deed
  await running.app.settled()
  return slack
    .unread()
    .map(({ text, buttons }) => [text, ...buttons.map(({ label }) => label)].join('\n'))
    .join('\n')
}
const accounts = async () =>
  (
    await database.client.account.findMany({
      where: { officerId: { not: null } },
      orderBy: { reference: 'asc' },
    })
  ).map(({ reference }) => reference)
const visits = () => database.client.visit.findMany({ orderBy: { id: 'asc' } })
const log = '互访 3月5日至7日 济南→武隆 12人 考察产业园'

describe('our name in the middle of a message', () => {
  it.each([
    'Hi <@UBOT> status',
    ':wave: <@UBOT> 进展',
    '各位好，看一下 <@UBOT> 进展 武隆',
    'Morning all <@UBOT|luyu> please status Wulong',
    '<@UBOT>, 请 进展',
    '进展 <@UBOT>',
  ])('leaves the command what it is: %s', async (words) => {
    expect(await heard(admin.post('C1', words))).toContain('济南—武隆')
  })
})

describe('marks in a message', () => {
  it.each([
    `*互访* ${log.slice(3)}`,
    `> ${log}`,
    `&gt; ${log}`,
    `• ${log}`,
    `\`互访\` ${log.slice(3)}`,
    `_${log}_`,
    `\`\`\`${log}\`\`\``,
    `~互访~ *${log.slice(3)}*`,
  ])('are no part of the command: %s', async (words) => {
    expect(await heard(admin.post('C1', `<@UBOT> ${words}`))).toContain('V-2025-0001')
    expect(await visits()).toMatchObject([{ people: 12, purpose: '考察产业园' }])
  })

  it('mean nothing in private and after the slash command either', async () => {
    expect(await heard(admin.direct(`*互访* ${log.slice(3)}`))).toContain('V-2025-0001')
    expect(await heard(admin.command('C1', '*visit* list'))).toContain('V-2025-0001')
  })

  it.each([':tada:', ':white_check_mark:', ':+1:', ':flag-cn: :tada:'])('keep %s whole', async (code) => {
    await heard(admin.post('C1', `<@UBOT> ${log} ${code}`))
    const [visit] = await visits()
    expect(visit).toMatchObject({ people: 12 })
    expect([`考察产业园 ${code}`, '考察产业园']).toContain(visit?.purpose)
  })
})

describe('somebody named in a message', () => {
  it('is that person’s account', async () => {
    await heard(
      slack.deliver('slash_commands', {
        ...{
          command: '/luyu',
          text: 'officer add <@U777|li.ming> 李明 武隆',
          team_id: 'T1',
          channel_id: 'C1',
        },
        ...{ user_id: 'U1', user_name: 'wang', trigger_id: 't1', response_url: '' },
      }),
    )
    await heard(admin.post('C1', '<@UBOT> 人员 添加 <@U778> 王芳 武隆'))
    await heard(admin.direct('/officer add slack:T1/U779 张华 武隆'))
    expect(await accounts()).toEqual(['slack:T1/U777', 'slack:T1/U778', 'slack:T1/U779'])
  })
})

describe('a channel that is shared with another workspace', () => {
  let guest: SlackPerson
  beforeEach(async () => {
    guest = slack.person('U9', 'guest', 'T9')
    await heard(admin.command('C1', 'officer add slack:T1/U9 客人 武隆'))
  })

  it('is the same channel, and the person the same account', async () => {
    expect(await heard(guest.mention('C1', log))).toContain('V-2025-0001')
    expect(await visits()).toMatchObject([{ account: 'slack:T1/U9' }])
    expect(await heard(guest.press('修改'))).not.toContain('失效')
    expect(await heard(guest.command('C1', 'status'))).toContain('济南—武隆')
  })

  it('takes a form as from our own workspace', async () => {
    await heard(guest.command('C1', 'visit'))
    const said = await heard(
      guest.submit({ direction: '济南→武隆', date: '2025-03-05', people: '12', purpose: '考察' }),
    )
    expect(said).toContain('V-2025-0001')
    expect(await visits()).toMatchObject([{ account: 'slack:T1/U9', conversation: 'slack:T1/C1' }])
  })
})

describe('a form that is refused', () => {
  it('stays open with the reason, and nothing that was filled in is lost', async () => {
    const li = slack.person('U2', 'li')
    await heard(admin.command('C1', 'officer add slack:T1/U2 李明 武隆'))
    await heard(li.command('C1', 'visit'))
    const form = { direction: '济南→武隆', date: '2025-03-05', people: '12', purpose: '考察' }
    const { client } = database
    const own = await client.officer.findFirstOrThrow()
    await client.officer.updateMany({ data: { pairId: (own.pairId ?? 0) + 1 } })
    expect(await li.submit(form)).toMatchObject({
      body: {
        response_action: 'errors',
        errors: { direction: expect.stringContaining('不能填报济南—武隆') },
      },
    })
    await client.officer.updateMany({ data: { pairId: own.pairId, active: false } })
    expect(JSON.stringify((await li.submit(form)).body)).toContain('errors')
    await client.officer.updateMany({ data: { active: true } })
    expect(await visits()).toEqual([])
    expect(await heard(li.submit(form))).toContain('V-2025-0001')
  })
})

describe('an edited message that ran a command', () => {
  it.each([
    ['/visit edit V-2025-0001 people:20', '/visit edit V-2025-0001 people:30'],
    ['/undo', '/undo V-2025-0001'],
    ['/officer invite 李明 武隆', '/officer invite 李四 武隆'],
  ])('runs nothing again: %s', async (line, changed) => {
    await heard(admin.direct(log))
    await heard(admin.direct('/visit edit V-2025-0001 people:15'))
    await heard(admin.direct(line))
    const audit = () => database.client.auditEntry.count()
    const before = await audit()
    expect(await heard(admin.editDirect(`${line} `.replace(' ', '  ')))).toBe('')
    expect(await heard(admin.editDirect(changed))).toContain('这条命令已经执行')
    expect(await audit()).toBe(before)
  })
})

it('a word of 20,000 letters is echoed in brief', async () => {
  for (const words of ['x'.repeat(20_000), `/${'x'.repeat(4_000)}`]) {
    const said = await heard(admin.direct(words))
    expect(said).toContain('xxx')
    expect(said.length).toBeLessThan(200)
  }
})

it('files are never met with silence', async () => {
  const photo = { name: 'a.png', mimetype: 'image/png', content: Buffer.from('89504e470d0a1a0a', 'hex') }
  expect(await heard(admin.direct('', [photo]))).toMatch(/收到1个文件|没有接收/)
  expect(await heard(admin.mention('C1', '', { files: [photo] }))).toMatch(/收到1个文件|没有接收/)
  expect(await heard(admin.mention('C1', '现场照片', { files: [photo, photo] }))).toMatch(
    /收到2个文件|没有接收/,
  )
})

it('a form does not deactivate anybody before it was said whom', async () => {
  await heard(admin.command('C1', 'officer add slack:T1/U2 李明 武隆'))
  await heard(admin.command('C1', 'officer remove'))
  expect(await heard(admin.submit({ who: '李明' }))).toContain('停用李明（联络员，济南—武隆）')
  expect((await database.client.officer.findFirst())?.active).toBe(true)
  expect(await heard(admin.press('确认'))).toContain('已停用：李明')
})

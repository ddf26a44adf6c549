import { expect, it, onTestFinished } from 'vitest'
import { stoppedClock } from '../../../../src/core/time/clock.ts'
import { instantAt } from '../../../../src/core/time/day.ts'
import { loadRegistry } from '../../../../src/programme/places/load.ts'
import { startApp, zone } from '../../../harness/app.ts'
import { testDatabase } from '../../../harness/database.ts'
import { bindRoom } from '../../../harness/rooms.ts'
import { createSlackServer, slackSecrets } from '../../../harness/slack.ts'
import { startFakeTelegram } from '../../../harness/telegram.ts'

const reference = 'C-2025-0001'
const mixed = '1可以 2不行 3也行'

it('a poll of all pairs ends right when 60 officers answer at once on Telegram and Slack, with one card in each channel', async () => {
  const database = await testDatabase()
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const telegram = await startFakeTelegram()
  const slack = await createSlackServer(clock)
  const { app, logger, port } = await startApp(
    database,
    {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      SLACK_BOT_TOKEN: slackSecrets.botToken,
      SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      ADMINS: `telegram:${telegram.person.id}`,
    },
    undefined,
    clock,
  )
  // Also where it fails: a program that goes on would work on what later tests put into the database.
  onTestFinished(async () => {
    await app.stop()
    await telegram.close()
    await slack.stop()
  })
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`)
  const settle = async () => {
    await telegram.taken()
    await app.settled()
  }

  const { pairs } = await loadRegistry(database.client)
  /** An officer of one side, of a pair or of the whole programme; on Telegram their number is a person there. */
  const join = async (account: string, index: number, pairId: number | null) => {
    await database.client.officer.create({
      data: {
        name: account,
        role: 'officer',
        side: index % 2 === 0 ? 'assisting' : 'recipient',
        scope: pairId === null ? 'programme' : 'pair',
        pairId,
        createdAt: clock.now(),
        createdBy: 'test',
        accounts: { create: { reference: account, name: account } },
      },
    })
    return { account, index }
  }
  const onTelegram: { id: number; group: number; index: number }[] = []
  const onSlack: { person: ReturnType<typeof slack.person>; channel: string; index: number }[] = []
  const [groups, channels]: [number[], string[]] = [[], []]
  let index = 0
  for (const [at, pair] of pairs.entries()) {
    const isOnTelegram = at < 7
    const group = telegram.addGroup()
    const channel = `C${at + 1}`
    if (isOnTelegram) groups.push(group)
    else {
      channels.push(channel)
      slack.addChannel(channel)
    }
    await bindRoom(
      database,
      isOnTelegram ? `telegram:${group}` : `slack:T1/${channel}`,
      pair.recipient.shortZh,
      'zh-CN',
    )
    for (let member = 0; member < 4; member += 1) {
      index += 1
      const id = 3000 + index
      await join(isOnTelegram ? `telegram:${id}` : `slack:T1/U${id}`, index, pair.id)
      if (isOnTelegram) {
        telegram.addPerson({ id, first_name: `${id}`, language_code: 'zh' })
        onTelegram.push({ id, group, index })
      } else onSlack.push({ person: slack.person(`U${id}`, `${id}`), channel, index })
    }
  }
  const everybody = telegram.addGroup()
  await bindRoom(database, `telegram:${everybody}`, undefined, 'zh-CN')
  groups.push(everybody)
  for (let member = 0; member < 4; member += 1) {
    index += 1
    const id = 3000 + index
    telegram.addPerson({ id, first_name: `${id}`, language_code: 'zh' })
    await join(`telegram:${id}`, index, null)
    onTelegram.push({ id, group: everybody, index })
  }
  expect(onTelegram.length + onSlack.length).toBe(60)

  const maker = telegram.person
  telegram.say(maker.id, '会议 投票 山东 工作会议 3月20日下午、3月21日上午、3月25日上午 截止3月12日')
  await settle()
  expect(telegram.messages.at(-1)?.text).toContain('确认后发至15个频道，请60名联络员答复')
  expect(await database.client.poll.count()).toBe(0)
  telegram.press(maker.id, '确认发起')
  await settle()

  for (const { id, group, index: at } of onTelegram) {
    const from = { id, first_name: `${id}`, language_code: 'zh' }
    if (at % 3 === 0) telegram.press(group, '都可以', { from })
    else if (at % 3 === 1) telegram.say(group, `/poll vote ${reference} ${mixed}`, { from })
    else telegram.say(id, mixed, { from })
  }
  await Promise.all(
    onSlack.map(({ person, channel, index: at }) =>
      at % 2 === 0 ? person.press('都可以') : person.command(channel, `poll vote ${reference} ${mixed}`),
    ),
  )
  await settle()

  const poll = await database.client.poll.findUniqueOrThrow({ where: { reference } })
  expect(logger.problems).toEqual([])
  expect(poll.state).toBe('ended')
  expect(await database.client.pollVote.count()).toBe(60 * 3)
  const all = [
    ...onTelegram.map(({ index: at }) => ({ at, isAll: at % 3 === 0 })),
    ...onSlack.map(({ index: at }) => ({ at, isAll: at % 2 === 0 })),
  ]
  const ofSide = (rest: number) => all.filter(({ at }) => at % 2 === rest)
  const count = (rest: number, isAll: boolean) => ofSide(rest).filter((one) => one.isAll === isAll).length
  expect(poll.tally).toMatchObject({
    'asked.assisting': 30,
    'answered.recipient': 30,
    '2025-03-20T14:30.assisting.yes': 30,
    '2025-03-20T14:30.recipient.yes': 30,
    '2025-03-21T09:00.assisting.yes': count(0, true),
    '2025-03-21T09:00.recipient.no': count(1, false),
    '2025-03-25T09:00.recipient.if_need_be': count(1, false),
  })

  const cards = [
    ...groups.map((group) =>
      telegram.messages.filter(({ chat, from }) => chat === group && from.id === telegram.me.id),
    ),
    ...channels.map((channel) => slack.standing(channel).filter(({ kind }) => kind !== 'ephemeral')),
  ]
  for (const [card, ...more] of cards) {
    expect(more).toEqual([])
    expect(card?.text).toMatch(/1\. 3月20日（周四）14:30.{1,3}山东 30可以；重庆 30可以；人数已够/u)
    expect(card?.text).toContain('已截止，待定')
    expect(card?.text).not.toMatch(/telegram:|slack:/u)
  }

  telegram.press(maker.id, '定第1个时间')
  await settle()
  const toMaker = telegram.messages.filter(({ chat }) => chat === maker.id).map(({ text }) => text)
  expect(toMaker.join()).toContain('已按投票 C-2025-0001 安排会议 M-2025-0001。')
  expect(logger.problems).toEqual([])
}, 60_000)

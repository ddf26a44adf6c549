import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { card, text } from '../../src/core/card.ts'
import { conversationReference } from '../../src/core/request.ts'
import { systemClock } from '../../src/core/time/clock.ts'
import { openDatabase } from '../../src/db/database.ts'
import { enqueue } from '../../src/delivery/outbox.ts'
import { zone } from '../harness/app.ts'
import { listeningLogger } from '../harness/logger.ts'
import { patience } from '../harness/patience.ts'
import { builtProgram, kill, spawnProgram } from '../harness/program.ts'
import { databaseUrl, onServer } from '../harness/server.ts'
import { createSlackServer, slackSecrets } from '../harness/slack.ts'
import { startFakeTelegram } from '../harness/telegram.ts'

/** Messages that one process may have in hand for a platform (`mostInHand`). */
const inHand = 16
const marked = /补发/
const [groups, channels] = [160, 40]

it('a summary to 200 channels goes on when one of two processes is killed midway', async ({ skip }) => {
  const template = inject('databaseTemplate')
  if (template.kind === 'embedded') return skip('only one process owns an embedded database')
  const name = `${template.template}_killed_delivery`
  await onServer(template.url, `CREATE DATABASE ${name} TEMPLATE ${template.template}`)
  const url = databaseUrl(template.url, name)
  const clock = systemClock(zone)
  const [telegram, slack] = [await startFakeTelegram(), await createSlackServer(clock)]
  const start = () =>
    spawnProgram(builtProgram, {
      environment: {
        DATABASE_URL: url,
        TELEGRAM_BOT_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        SLACK_BOT_TOKEN: slackSecrets.botToken,
        SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        PORT: '0',
        LOG_LEVEL: 'warn',
      },
    })
  const rooms = [
    ...Array.from({ length: groups }, () => `telegram:${telegram.addGroup()}`),
    ...Array.from({ length: channels }, (_, number) => {
      slack.addChannel(`C${number}`)
      return `slack:T1/C${number}`
    }),
  ]
  const [one, other] = [start(), start()]
  const database = await openDatabase({ url, dataDirectory: 'unused', logger: listeningLogger() })
  onTestFinished(async () => {
    await Promise.all([kill(one, 'SIGKILL'), kill(other, 'SIGKILL')])
    await Promise.all([telegram.close(), slack.stop(), database.close()])
    await onServer(template.url, `DROP DATABASE ${name} WITH (FORCE)`)
  })
  const sent = () =>
    new Set([
      ...telegram.callsOf('sendMessage').map(({ chat_id }) => String(chat_id)),
      ...slack.shown.map(({ channel }) => channel),
    ]).size
  const reached = (count: number) => vi.waitUntil(() => sent() >= count, { timeout: patience, interval: 5 })

  await Promise.all([telegram.nextCall('getUpdates'), telegram.nextCall('getUpdates')])
  await database.transact(async (transaction) => {
    for (const room of rooms)
      await enqueue(
        transaction,
        { to: conversationReference(room), card: card(text('周报')), locale: 'zh-CN', key: `digest:${room}` },
        clock.now(),
      )
  })
  await reached(60)
  await kill(one, 'SIGKILL')
  const killed = performance.now()
  await reached(rooms.length)
  const unsettled = () => database.client.outboxMessage.count({ where: { state: { not: 'sent' } } })
  await vi.waitUntil(async () => (await unsettled()) === 0, { timeout: patience, interval: 100 })
  const took = (performance.now() - killed) / 1000

  const said = telegram
    .callsOf('sendMessage')
    .map((call) => ({ to: String(call.chat_id), words: String(call.text) }))
  const repeated = [...new Set(said.map(({ to }) => to))]
    .map((group) => said.filter(({ to }) => to === group))
    .filter((all) => all.length > 1)
  expect(said.filter(({ words }) => marked.test(words)).length).toBeLessThanOrEqual(inHand)
  for (const [first, again, ...more] of repeated) {
    expect(first?.words).not.toMatch(marked)
    expect(again?.words).toMatch(marked)
    expect(more).toEqual([])
  }
  expect(slack.shown.map(({ channel }) => channel).sort()).toEqual(
    Array.from({ length: channels }, (_, number) => `C${number}`).sort(),
  )
  expect(slack.shown.filter(({ text: words }) => marked.test(words))).toEqual([])
  // The lease, the look that finds it over, and what was left of the budget; the rest is for a busy machine.
  expect(took).toBeLessThan(30)
})

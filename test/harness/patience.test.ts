import { expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { createSlackServer } from './slack.ts'
import { startFakeTelegram } from './telegram.ts'

it('the fake Telegram says what it waited for in vain, and what was called instead', async () => {
  const telegram = await startFakeTelegram()
  const waiting = telegram.nextCall('sendPhoto', 300)
  await fetch(`${telegram.apiRoot}/bot${telegram.token}/getMe`, { method: 'POST' })
  await expect(waiting).rejects.toThrow('no call of sendPhoto within 0.3 seconds; instead: getMe')
  await telegram.close()
})

it('the fake Slack says what it waited for in vain', async () => {
  const slack = await createSlackServer(stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai'))
  await expect(slack.next(10)).rejects.toThrow('no message of the bot within 0.01 seconds; instead: nothing')
  await slack.stop()
})

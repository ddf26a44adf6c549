import { expect, it } from 'vitest'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import { storeRequest } from '../../src/intake/inbox.ts'
import { startApp, zone } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { startFakeTelegram } from '../harness/telegram.ts'

it.each([
  ['2024-12-31T23:30', '2025-01-06T09:00', '昨天', '2024-12-30'],
  ['2025-03-07T18:00', '2025-03-11T09:00', '周五', '2025-03-07'],
  ['2024-12-30T18:00', '2025-01-02T09:00', '12月20日', '2024-12-20'],
  ['2024-12-30T18:00', '2025-01-02T09:00', '今年12月20日', '2024-12-20'],
])(
  'what a dead process left at %s and is answered at %s is read as of the day it came: %s',
  async (came, now, said, day) => {
    const database = await testDatabase()
    const telegram = await startFakeTelegram()
    const request: Request = {
      id: 'telegram:4242:1',
      conversation: conversationReference('telegram:1001'),
      private: true,
      actor: { account: accountReference('telegram:1001'), name: '李明' },
      input: { kind: 'line', text: `/visit ${said} 济南→武隆 12人` },
      origin: {},
    }
    await storeRequest(database, request, instantAt(came, zone))
    const { app } = await startApp(
      database,
      { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot, ADMINS: 'telegram:1001' },
      undefined,
      stoppedClock(instantAt(now, zone), zone),
    )
    await app.settled()
    const [visit] = await database.client.visit.findMany()
    expect(visit?.startsOn.toISOString().slice(0, 10)).toBe(day)
    await app.stop()
    await telegram.close()
  },
)

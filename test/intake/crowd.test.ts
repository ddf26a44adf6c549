import { expect, it } from 'vitest'
import { startApp } from '../harness/app.ts'
import { testDatabase } from '../harness/database.ts'
import { bindRoom } from '../harness/rooms.ts'
import { startFakeTelegram } from '../harness/telegram.ts'

it('many people at once are all answered, and nobody waits for a lock that never opens', async () => {
  const database = await testDatabase()
  const telegram = await startFakeTelegram()
  const { app, logger } = await startApp(database, {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  })
  const groups = ['武隆', '石柱', '丰都', '巫山', '云阳', '开州', '奉节', '巫溪'].map((pair) => {
    const group = telegram.addGroup()
    return { pair, group }
  })
  for (const { pair, group } of groups) await bindRoom(database, `telegram:${group}`, pair, 'zh-CN')
  for (let line = 0; line < 5; line += 1)
    for (const { pair, group } of groups) telegram.say(group, `/status ${pair}`)
  for (const { group } of groups)
    for (let line = 0; line < 5; line += 1)
      expect((await telegram.next(group)).message.text).toContain('进展')
  await app.settled()
  expect(await database.client.inbox.count({ where: { answeredAt: null } })).toBe(0)
  expect(logger.problems).toEqual([])
  await app.stop()
  await telegram.close()
})

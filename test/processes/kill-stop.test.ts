import { expect, it } from 'vitest'
import { openKillable } from '../harness/killable.ts'
import { patience } from '../harness/patience.ts'

it('a process stops by itself on SIGTERM although Telegram never answers; the next one says what was not heard, marked', async () => {
  const { telegram, me, start, end, exitCode } = await openKillable()
  start()
  telegram.trouble('sendMessage', 'hang')
  telegram.say(me, '/whoami')
  await telegram.nextCall('sendMessage')
  const asked = performance.now()
  await end('SIGTERM')
  expect(exitCode()).toBe(0)
  expect(performance.now() - asked).toBeLessThan(patience)
  start()
  expect((await telegram.next(me)).text).toMatch(/^补发/)
  expect(telegram.unread(me)).toEqual([])
})

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

it('a failure that nobody waited for ends a process in order, with its reason in the log; the next one goes on', async () => {
  const fail = "process.on('SIGUSR2', () => { Promise.reject(new Error('nobody waits for this')) })"
  const { telegram, me, start, end, heard, exitCode, logged } = await openKillable({
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fail)}`,
  })
  start()
  telegram.say(me, '/whoami')
  await heard(/./u)
  await end('SIGUSR2')
  expect(exitCode()).toBe(1)
  expect(logged()).toMatch(/something failed that nobody waited for/)
  expect(logged()).toContain('nobody waits for this')
  start()
  telegram.say(me, '/whoami')
  await heard(/./u)
})

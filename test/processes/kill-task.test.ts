import { expect, it } from 'vitest'
import { openKillable } from '../harness/killable.ts'

it('a task goes on where its process was killed: each step is made once, and its end is said once', async () => {
  const { telegram, me, start, end, heard, unread, inDatabase } = await openKillable()
  const records = 3_000
  // Of records that nobody knows: each step is short, and there are many.
  await inDatabase(
    (client) => client.$executeRaw`
      INSERT INTO due (reference, name, at)
      SELECT 'V-2025-' || lpad(number::text, 5, '0'), 'outcome', '2099-01-01' FROM generate_series(1, ${records}::int) AS number`,
  )
  start()
  await telegram.nextCall('getUpdates')
  telegram.say(me, '/due rebuild')
  await heard(/重算3000条记录/)
  telegram.press(me, '确认')
  await heard(/\d\/3000/)
  await end('SIGKILL')
  expect(unread()).not.toContain('已重算')

  start()
  await telegram.nextCall('getUpdates')
  await heard(/已重算3000条记录/)
  await end('SIGTERM')
  const [finished] = await inDatabase((client) => client.task.findMany())
  // Fifty records a step, and one step that finds nothing more.
  expect(finished).toMatchObject({ state: 'done', done: records, steps: records / 50 + 1 })
  expect(unread()).not.toContain('已重算')
})

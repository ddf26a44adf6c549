import { expect, it } from 'vitest'
import { openKillable } from '../harness/killable.ts'

it('a killed process loses no line that it accepted, and doubles none', async () => {
  const { telegram, me, start, end, heard, logged } = await openKillable()
  start()
  telegram.say(me, '/whoami')
  await telegram.next(me)
  // Killed while the lines come in, then again while their answers go out.
  const purposes = [...'甲乙丙丁'].map((name) => `考察${name}`)
  const lines = purposes.map(
    (purpose, index) => `/visit 3月${index * 3 + 1}日 济南→武隆 ${index + 1}人 ${purpose}`,
  )
  for (const line of lines.slice(0, 2)) telegram.say(me, line)
  await telegram.nextCall('getUpdates')
  await end('SIGKILL')
  telegram.trouble('sendMessage', 'hang')
  start()
  for (const line of lines.slice(2)) telegram.say(me, line)
  await telegram.nextCall('sendMessage')
  await end('SIGKILL')
  start()
  telegram.say(me, '/visit list 济南 2025年 2026年 今年')
  telegram.say(me, '/visit list 武隆')
  const list = await heard(/互访台账[\s\S]*共4条/)
  for (const purpose of purposes) expect(list.split(purpose)).toHaveLength(2)
  expect(logged()).not.toContain(telegram.token)
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import { cleaned } from '../../src/intake/clean.ts'
import { storeRequest } from '../../src/intake/inbox.ts'
import { testDatabase } from '../harness/database.ts'

const typed = (text: string): Request => ({
  id: 'test:1',
  conversation: conversationReference('test:room'),
  private: true,
  actor: { account: accountReference('test:li'), name: text },
  input: { kind: 'line', text },
  origin: {},
})

it('takes away what no database keeps, and nothing else', () => {
  expect(cleaned(typed('/visit a\0b \ud83d 🎉 \ude00\\u0000'))).toEqual(typed('/visit ab  🎉 \\u0000'))
})

it('takes it away from names as well: buttons and forms have their own', () => {
  const pressed = (name: string): Request => ({
    ...typed('李明'),
    input: { kind: 'press', press: { action: 'undo', values: { [name]: name } } },
  })
  expect(cleaned(pressed('a\0b\ud83d'))).toEqual(pressed('ab'))
})

it('takes out blanks that nobody sees from words and numbers, and leaves what joins an emoji', () => {
  expect(cleaned(typed('\ufeff互\u200b访 3月2\u20600日 济\u200b南→武隆 1\u200e2人 👨\u200d👩'))).toEqual(
    typed('互访 3月20日 济南→武隆 12人 👨\u200d👩'),
  )
})

it('can be stored, whatever was sent', async () => {
  const database = await testDatabase()
  const anything = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  })
  await fc.assert(
    fc.asyncProperty(anything, async (text) => {
      const request = { ...cleaned(typed(`\0${text}\ud83d`)), id: `test:${randomUUID()}` }
      expect(await storeRequest(database, request, new Date('2025-03-05T02:00:00Z'))).toBe(true)
    }),
    { numRuns: 30 },
  )
})

import { beforeEach, expect, it } from 'vitest'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { createButtonStore } from '../../src/intake/buttons.ts'
import { testDatabase } from '../harness/database.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})
const clock = stoppedClock(new Date('2025-03-10T01:00:00Z'), 'Asia/Shanghai')
const press = { action: 'line', values: { line: '/visit list 武隆' } }

it('keeps a button once, and its meaning', async () => {
  const store = createButtonStore(database, clock)
  const token = await store.keep(press)
  expect(await store.keep(press)).toBe(token)
  expect(await store.find(token)).toEqual(press)
  expect(await store.find('unknown')).toBeUndefined()
  // No database looks for this.
  expect(await store.find('\0')).toBeUndefined()
})

it('has a card sent later, not dropped, when the database is away', async () => {
  const away = new Proxy(database.statements, {
    get: () => {
      throw new Error('Connection terminated unexpectedly')
    },
  })
  const store = createButtonStore({ ...database, statements: away }, clock)
  await expect(store.keep(press)).rejects.toMatchObject({ failure: 'transient', uncertain: false })
})

import { expect, it } from 'vitest'
import { sharedSessions, testDatabase } from '../harness/database.ts'

it('statements go on after a connection broke and was replaced, whatever was prepared on it', async () => {
  const { client } = await testDatabase()
  const { pool } = await sharedSessions()
  const ask = () => client.$queryRaw<{ number: number }[]>`SELECT ${7}::int + 1 AS number`
  expect(await ask()).toEqual([{ number: 8 }])
  const connection = await pool.connect()
  connection.release(new Error('broken'))
  expect(await ask()).toEqual([{ number: 8 }])
  expect(await ask()).toEqual([{ number: 8 }])
})

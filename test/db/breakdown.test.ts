import { expect, it } from 'vitest'
import { breakdownOf } from '../../src/db/breakdown.ts'
import { openPglite, poolOver } from '../../src/db/pglite.ts'

it('a trap of the program is told, and nobody waits for an answer of it any more', async () => {
  const pglite = await openPglite(undefined)
  const { Module: program } = pglite
  const { _PostgresMainLoopOnce: goOn } = program
  let isTrapped = false
  // Nothing of what was sent is read: PGlite would try again for ever.
  program._PostgresMainLoopOnce = () => {
    if (isTrapped) throw new Error('unreachable')
    goOn()
  }
  const broken = breakdownOf(pglite)
  const pool = poolOver(pglite)
  pool.on('error', () => {})
  // An error of a statement is none of the program.
  await expect(pool.query('SELECT nothing')).rejects.toThrow('column "nothing" does not exist')
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  isTrapped = true
  await expect(pool.query('SELECT 1')).rejects.toThrow('unreachable')
  isTrapped = false
  expect((await broken).message).toBe('unreachable')
  await expect(pool.query('SELECT 1')).rejects.toThrow('unreachable')
})

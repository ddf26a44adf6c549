import { expect, it } from 'vitest'
import { isBrokenOff, isOutage } from '../../src/db/outage.ts'
import { testDatabase } from '../harness/database.ts'

it('what is not there is no outage, and nothing that may succeed the next time', async () => {
  const database = await testDatabase()
  const missing = await database.client.officer
    .findUniqueOrThrow({ where: { id: 0 } })
    .catch((error) => error)
  expect([missing instanceof Error, isOutage(missing), isBrokenOff(missing)]).toEqual([true, false, false])
  const refused = await database.statements.$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error)
  expect([refused instanceof Error, isOutage(refused), isBrokenOff(refused)]).toEqual([true, false, false])
})

it.each([
  ['ECONNREFUSED', true, false],
  ['57P01', true, false],
  ['53100', true, false],
  ['40P01', false, true],
  ['40001', false, true],
  ['23505', false, false],
])('%s: away %s, broken off %s', (code, away, again) => {
  const error = Object.assign(new Error('said by the database, or on the way to it'), { code })
  expect([isOutage(error), isBrokenOff(error)]).toEqual([away, again])
  expect(isOutage(new AggregateError([error]))).toBe(away)
})

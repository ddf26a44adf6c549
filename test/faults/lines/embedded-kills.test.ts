import { it } from 'vitest'
import { storm } from './storm.ts'
import { isFull } from './table.ts'

it('one process on an embedded database, killed at random moments of a mixed load', () =>
  storm('embedded', 1, isFull ? 100 : 5))

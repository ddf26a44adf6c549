import { it } from 'vitest'
import { killAtRandom } from './kills.ts'
import { isFull } from './table.ts'

it('one process on an embedded database, killed at random moments of a mixed load', () =>
  killAtRandom('embedded', 1, isFull ? 100 : 2))

import { it } from 'vitest'
import { killAtRandom } from './kills.ts'
import { hasServer } from './office.ts'
import { isFull } from './table.ts'

it.runIf(hasServer())('two processes on one server, killed at random moments of a mixed load', () =>
  killAtRandom('server', 2, isFull ? 200 : 3),
)

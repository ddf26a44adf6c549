import { it } from 'vitest'
import { hasServer } from './office.ts'
import { storm } from './storm.ts'
import { isFull } from './table.ts'

it.runIf(hasServer())('two processes on one server, killed at random moments of a mixed load', () =>
  storm('server', 2, isFull ? 200 : 5),
)

import { it } from 'vitest'
import { added, type Fanout, fanOut } from './digest.ts'
import { hasServer } from './office.ts'
import { enter, isFull } from './table.ts'

const rounds: ReadonlyArray<Pick<Fanout, 'due' | 'heard'>> = isFull
  ? [
      { due: 'soon', heard: 20 },
      { due: 'missed', heard: 5 },
      { due: 'soon', heard: 40 },
      { due: 'missed', heard: 30 },
    ]
  : [{ due: 'missed', heard: 20 }]

it.runIf(hasServer())(
  'two processes see a summary come due, and one is killed while it goes out',
  async () => {
    const began = performance.now()
    const outcomes: Awaited<ReturnType<typeof fanOut>>[] = []
    for (const round of rounds)
      outcomes.push(await fanOut({ kind: 'server', processes: 2, signal: 'SIGKILL', ...round }))
    enter({
      fault: 'SIGKILL in the fan-out of a summary, 2 processes',
      faults: rounds.length,
      seconds: (performance.now() - began) / 1000,
      ...added(outcomes),
    })
  },
)

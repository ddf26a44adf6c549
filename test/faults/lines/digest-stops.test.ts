import { expect, it } from 'vitest'
import { added, type Fanout, fanOut } from './digest.ts'
import { hasServer } from './office.ts'
import { enter, isFull } from './table.ts'

const rounds: ReadonlyArray<Pick<Fanout, 'kind' | 'processes' | 'heard'>> = [
  { kind: 'embedded', processes: 1, heard: 20 },
  ...(isFull
    ? ([
        { kind: 'embedded', processes: 1, heard: 3 },
        { kind: 'server', processes: 1, heard: 35 },
        { kind: 'server', processes: 2, heard: 10 },
        { kind: 'server', processes: 2, heard: 30 },
      ] as const)
    : []),
]

it('a process is told to stop while a summary goes out', async () => {
  const began = performance.now()
  const possible = rounds.filter(({ kind }) => kind === 'embedded' || hasServer())
  const outcomes: Awaited<ReturnType<typeof fanOut>>[] = []
  for (const round of possible) outcomes.push(await fanOut({ signal: 'SIGTERM', due: 'missed', ...round }))
  const { records, replies, stuck } = added(outcomes)
  enter({
    fault: 'SIGTERM in mid-digest, 1 and 2 processes',
    faults: possible.length,
    seconds: (performance.now() - began) / 1000,
    records,
    replies,
    stuck,
  })
  // Who stops in order leaves nobody in doubt.
  expect(replies.again).toBe(0)
})

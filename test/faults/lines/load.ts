import { expect, vi } from 'vitest'
import { patience } from '../../harness/patience.ts'
import { accountsOf, gatherCrowd, stuckIn } from './crowd.ts'
import { type FaultyOffice, type OfficeOptions, openFaultyOffice } from './office.ts'
import { addedReplies, chanceFrom, enter, isFull, type Line, seed, soFar } from './table.ts'

export interface Load {
  readonly fault: string
  readonly kind: 'server' | 'embedded'
  readonly processes: number
  /** How many are made. */
  readonly faults: number
  readonly office?: OfficeOptions
  /** Milliseconds between announcements. */
  readonly pause?: number
  /** Makes one, and resolves when the next may come. */
  make(office: FaultyOffice, number: number, chance: () => number): Promise<void>
}

/** Officers at work at once. */
const size = isFull ? 12 : 5
/** Faults between two words about how far it has come. */
const stretch = 25
/** Milliseconds after which an announcement counts as missing before the end. */
const grace = 60_000
/** Faults for one announcement. */
const faultsEach = 4

/** Makes faults under a mixed load, has everything come to its end, and writes down what came of it. */
export const underLoad = async (load: Load): Promise<void> => {
  const { fault, kind, processes, faults, pause = 8_000 } = load
  const began = performance.now()
  const office = await openFaultyOffice(kind, { ADMINS: accountsOf(size) }, load.office)
  const words = Array.from({ length: Math.ceil(faults / faultsEach) }, (_, number) => `周报第${number + 1}期`)
  const start = office.now().getTime()
  await office.within((database) =>
    office.announce(database, words, (number) => new Date(start + pause * number)),
  )
  const crowd = gatherCrowd(office.telegram, size)
  const startAll = () => Array.from({ length: processes }, () => office.start())

  /** Nobody else may have an embedded database open meanwhile. */
  const alone = async <Result>(look: Parameters<typeof office.within<Result>>[0]): Promise<Result> => {
    if (kind === 'embedded') await office.endAll('SIGTERM')
    return office.within(look)
  }
  const lineOf = (made: number, records: Line['records'], stuck: number, by?: Date): Line => ({
    fault,
    faults: made,
    seconds: (performance.now() - began) / 1000,
    records,
    replies: addedReplies(crowd.replies(), office.announced(by)),
    stuck,
    note: `seed ${seed}`,
  })
  const tell = async (made: number): Promise<void> => {
    const records = await alone((database) => crowd.records(database))
    // What was due a moment ago may be under way.
    soFar(lineOf(made, records, 0, new Date(office.now().getTime() - grace)))
  }

  let made = 0
  const makeAll = async (): Promise<void> => {
    const chance = chanceFrom(seed)
    startAll()
    while (made < faults) {
      await load.make(office, made, chance)
      made += 1
      if (made % stretch !== 0 || made === faults) continue
      await tell(made)
      if (kind === 'embedded') startAll()
    }
    await crowd.stop()
  }
  await makeAll().catch(async (error: unknown) => {
    await tell(made)
    throw error
  })

  await office.endAll('SIGTERM')
  office.start()
  const settled = async () => {
    // What is put off, a message that is tried again or an announcement, need not be waited for.
    const stuck = await alone(async (database) => {
      await office.hasten(database)
      return stuckIn(database, office.now())
    })
    if (kind === 'embedded') office.start()
    return stuck === 0 && office.isHeard()
  }
  await vi.waitUntil(settled, { timeout: 2 * patience, interval: 2_000 }).catch(() => undefined)
  await office.endAll('SIGTERM')
  const [records, stuck] = await office.within(async (database) => [
    await crowd.records(database),
    await stuckIn(database, office.now()),
  ])
  enter(lineOf(faults, records, stuck))
  expect(office.logged()).not.toContain(office.telegram.token)
}

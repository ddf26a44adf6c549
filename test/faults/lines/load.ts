import { setTimeout as after } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { patience } from '../../harness/patience.ts'
import { accountsOf, gatherCrowd, leftIn, stuckIn } from './crowd.ts'
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
/** How often, and in what milliseconds, it is looked whether all has come to its end. */
const [mostLooks, lookPause] = [60, 3_000]
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
  const lineOf = (made: number, records: Line['records'], stuck: readonly string[], by?: Date): Line => ({
    fault,
    faults: made,
    seconds: (performance.now() - began) / 1000,
    records,
    replies: addedReplies(crowd.replies(), office.announced(by)),
    stuck: stuck.length,
    note: [`seed ${seed}`, stuck.slice(0, 3)].flat().join('; '),
  })
  const tell = async (made: number): Promise<void> => {
    const records = await alone((database) => crowd.records(database))
    // What was due a moment ago may be under way.
    soFar(lineOf(made, records, [], new Date(office.now().getTime() - grace)))
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

  const now = office.now()
  await vi.waitUntil(() => office.isHeard(now), { timeout: patience, interval: 100 }).catch(() => undefined)
  /** What is put off, a message that is tried again or an announcement, need not be waited for. */
  const judge = () =>
    alone(async (database) => {
      await office.hasten(database)
      const line = lineOf(faults, await crowd.records(database), await stuckIn(database, office.now()))
      const left = await leftIn(database)
      return left === 0 ? line : { ...line, note: `${line.note}; ${left} messages left to administrators` }
    })
  for (let looks = 1; ; looks += 1) {
    const isHeard = office.isHeard()
    const line = await judge()
    if ((isHeard && line.stuck === 0) || looks === mostLooks) {
      await office.endAll('SIGTERM')
      enter(line)
      break
    }
    if (kind === 'embedded') office.start()
    await after(lookPause)
  }
  expect(office.logged()).not.toContain(office.telegram.token)
}

import { setTimeout as after } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import { patience } from '../../harness/patience.ts'
import { accountsOf, gatherCrowd, stuckIn } from './crowd.ts'
import { type FaultyOffice, openFaultyOffice } from './office.ts'
import { chanceFrom, enter, type Line, seed } from './table.ts'

const size = 10
/** Milliseconds: a process without rest has hardly begun, one with it has answered. */
const lives = { without: 1_500, with: 5_000 }

/** One after the other, at random moments; the next process starts at once. The first half of them get some rest in between. */
const killAtRandom = async (office: FaultyOffice, processes: number, kills: number): Promise<void> => {
  const chance = chanceFrom(seed)
  const children = Array.from({ length: processes }, () => office.start())
  for (let done = 0; done < kills; done += 1) {
    if (done < kills / 2) await office.telegram.nextCall('getUpdates')
    // The fault is that nobody can say when.
    await after((chance() * (done < kills / 2 ? lives.with : lives.without) * (0.2 + chance())) / 2)
    const victim = Math.floor(chance() * processes)
    const child = children[victim]
    if (child) await office.end(child, 'SIGKILL')
    children[victim] = office.start()
  }
}

const added = (one: Line['replies'], other: Line['replies']): Line['replies'] => ({
  none: one.none + other.none,
  one: one.one + other.one,
  again: one.again + other.again,
  more: one.more + other.more,
})

/** Kills so many processes at random moments of a mixed load, and writes down what came of it. */
export const storm = async (kind: 'server' | 'embedded', processes: number, kills: number): Promise<void> => {
  const began = performance.now()
  const office = await openFaultyOffice(kind, { ADMINS: accountsOf(size) })
  const words = Array.from({ length: Math.ceil(kills / 4) }, (_, number) => `周报第${number + 1}期`)
  const start = office.now().getTime()
  await office.within((database) =>
    office.announce(database, words, (number) => new Date(start + 8_000 * number)),
  )
  const crowd = gatherCrowd(office.telegram, size)
  await killAtRandom(office, processes, kills)
  await crowd.stop()
  await office.endAll('SIGTERM')
  // What is not due yet need not be waited for.
  await office.within(({ client }) =>
    client.outboxMessage.updateMany({ where: { state: 'due' }, data: { dueAt: office.now() } }),
  )
  office.start()
  await vi.waitUntil(() => office.isHeard(), { timeout: patience, interval: 200 })
  const settled = async () => {
    if (kind === 'embedded') await office.endAll('SIGTERM')
    const stuck = await office.within((database) => stuckIn(database, office.now()))
    if (kind === 'embedded' && stuck > 0) office.start()
    return stuck === 0
  }
  await vi.waitUntil(settled, { timeout: patience, interval: 2_000 }).catch(() => undefined)
  await office.endAll('SIGTERM')
  const [records, stuck] = await office.within(async (database) => [
    await crowd.records(database),
    await stuckIn(database, office.now()),
  ])
  enter({
    fault: `SIGKILL, ${kind}, ${processes} process${processes > 1 ? 'es' : ''}`,
    faults: kills,
    seconds: (performance.now() - began) / 1000,
    records,
    replies: added(crowd.replies(), office.announced()),
    stuck,
    note: `seed ${seed}`,
  })
  expect(office.logged()).not.toContain(office.telegram.token)
}

import { setTimeout as after } from 'node:timers/promises'
import { DateTime } from 'luxon'
import { vi } from 'vitest'
import { zone } from '../../harness/app.ts'
import { patience } from '../../harness/patience.ts'
import { bindRoom } from '../../harness/rooms.ts'
import { stuckIn } from './crowd.ts'
import { openFaultyOffice } from './office.ts'
import { addedReplies, type Line, recordsOf, repliesOf } from './table.ts'

const [groups, channels] = [40, 12]
const week = 7 * 24 * 3_600_000

export interface Fanout {
  readonly kind: 'server' | 'embedded'
  readonly processes: number
  readonly signal: 'SIGKILL' | 'SIGTERM'
  /** Whether the summary comes due with the next minute, or was due while no process ran. */
  readonly due: 'soon' | 'missed'
  /** Channels that have heard of it when one process is told to end. */
  readonly heard: number
}

type Outcome = Pick<Line, 'records' | 'replies' | 'stuck'>

/** A weekly summary to many channels of both platforms, one process of which is ended in the middle; another one goes on. */
export const fanOut = async ({ kind, processes, signal, due, heard }: Fanout): Promise<Outcome> => {
  const soon = DateTime.now().setZone(zone).plus({ minutes: 1 })
  const office = await openFaultyOffice(
    kind,
    { DIGEST_CRON: due === 'soon' ? `${soon.minute} ${soon.hour} * * *` : '0 9 * * 1' },
    { groups, channels },
  )
  await office.within(async (database) => {
    for (const room of office.rooms) await bindRoom(database, room, undefined, 'zh-CN')
    if (due === 'missed') {
      const checkedUntil = new Date(office.now().getTime() - week)
      await database.client.jobState.create({ data: { job: 'digest', checkedUntil } })
    }
  })
  const said = () => office.heard(/第\d+周/)
  const reached = () => said().filter((each) => each.length > 0).length

  const starting = Array.from({ length: processes }, () => office.start())
  await vi.waitUntil(() => reached() >= heard, { timeout: patience, interval: 5 })
  // Who sends it is not known: with two, either may.
  const [first] = starting
  if (first) await office.end(first, signal)
  if (processes === 1) office.start()
  await vi.waitUntil(() => reached() === office.rooms.length, { timeout: patience, interval: 50 })
  const over = performance.now() + patience
  for (;;) {
    if (kind === 'embedded') await office.endAll('SIGTERM')
    const outcome = await office.within(async (database) => ({
      // One run for one time, whatever number of processes saw it come.
      records: recordsOf([await database.client.jobRun.count({ where: { job: 'digest' } })]),
      replies: repliesOf(said()),
      stuck: (await stuckIn(database, office.now())).length,
    }))
    // What was in hand of a killed process is another's after its lease.
    if (kind === 'embedded' || outcome.stuck === 0 || performance.now() > over) return outcome
    await after(500)
  }
}

export const added = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((one, other) => ({
    records: {
      lost: one.records.lost + other.records.lost,
      once: one.records.once + other.records.once,
      doubled: one.records.doubled + other.records.doubled,
    },
    replies: addedReplies(one.replies, other.replies),
    stuck: one.stuck + other.stuck,
  }))

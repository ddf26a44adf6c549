import type { Adapter } from '../core/ports.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../db/database.ts'
import { readBacklog } from '../delivery/queue.ts'
import type { MetricSources } from '../http/metrics.ts'
import type { Check } from '../http/operations.ts'
import { readUnanswered } from '../intake/inbox.ts'
import { readOverdue } from '../schedule/due-times.ts'
import { readLastRuns } from '../schedule/jobs.ts'
import { countRunning } from '../schedule/task-queue.ts'

type Adapters = ReadonlyMap<string, Adapter>

const secondsSince = (then: Date | undefined, now: Date) =>
  then ? (now.getTime() - then.getTime()) / 1000 : 0

/** What `/metrics` tells an operator, read when it is asked. */
export const metricSources = (database: Database, adapters: Adapters, clock: Clock): MetricSources => ({
  outbox: async () => {
    const { oldestDueAt, ...states } = await readBacklog(database, clock.now())
    return { states, oldestDueSeconds: secondsSince(oldestDueAt, clock.now()) }
  },
  inbox: async () => {
    const { count, oldest } = await readUnanswered(database)
    return { unanswered: count, oldestSeconds: secondsSince(oldest, clock.now()) }
  },
  dueTimes: () => readOverdue(database, clock.now()),
  runningTasks: () => countRunning(database),
  lastRuns: () => readLastRuns(database),
  platforms: () => [...adapters.values()].map(({ platform, connected }) => [platform, connected?.() ?? true]),
})

/** What `/readyz` looks at. */
export const readinessChecks = (database: Database, adapters: Adapters): Check[] => [
  {
    name: 'database',
    required: true,
    ready: async () => (await database.statements.$queryRaw`SELECT 1`) !== undefined,
  },
  ...[...adapters.values()].map(({ platform, connected }) => ({
    name: platform,
    // What one platform cannot do now must not keep the requests of the others away.
    required: false,
    ready: () => connected?.() ?? true,
  })),
]

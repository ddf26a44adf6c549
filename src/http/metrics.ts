import { setTimeout } from 'node:timers/promises'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface MetricSources {
  /** How the outbox stands: messages by state, and seconds that the oldest due one has waited. */
  outbox(): Promise<{ readonly states: Readonly<Record<string, number>>; readonly oldestDueSeconds: number }>
  /** Requests accepted and not answered yet, and seconds that the oldest has waited. */
  inbox(): Promise<{ readonly unanswered: number; readonly oldestSeconds: number }>
  /** Times of records that have come and are not handled yet, and those that were given up. */
  dueTimes(): Promise<{ readonly waiting: number; readonly givenUp: number }>
  runningTasks(): Promise<number>
  /** When each job last ran. */
  lastRuns(): Promise<ReadonlyMap<string, Date>>
  /** Whether each platform could be reached when it was last needed. */
  platforms(): ReadonlyArray<readonly [platform: string, connected: boolean]>
}

export interface Metrics {
  /** A request was answered, so many seconds after it came. */
  answered(kind: string, outcome: string, seconds: number): void
  readonly contentType: string
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>
}

/** Seconds: an answer within one feels immediate, Slack gives up after three. */
const buckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30]

/** Milliseconds that the database has to answer: a scrape must not hang with it. */
const patience = 2_000

export const createMetrics = (sources: MetricSources): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'luyu_requests_total',
    help: 'Requests answered, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'luyu_answer_seconds',
    help: 'Seconds from a request to its answer',
    buckets,
    registers,
  })
  const messages = new Gauge({
    name: 'luyu_outbox_messages',
    help: 'Messages in the outbox, by state',
    labelNames: ['state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'luyu_outbox_oldest_due_seconds',
    help: 'Seconds that the oldest due message has waited; 0 when none waits',
    registers,
  })
  const unanswered = new Gauge({
    name: 'luyu_inbox_unanswered',
    help: 'Requests accepted and not answered yet',
    registers,
  })
  const oldestUnanswered = new Gauge({
    name: 'luyu_inbox_oldest_unanswered_seconds',
    help: 'Seconds that the oldest unanswered request has waited; 0 when none waits',
    registers,
  })
  const dueTimes = new Gauge({
    name: 'luyu_due_times',
    help: 'Times of records that have come: waiting (none for longer than a minute or two, if all is well), or given up after failing (see the log)',
    labelNames: ['state'],
    registers,
  })
  const runningTasks = new Gauge({
    name: 'luyu_tasks_running',
    help: 'Long tasks that are not ended',
    registers,
  })
  const databaseUp = new Gauge({
    name: 'luyu_database_up',
    help: '1 when the database answers; at 0 what is told of outbox, inbox and jobs is how it was last seen',
    registers,
  })
  const connected = new Gauge({
    name: 'luyu_platform_connected',
    help: '1 when the platform could be reached when it was last needed',
    labelNames: ['platform'],
    registers,
  })
  const lastRun = new Gauge({
    name: 'luyu_job_last_success_timestamp_seconds',
    help: 'When each scheduled job last ran, in seconds since 1970',
    labelNames: ['job'],
    registers,
  })

  const collectFromDatabase = async (): Promise<void> => {
    const [outbox, inbox, due, tasks, lastRuns] = await Promise.all([
      sources.outbox(),
      sources.inbox(),
      sources.dueTimes(),
      sources.runningTasks(),
      sources.lastRuns(),
    ])
    unanswered.set(inbox.unanswered)
    oldestUnanswered.set(inbox.oldestSeconds)
    for (const [state, count] of Object.entries(outbox.states)) messages.set({ state }, count)
    oldest.set(outbox.oldestDueSeconds)
    dueTimes.set({ state: 'waiting' }, due.waiting)
    dueTimes.set({ state: 'given up' }, due.givenUp)
    runningTasks.set(tasks)
    for (const [job, at] of lastRuns) lastRun.set({ job }, at.getTime() / 1000)
  }

  const collect = async (): Promise<void> => {
    for (const [platform, isThere] of sources.platforms()) connected.set({ platform }, isThere ? 1 : 0)
    const answered = new AbortController()
    const isUp = await Promise.race([
      collectFromDatabase().then(
        () => true,
        () => false,
      ),
      setTimeout(patience, false, { signal: answered.signal }).catch(() => false),
    ])
    answered.abort()
    databaseUp.set(isUp ? 1 : 0)
  }

  return {
    answered: (kind, outcome, duration) => {
      requests.inc({ kind, outcome })
      seconds.observe(duration)
    },
    contentType: registry.contentType,
    text: async () => {
      await collect()
      return registry.metrics()
    },
  }
}

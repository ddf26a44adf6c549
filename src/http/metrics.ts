import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface MetricSources {
  /** How the outbox stands: messages by state, and seconds that the oldest due one has waited. */
  outbox(): Promise<{ readonly states: Readonly<Record<string, number>>; readonly oldestDueSeconds: number }>
  /** When each job last ran. */
  lastRuns(): Promise<ReadonlyMap<string, Date>>
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
  const lastRun = new Gauge({
    name: 'luyu_job_last_success_timestamp_seconds',
    help: 'When each scheduled job last ran, in seconds since 1970',
    labelNames: ['job'],
    registers,
  })

  const collect = async (): Promise<void> => {
    const [outbox, lastRuns] = await Promise.all([sources.outbox(), sources.lastRuns()])
    for (const [state, count] of Object.entries(outbox.states)) messages.set({ state }, count)
    oldest.set(outbox.oldestDueSeconds)
    for (const [job, at] of lastRuns) lastRun.set({ job }, at.getTime() / 1000)
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

import pg from 'pg'
import type { Logger } from '../core/ports.ts'
import { DatabaseUnusable } from './errors.ts'
import type { Sessions } from './sessions.ts'

/** At most so many sessions on the server for one process. */
const maximumSessions = 10

/** How long the way to the server may take, in milliseconds. A link that vanishes says nothing: only a clock tells. */
export interface LinkLimits {
  /** Until there is a session, new or free. */
  readonly connecting: number
  /** Until the server breaks a statement off. Within a transaction's time (`transactions.ts`). */
  readonly statement: number
  /** Until its answer is not waited for any more. */
  readonly answer: number
  /** Until the server ends a session that is silent in a transaction: its locks would keep others from their work. */
  readonly silence: number
}

export const linkLimits: LinkLimits = {
  connecting: 10_000,
  statement: 10_000,
  answer: 12_000,
  silence: 15_000,
}

/** As the server watches over connections: the first look at a silent one, the next ones, how many, and what is sent and not received. */
const watching = [
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=20000',
]
/** Milliseconds until our side looks at a silent connection. */
const firstLook = 10_000

/** As `server_version_num` tells it: PostgreSQL 15. */
const oldestVersion = 150_000

/** Sessions on a server, not opened before they are needed. */
export const serverPool = (url: string, limits: LinkLimits = linkLimits): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: maximumSessions,
    connectionTimeoutMillis: limits.connecting,
    statement_timeout: limits.statement,
    query_timeout: limits.answer,
    idle_in_transaction_session_timeout: limits.silence,
    keepAlive: true,
    keepAliveInitialDelayMillis: firstLook,
    // Prisma writes instants without a zone and reads them as UTC, whatever the server or the role has set.
    options: ['TimeZone=UTC', ...watching].map((setting) => `-c ${setting}`).join(' '),
  })

/** Throws `DatabaseUnusable` when the server cannot be reached or is too old. */
export const openServer = async (url: string, logger: Logger, limits?: LinkLimits): Promise<Sessions> => {
  const pool = serverPool(url, limits)
  // An idle session that the server ends (a restart) must not end the process; the pool opens a new one.
  // The error itself carries the whole session: its words are enough.
  pool.on('error', ({ message }) => logger.warn({ reason: message }, 'the database closed an idle session'))
  try {
    await requireVersion(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { kind: 'server', pool, close: () => pool.end() }
}

const requireVersion = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool
    .query<{ number: number; name: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
    )
    .catch((cause: unknown) => {
      throw new DatabaseUnusable(`DATABASE_URL: the database cannot be reached: ${reasonOf(cause)}`, {
        cause,
      })
    })
  const [version] = rows
  if (version && version.number < oldestVersion)
    throw new DatabaseUnusable(`DATABASE_URL: PostgreSQL 15 or newer is needed, this is ${version.name}`)
}

/** A name with several addresses fails with an empty message and one error for each. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

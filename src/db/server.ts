import pg from 'pg'
import type { Logger } from '../core/ports.ts'
import { DatabaseUnusable } from './errors.ts'
import type { Sessions } from './sessions.ts'

/** At most so many sessions on the server for one process. */
const maximumSessions = 10
/** Milliseconds to wait for a new session. */
const connectionTimeout = 10_000

/** As `server_version_num` tells it: PostgreSQL 15. */
const oldestVersion = 150_000

/** Sessions on a server, not opened before they are needed. */
export const serverPool = (url: string): pg.Pool =>
  new pg.Pool({
    connectionString: url,
    max: maximumSessions,
    connectionTimeoutMillis: connectionTimeout,
    keepAlive: true,
    // Prisma writes instants without a zone and reads them as UTC, whatever the server or the role has set.
    options: '-c TimeZone=UTC',
  })

/** Throws `DatabaseUnusable` when the server cannot be reached or is too old. */
export const openServer = async (url: string, logger: Logger): Promise<Sessions> => {
  const pool = serverPool(url)
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

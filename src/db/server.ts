import pg from 'pg'
import type { Logger } from '../core/ports.ts'
import type { Sessions } from './database.ts'

/** At most so many sessions on the server for one process. */
const maximumSessions = 10
/** Milliseconds to wait for a new session. */
const connectionTimeout = 10_000

export const openServer = (url: string, logger: Logger): Sessions => {
  const pool = new pg.Pool({
    connectionString: url,
    max: maximumSessions,
    connectionTimeoutMillis: connectionTimeout,
  })
  // An idle session that the server ends (a restart) must not end the process; the pool opens a new one.
  pool.on('error', (error) => logger.warn({ error }, 'the database closed an idle session'))
  return { kind: 'server', pool, close: () => pool.end() }
}

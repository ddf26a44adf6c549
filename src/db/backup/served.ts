import { createHash } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import type { Logger } from '../../core/ports.ts'
import { dump } from './dump.ts'

/** The longest path that a socket may have on every system (unix(7): 108 bytes, of which macOS gives 104). */
const longestPath = 100

const socketOf = (dataDirectory: string): string => {
  const path = join(resolve(dataDirectory), 'backup.sock')
  if (Buffer.byteLength(path) <= longestPath) return path
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16)
  return join(tmpdir(), `luyu-${name}.sock`)
}

/**
 * An embedded database belongs to one process: while that runs, whoever may read its data directory gets a backup from it over a
 * socket there. Resolves with what ends it. What cannot be had (a file system without sockets) is logged, and backups wait for a stop.
 */
export const serveBackups = async (
  pool: pg.Pool,
  dataDirectory: string,
  logger: Logger,
): Promise<() => Promise<void>> => {
  const path = socketOf(dataDirectory)
  const server = createServer((asking) => {
    asking.on('error', (error) => logger.warn({ err: error }, 'a backup was broken off'))
    dump(pool, asking)
      .then(() => logger.info({}, 'a backup was made'))
      .catch((error: unknown) => {
        logger.error({ err: error }, 'a backup failed')
        asking.destroy()
      })
  })
  const end = async (): Promise<void> => {
    await new Promise<void>((done) => server.close(() => done()))
    await rm(path, { force: true })
  }
  try {
    await rm(path, { force: true })
    await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done))
    await chmod(path, 0o600)
    server.unref()
  } catch (error) {
    logger.warn({ err: error }, 'backups can be made while the program is stopped only')
    return async () => undefined
  }
  return end
}

/** Takes a backup from the process that owns the data directory. Rejects where none answers. */
export const takeServed = (dataDirectory: string, into: Writable): Promise<void> =>
  pipeline(connect(socketOf(dataDirectory)), into)

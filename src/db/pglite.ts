import { openAsBlob } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { SyncedFiles } from './synced-files.ts'

/** As this project pins it: PGlite does not tell its own. */
export const pgliteVersion: string = createRequire(import.meta.url)('../../package.json').dependencies[
  '@electric-sql/pglite'
]

/** A migrated database with the founding facts, as the build leaves it beside the program: copying it is much faster than `initdb`. */
export const builtDatabase = fileURLToPath(new URL(`../../dist/database-${pgliteVersion}`, import.meta.url))

/**
 * Of its own accord PGlite takes 160 MB for pages and fills them with zeros, which is half of what its start costs. The
 * operating system keeps the pages of files besides.
 */
const pagesInMemory = ['-c', 'shared_buffers=32MB']

export interface Opening {
  /** What a new database is unpacked from. */
  readonly archive?: string | undefined
  /** Whether each commit is on the disk before it counts. */
  readonly syncCommits?: boolean | undefined
}

/** Opens a database in a directory, or in memory when there is none. */
export const openPglite = async (
  directory: string | undefined,
  { archive, syncCommits = false }: Opening = {},
): Promise<PGlite> =>
  PGlite.create({
    ...(directory === undefined
      ? {}
      : syncCommits
        ? { fs: new SyncedFiles(directory) }
        : { dataDir: directory }),
    startParams: [
      // Of its own accord PGlite never forces anything to the disk (`-F`), and could not.
      ...PGlite.defaultStartParams.filter((parameter) => !(syncCommits && parameter === '-F')),
      ...(syncCommits ? ['-c', 'wal_sync_method=fsync'] : []),
      ...pagesInMemory,
    ],
    ...(archive !== undefined && { loadDataDir: await openAsBlob(archive) }),
  })

/** The one session of a PGlite, as a pool that the PostgreSQL driver's users can share. */
export const poolOver = (pglite: PGlite): pg.Pool => {
  class PgliteClient extends pg.Client {
    constructor() {
      const config = createPgConfig(pglite)
      const { connection } = config
      const parse = connection.parse.bind(connection)
      // Prisma hands the driver an object of type parsers as `types`; PGlite takes `types` for a list of parameter types.
      connection.parse = (query: { types?: unknown }) =>
        parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined })
      super(config as unknown as pg.ClientConfig)
    }
  }
  return new pg.Pool({
    Client: PgliteClient,
    max: 1,
    idleTimeoutMillis: 0,
    // A client that failed is replaced while the session stays, with what was prepared in it.
    onConnect: (client: pg.ClientBase) => client.query('DEALLOCATE ALL'),
  } as pg.PoolConfig)
}

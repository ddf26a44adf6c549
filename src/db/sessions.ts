import type pg from 'pg'
import type { DatabaseUnusable } from './errors.ts'

/** Sessions of a database, before anything is known of its tables. */
export interface Sessions {
  /** `embedded`: PGlite in the data directory; `server`: PostgreSQL. */
  readonly kind: 'embedded' | 'server'
  readonly pool: pg.Pool
  /** Resolves when the embedded database broke down and answers nothing any more, with what to tell the operator. */
  readonly broken?: Promise<DatabaseUnusable>
  close(): Promise<void>
}

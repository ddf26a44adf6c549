import type pg from 'pg'

/** Sessions of a database, before anything is known of its tables. */
export interface Sessions {
  /** `embedded`: PGlite in the data directory; `server`: PostgreSQL. */
  readonly kind: 'embedded' | 'server'
  readonly pool: pg.Pool
  close(): Promise<void>
}

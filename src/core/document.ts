import type { Clock } from './time/clock.ts'

/** What stands at an address. */
export interface Document {
  /** With its charset. */
  readonly mediaType: string
  readonly content: string
}

/** What a feature lets be read over HTTP, without a login: its addresses cannot be guessed. */
export interface PublicDocuments<Transaction> {
  /** Beneath which they all are, with a slash at either end: `/calendar/`. */
  readonly path: string
  /** By what follows the path; undefined where there is nothing, or nothing any more. */
  read(
    context: { readonly transaction: Transaction; readonly clock: Clock },
    name: string,
  ): Promise<Document | undefined>
}

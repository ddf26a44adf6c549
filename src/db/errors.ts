/** The database cannot be used as things are; the message tells the operator why, in one line. */
export class DatabaseUnusable extends Error {
  override readonly name: string = 'DatabaseUnusable'
}

/** A transaction was given up because it took too long. */
export class TransactionTooLong extends Error {
  override readonly name = 'TransactionTooLong'
}

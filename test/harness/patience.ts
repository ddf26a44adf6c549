/**
 * Milliseconds that a test waits for what it cannot hurry: another process that starts, a platform's next message. Long,
 * because it only tells a test that would wait for ever from a machine that is busy; every other wait derives from it.
 */
export const patience = 90_000

/** Compiling PGlite's code well is not worth it for a database that lives for seconds: this way it opens in half the time. */
export const quickDatabase = ['--liftoff-only'] as const

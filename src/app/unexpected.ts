import type { Logger } from '../core/ports.ts'

/** What of a process is listened to. */
interface Failing {
  on(event: 'unhandledRejection' | 'uncaughtException', tell: (reason: unknown) => void): unknown
}

/**
 * A failure that nobody waited for leaves a program in a state that nobody knows: the reason goes to the log, what is in hand is
 * left in order, and the process ends with 1, for whoever supervises it to start it again. `end` is called once.
 */
export const onTheUnexpected = (failing: Failing, logger: Logger, end: () => Promise<void>): void => {
  let ending = false
  const fail = (reason: unknown): void => {
    logger.error({ err: reason }, 'something failed that nobody waited for')
    if (ending) return
    ending = true
    void end()
  }
  failing.on('unhandledRejection', fail)
  failing.on('uncaughtException', fail)
}

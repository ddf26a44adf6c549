import { AsyncLocalStorage } from 'node:async_hooks'
import type { Logger } from '../core/ports.ts'

/** The request that is at work, wherever in the program its work goes on. */
const atWork = new AsyncLocalStorage<string>()

export const withinRequest = <Result>(id: string, work: () => Result): Result => atWork.run(id, work)

/** Every line that is written while a request is at work names it, from its update to its reply. */
export const traced = (logger: Logger): Logger => {
  const named = (details: object): object => {
    const request = atWork.getStore()
    return request === undefined ? details : { request, ...details }
  }
  return {
    debug: (details, message) => logger.debug(named(details), message),
    info: (details, message) => logger.info(named(details), message),
    warn: (details, message) => logger.warn(named(details), message),
    error: (details, message) => logger.error(named(details), message),
    child: (bindings) => traced(logger.child(bindings)),
  }
}

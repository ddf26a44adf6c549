/**
 * Milliseconds that a test waits for what it cannot hurry: another process that starts, a platform's next message. Long,
 * because it only tells a test that would wait for ever from a machine that is busy; every other wait derives from it.
 */
export const patience = 90_000

/**
 * Something that a platform's fake waits for; fails when patience ends, with what was waited for and what came instead. Who
 * waits no more need not hear of it.
 */
export const awaited = <Result>(
  what: string,
  begin: (come: (result: Result) => void) => void,
  instead: () => readonly string[],
  milliseconds: number = patience,
): Promise<Result> => {
  const coming = new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(() => {
      const came = instead().slice(-10)
      reject(
        new Error(
          `no ${what} within ${milliseconds / 1000} seconds; instead: ${came.join(', ') || 'nothing'}`,
        ),
      )
    }, milliseconds)
    timer.unref()
    begin((result) => {
      clearTimeout(timer)
      resolve(result)
    })
  })
  coming.catch(() => undefined)
  return coming
}

/** Compiling PGlite’s code well is not worth it for a database that lives for a minute: this way it opens in half the time. */
export const quickDatabase = ['--liftoff-only'] as const

import type { PGlite } from '@electric-sql/pglite'

/** What PostgreSQL's compiled program throws to return to its loop after an error of a statement (PGlite's `POSTGRES_MAIN_LONGJMP`). */
const afterError = 100

const isOrdinary = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && thrown.status === afterError

interface PostgresError {
  readonly name: string
  readonly severity?: string
  readonly message?: string
}

/**
 * Resolves when the compiled program broke down (a panic, a trap, an exit), with why. PGlite passes over it in silence and goes
 * on with a program that may never return: from then on every statement is refused before it reaches it.
 */
export const breakdownOf = (pglite: PGlite): Promise<Error> => {
  const { Module: program } = pglite
  const { _PostgresMainLoopOnce: goOn, stackRestore } = program
  const carryOut = pglite.execProtocolStream.bind(pglite)
  let thrown: Error | undefined
  let isOver = false

  program._PostgresMainLoopOnce = () => {
    isOver = thrown !== undefined
    if (thrown) throw thrown
    try {
      goOn()
    } catch (error) {
      if (!isOrdinary(error))
        thrown = error instanceof Error ? error : new Error(String(error), { cause: error })
      throw error
    }
  }
  // Called where PGlite passes over what was thrown: the only way out of its loop.
  program.stackRestore = (pointer) => {
    if (isOver) throw thrown
    return stackRestore(pointer)
  }
  return new Promise((resolve) => {
    pglite.execProtocolStream = async (message, options) => {
      if (thrown) throw thrown
      try {
        const answer: readonly PostgresError[] = await carryOut(message, options)
        const last = answer.find(({ severity }) => severity === 'PANIC' || severity === 'FATAL')
        if (thrown && last?.message) thrown = new Error(last.message, { cause: thrown })
        return answer as Awaited<ReturnType<typeof carryOut>>
      } finally {
        if (thrown) resolve(thrown)
      }
    }
  })
}

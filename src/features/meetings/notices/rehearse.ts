import type { ProgrammeContext } from '../../../programme/context.ts'

/**
 * Does work in the request's transaction and takes all of it back, so that a preview says what will come of it by the same
 * rules. Nothing is sent. What the work throws ends the request, as without a rehearsal.
 */
export const rehearse = async <Result>(
  context: ProgrammeContext,
  work: (rehearsing: ProgrammeContext) => Promise<Result>,
): Promise<Result> => {
  const { transaction } = context
  await transaction.$executeRaw`SAVEPOINT rehearsal`
  const result = await work({ ...context, send: async () => true })
  await transaction.$executeRaw`ROLLBACK TO SAVEPOINT rehearsal`
  await transaction.$executeRaw`RELEASE SAVEPOINT rehearsal`
  return result
}

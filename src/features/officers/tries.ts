import type { ProgrammeContext } from '../../programme/context.ts'

/** So many wrong codes in a row are an attempt to guess one. */
const mostWrong = 5
/** Milliseconds that an account's codes are not looked at afterwards, and after which single mistakes are forgotten. */
const pause = 3_600_000

/** How an account stands with its codes. */
export type Tries = { readonly left: number } | { readonly lockedUntil: Date }

/** Before a code is looked at. Holds the account's row until the transaction ends, so that of many tries at once each is counted. */
export const beginTry = async ({ transaction, clock, caller }: ProgrammeContext): Promise<Tries> => {
  const now = clock.now()
  const forgotten = new Date(now.getTime() - pause)
  const [row] = await transaction.$queryRaw<{ wrong: number; lockedUntil: Date | null }[]>`
    INSERT INTO code_tries AS tries (account, wrong, last_at) VALUES (${caller.account}, 0, ${now})
    ON CONFLICT (account) DO UPDATE SET wrong = CASE WHEN tries.last_at <= ${forgotten} THEN 0 ELSE tries.wrong END
    RETURNING wrong, locked_until AS "lockedUntil"`
  if (!row) throw new Error('a row that was written is not there')
  return row.lockedUntil && row.lockedUntil > now
    ? { lockedUntil: row.lockedUntil }
    : { left: mostWrong - row.wrong }
}

/** Counts a wrong code. To be committed with the answer: what is thrown takes it back. */
export const countWrong = async (
  { transaction, clock, caller }: ProgrammeContext,
  { left }: { readonly left: number },
): Promise<Tries> => {
  const now = clock.now()
  const isLast = left <= 1
  const lockedUntil = isLast ? new Date(now.getTime() + pause) : null
  await transaction.codeTries.update({
    where: { account: caller.account },
    data: { wrong: isLast ? 0 : mostWrong - left + 1, lastAt: now, lockedUntil },
  })
  return lockedUntil ? { lockedUntil } : { left: left - 1 }
}

/** A right code makes up for the wrong ones before it. */
export const forgetTries = async ({ transaction, caller }: ProgrammeContext): Promise<void> => {
  await transaction.codeTries.deleteMany({ where: { account: caller.account } })
}

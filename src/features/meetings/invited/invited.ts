import { localeOf } from '../../../core/i18n.ts'
import { accountReference, type Locale, privateConversation } from '../../../core/request.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import type { Addressee } from '../../../programme/audience.ts'
import { officersOfPair } from '../../../programme/people/owners.ts'
import type { Registry } from '../../../programme/places/registry.ts'

/** An officer who is asked to come. */
export interface Invited {
  readonly id: number
  readonly name: string
  /** Absent for who works for neither side alone. */
  readonly side: Side | undefined
  /** Where they are told in private; absent for who has joined on no platform yet. */
  readonly addressee: Addressee | undefined
}

interface Invitation {
  /** `null`: of the whole programme, and so to the officers of every pair. */
  readonly pairId: number | null
}

/** Who is invited to a meeting, or asked when it could be: the liaison officers of both sides. */
export const officersInvited = async (
  transaction: Transaction,
  registry: Registry,
  { pairId }: Invitation,
  defaultLocale: Locale,
): Promise<Invited[]> => {
  const officers = await transaction.officer.findMany({
    where: {
      role: 'officer',
      ...(pairId === null ? { active: true } : officersOfPair(registry.pair(pairId))),
    },
    orderBy: { id: 'asc' },
    include: {
      accounts: { orderBy: [{ linkedAt: { sort: 'desc', nulls: 'last' } }, { reference: 'asc' }], take: 1 },
    },
  })
  return officers.map(({ id, name, side, locale, accounts: [account] }) => ({
    id,
    name,
    side: side ?? undefined,
    addressee: account && {
      to: privateConversation(accountReference(account.reference)),
      locale: localeOf(account.locale ?? locale ?? undefined) ?? defaultLocale,
      private: true,
    },
  }))
}

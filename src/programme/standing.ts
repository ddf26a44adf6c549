import { accountReference, type Request } from '../core/request.ts'
import type { Day } from '../core/time/day.ts'
import type { Transaction } from '../db/database.ts'
import type { Role, ScopeKind, Side } from '../generated/prisma/enums.ts'

/** Deactivated for good, suspended, or outside the term of a secondment. */
export type Barred = 'deactivated' | 'suspended' | 'ended' | 'early'

/** What the database knows of whoever asks, and of where they ask. */
export interface Standing {
  readonly accountName: string | null
  readonly accountLocale: string | null
  readonly id: number | null
  readonly name: string | null
  readonly role: Role | null
  readonly side: Side | null
  readonly scope: ScopeKind | null
  readonly pairId: number | null
  readonly officerLocale: string | null
  /** Why the officer to whom the account belongs is none now. */
  readonly barred: Barred | null
  /** What the conversation is bound to. */
  readonly channel: {
    readonly scope: ScopeKind
    readonly pairId: number | null
    readonly locale: string
    readonly broken: boolean
    /** Persons are named there. */
    readonly names: boolean
  } | null
  /** Their names. */
  readonly administrators: string[]
}

/** No account is called so. */
const nobody = accountReference('')

/** Who asks, and where, and whether their term goes on today: one statement by hand, because every request runs it. Whoever speaks in the name of a group is nobody. */
export const standingOf = async (
  transaction: Transaction,
  { actor, conversation }: Pick<Request, 'actor' | 'conversation'>,
  today: Day,
): Promise<Standing> => {
  const [standing] = await transaction.$queryRaw<Standing[]>`
    SELECT account.name AS "accountName", account.locale AS "accountLocale",
      known.barred, officer.id, officer.name,
      officer.role::text AS role, officer.side::text AS side, officer.scope::text AS scope,
      officer.pair_id AS "pairId", officer.locale AS "officerLocale",
      (SELECT json_build_object('scope', scope, 'pairId', pair_id, 'locale', locale, 'broken', broken_since IS NOT NULL,
          'names', names)
        FROM channel WHERE conversation = ${conversation} AND unbound_at IS NULL) AS channel,
      ARRAY (SELECT name FROM officer WHERE role = 'administrator' AND active ORDER BY id) AS administrators
    FROM (VALUES (${actor.anonymous ? nobody : actor.account}::text)) AS asking (reference)
    LEFT JOIN account ON account.reference = asking.reference
    LEFT JOIN LATERAL (
      SELECT id, CASE
        WHEN pause = 'suspended' THEN 'suspended'
        WHEN NOT active AND pause IS NULL THEN 'deactivated'
        WHEN term_to < ${today}::date THEN 'ended'
        WHEN term_from > ${today}::date THEN 'early'
        WHEN NOT active THEN 'ended'
      END AS barred FROM officer WHERE id = account.officer_id
    ) AS known ON true
    LEFT JOIN officer ON officer.id = known.id AND known.barred IS NULL`
  if (!standing) throw new Error('a query of one row gave none')
  return standing
}

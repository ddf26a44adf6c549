import type { ConversationReference } from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { Role, ScopeKind, Side } from '../../generated/prisma/enums.ts'

/** A bound channel, and how it is faring. */
export interface ListedChannel {
  readonly conversation: ConversationReference
  readonly title: string | null
  readonly scope: ScopeKind
  readonly pairId: number | null
  readonly locale: string
  readonly boundAt: Date
  readonly boundBy: string
  /** Of whoever bound it; nothing of somebody whom nobody knows any more. */
  readonly name: string | null
  readonly role: Role | null
  readonly side: Side | null
  readonly brokenSince: Date | null
  readonly brokenReason: string | null
  /** When something said unasked last arrived there, as far as the outbox remembers. */
  readonly deliveredAt: Date | null
  /** Of all that were asked for. */
  readonly total: number
}

export interface AskedChannels {
  /** Only those bound to these pairs; all of them when absent. */
  readonly pairIds?: readonly number[]
  readonly offset: number
  readonly limit: number
}

/** Bound channels, those of the whole programme first. */
export const findChannels = (
  transaction: Transaction,
  { pairIds, offset, limit }: AskedChannels,
): Promise<ListedChannel[]> =>
  transaction.$queryRaw`
    SELECT channel.conversation, channel.title, channel.scope::text AS scope, channel.pair_id AS "pairId", channel.locale,
      bound_at AS "boundAt", bound_by AS "boundBy", coalesce(officer.name, account.name) AS name,
      officer.role::text AS role, officer.side::text AS side,
      broken_since AS "brokenSince", broken_reason AS "brokenReason",
      (SELECT max(sent_at) FROM outbox
        WHERE outbox.conversation = channel.conversation AND state = 'sent' AND check_for IS NULL) AS "deliveredAt",
      (count(*) OVER ())::int AS total
    FROM channel
    LEFT JOIN pair ON pair.id = channel.pair_id
    LEFT JOIN account ON account.reference = channel.bound_by
    LEFT JOIN officer ON officer.id = account.officer_id
    WHERE unbound_at IS NULL AND (${pairIds === undefined} OR channel.pair_id = ANY(${[...(pairIds ?? [])]}::int[]))
    ORDER BY pair.position NULLS FIRST, channel.id
    LIMIT ${limit} OFFSET ${offset}`

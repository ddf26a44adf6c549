import { createHash } from 'node:crypto'
import { Prisma } from '../../generated/prisma/client.ts'

/** An entry's place in the chain (ADR 47). */
export interface Seal {
  /** From 1, without gaps, in the order of the entries. */
  readonly position: bigint
  readonly entryId: bigint
  /** Of what the entry says. */
  readonly digest: string
  /** Of this digest and the hash before it. */
  readonly hash: string
}

/**
 * SHA-256, hex, of all that an entry of `audit` says. Columns without a value are left out, so that one that a later build adds
 * leaves the digests of what stands already as they are.
 */
export const digestOfEntry = Prisma.sql`encode(sha256(convert_to(jsonb_strip_nulls(jsonb_build_object(
  'at', (extract(epoch FROM audit.at) * 1000)::bigint, 'account', audit.account, 'officer', audit.officer_id,
  'conversation', audit.conversation, 'request', audit.request, 'feature', audit.feature,
  'reference', audit.reference, 'pair', audit.pair_id, 'action', audit.action, 'before', audit.before::text,
  'after', audit.after::text, 'version', audit.version, 'undoes', audit.undoes))::text, 'UTF8')), 'hex')`

/** What follows in the chain after a hash; the first entry follows none. */
export const linked = (
  previous: Pick<Seal, 'position' | 'hash'> | undefined,
  { entryId, digest }: Pick<Seal, 'entryId' | 'digest'>,
): Seal => ({
  position: (previous?.position ?? 0n) + 1n,
  entryId,
  digest,
  hash: createHash('sha256')
    .update([previous?.hash ?? '', entryId, digest].join('\n'))
    .digest('hex'),
})

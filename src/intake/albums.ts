import type { Request } from '../core/request.ts'
import type { Database, Transaction } from '../db/database.ts'
import { lease } from './inbox.ts'

/**
 * Milliseconds without a further part after which an album is complete. Telegram does not say how many parts there are;
 * they come within the same moment, by webhook on several connections. A part that comes later is a request of its own.
 */
export const albumQuiet = 1_500

export type Gathered =
  /** A further part may come: to be asked again after so many milliseconds. */
  | { readonly kind: 'open'; readonly wait: number }
  /** All parts as one request, to be answered by whoever is told so. */
  | { readonly kind: 'whole'; readonly request: Request }
  /** Somebody else answers it, or nobody need: it was not meant for the bot. */
  | { readonly kind: 'done' }

const numbers = new Intl.Collator('en', { numeric: true })

/** The parts, in the order they were sent, as one request: the caption's, if one has a caption. */
const joined = (parts: readonly Request[], isHeard: boolean): Request | undefined => {
  const ordered = [...parts].sort((one, other) => numbers.compare(one.message ?? '', other.message ?? ''))
  const leader = ordered.find(({ input }) => input.kind === 'line') ?? ordered[0]
  if (!leader || !(isHeard || parts.some(({ album }) => album?.isAddressed))) return undefined
  const { album: _, ...request } = leader
  const lines = ordered.flatMap(({ input }) => (input.kind === 'line' ? [input.text] : []))
  return {
    ...request,
    input: lines.length > 0 ? { kind: 'line', text: lines.join(' ') } : request.input,
    attachments: ordered.flatMap(({ attachments = [] }) => attachments),
  }
}

/** Whether an earlier part was meant for the bot: the request that was made of it still has the album's name beside it. */
const wasHeard = async (transaction: Transaction, album: string): Promise<boolean> => {
  const heard = await transaction.$queryRaw<unknown[]>`
    SELECT id FROM inbox WHERE album = ${album} AND request->'album' IS NULL LIMIT 1`
  return heard.length > 0
}

const markDone = (transaction: Transaction, ids: readonly string[], now: Date) =>
  transaction.$executeRaw`
    UPDATE inbox SET processed_at = ${now}, answered_at = ${now}, album = NULL WHERE id = ANY (${[...ids]})`

/**
 * Makes the parts of an album that have come one request, once no more are to be expected. Each part is stored before it
 * is acknowledged, so nothing is lost with the process; of several processes that ask, one is given the request.
 */
export const gatherAlbum = (database: Database, album: string, now: Date): Promise<Gathered> =>
  database.transact(async (transaction): Promise<Gathered> => {
    const rows = await transaction.$queryRaw<{ id: string; request: Request; received: Date }[]>`
      SELECT id, request, received_at AS received FROM inbox
      WHERE album = ${album} AND request->'album' IS NOT NULL AND answered_at IS NULL ORDER BY id FOR UPDATE`
    if (rows.length === 0) return { kind: 'done' }
    const newest = Math.max(...rows.map(({ received }) => received.getTime()))
    const wait = newest + albumQuiet - now.getTime()
    if (wait > 0) return { kind: 'open', wait }
    const parts = rows.map((row) => row.request)
    const request = joined(parts, await wasHeard(transaction, album))
    const others = rows.map(({ id }) => id).filter((id) => id !== request?.id)
    if (others.length > 0) await markDone(transaction, others, now)
    if (!request) return { kind: 'done' }
    await transaction.$executeRaw`
      UPDATE inbox SET request = ${JSON.stringify(request)}::jsonb,
        leased_until = ${new Date(now.getTime() + lease)}
      WHERE id = ${request.id}`
    return { kind: 'whole', request }
  })

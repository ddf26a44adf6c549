import { createHash } from 'node:crypto'
import { DeliveryError } from '../core/errors.ts'
import type { ButtonStore } from '../core/ports.ts'
import type { Press } from '../core/request.ts'
import { readable } from '../core/text.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../db/database.ts'

/** What each button means, by token. */
type Meanings = Map<string, string>

/** The same button is kept once. */
const tokenOf = ({ action, values }: Press): string => {
  const content = JSON.stringify([action, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))])
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

/** Button meanings that are too long for their platform. */
export const createButtonStore = (database: Database, clock: Clock): ButtonStore => {
  let together: { readonly meanings: Meanings; readonly written: Promise<void> } | undefined

  const write = async (meanings: Meanings): Promise<void> => {
    // In one order: two cards with the same buttons must not wait for each other.
    const tokens = [...meanings.keys()].sort()
    const presses = tokens.map((token) => meanings.get(token))
    try {
      await database.statements.$executeRaw`
        INSERT INTO button (token, press, created_at)
        SELECT token, press::jsonb, ${clock.now()} FROM unnest(${tokens}::text[], ${presses}::text[]) AS kept (token, press)
        ON CONFLICT (token) DO UPDATE SET created_at = excluded.created_at`
    } catch (cause) {
      // The card is not sent without its buttons; it can be once the database is back.
      throw new DeliveryError('transient', 'a button could not be kept', { cause })
    }
  }

  /** A card asks for all its buttons at once: they are written by one statement. */
  const begin = () => {
    const meanings: Meanings = new Map()
    const written = Promise.resolve().then(() => {
      together = undefined
      return write(meanings)
    })
    return { meanings, written }
  }

  return {
    keep: async (press) => {
      const token = tokenOf(press)
      together ??= begin()
      together.meanings.set(token, JSON.stringify({ action: press.action, values: press.values }))
      await together.written
      return token
    },
    find: async (token) => {
      const row = await database.client.button.findUnique({ where: { token: readable(token) } })
      // Written above: the column is ours alone.
      return row ? (row.press as unknown as Press) : undefined
    },
  }
}

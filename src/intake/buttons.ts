import { createHash } from 'node:crypto'
import { DeliveryError } from '../core/errors.ts'
import type { ButtonStore } from '../core/ports.ts'
import type { Press } from '../core/request.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database } from '../db/database.ts'

/** Button meanings that are too long for their platform. The token is made from the meaning: the same button is kept once. */
export const createButtonStore = (database: Database, clock: Clock): ButtonStore => ({
  keep: async (press) => {
    const content = JSON.stringify([
      press.action,
      Object.entries(press.values).sort(([a], [b]) => (a < b ? -1 : 1)),
    ])
    const token = createHash('sha256').update(content).digest('base64url').slice(0, 22)
    const kept = JSON.stringify({ action: press.action, values: press.values })
    try {
      await database.client.$executeRaw`
        INSERT INTO button (token, press, created_at) VALUES (${token}, ${kept}::jsonb, ${clock.now()})
        ON CONFLICT (token) DO UPDATE SET created_at = excluded.created_at`
    } catch (cause) {
      // The card is not sent without its buttons; it can be once the database is back.
      throw new DeliveryError('transient', 'a button could not be kept', { cause })
    }
    return token
  },
  find: async (token) => {
    const row = await database.client.button.findUnique({ where: { token } })
    // Written above: the column is ours alone.
    return row ? (row.press as unknown as Press) : undefined
  },
})

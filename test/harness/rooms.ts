import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { loadRegistry } from '../../src/programme/places/load.ts'
import { columnsOf, type Scope } from '../../src/programme/scope.ts'
import { zone } from './app.ts'

/** Binds a conversation to a pair, or to the whole programme, as an administrator did once. */
export const bindRoom = async (
  { client }: Database,
  conversation: string,
  pair: string | undefined,
  locale: string,
): Promise<void> => {
  const registry = await loadRegistry(client)
  const scopeNamed = (name: string): Scope => {
    const found = registry.readPair(name)
    if (found.kind !== 'value') throw new Error(`no pair ${name}`)
    return { kind: 'pair', pair: found.value }
  }
  const scope: Scope = pair === undefined ? { kind: 'programme' } : scopeNamed(pair)
  const boundAt = instantAt('2025-01-01T09:00', zone)
  await client.channel.create({
    data: { conversation, ...columnsOf(scope), locale, boundAt, boundBy: 'test:administrator' },
  })
}

/** Lets the event loop turn until something holds. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

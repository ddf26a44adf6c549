import type { ConsoleHost, Seat } from '../adapters/console/commands.ts'
import { translatorOf } from '../core/i18n.ts'
import { locales, platformOf } from '../core/request.ts'
import type { MovableClock } from '../core/time/clock.ts'
import { instantAt } from '../core/time/day.ts'
import { pairName, placeName, type Registry } from '../programme/places/registry.ts'
import { columnsOf, type Scope } from '../programme/scope.ts'
import { createTyping, type TypingOptions } from './typing.ts'

export interface ConsoleHostOptions extends TypingOptions {
  readonly registry: Registry
  readonly clock: MovableClock
  /** Runs what is due and sends it. */
  runDue(): Promise<void>
  settled(): Promise<void>
}

/** What the console can do beyond a chat: bind rooms by name, move the clock, choose a language. */
export const createConsoleHost = (options: ConsoleHostOptions): ConsoleHost => {
  const { database, registry, clock } = options

  const bind = async (seat: Seat, scope: Scope): Promise<void> => {
    const known = await database.client.channel.findFirst({
      where: { conversation: seat.conversation, unboundAt: null },
    })
    if (known) return
    const binding = {
      ...columnsOf(scope),
      locale: seat.locale,
      boundAt: clock.now(),
      boundBy: seat.account,
      unboundAt: null,
    }
    await database.client.channel.upsert({
      where: { conversation: seat.conversation },
      create: { conversation: seat.conversation, ...binding },
      update: binding,
    })
  }

  return {
    rooms: locales.flatMap((locale) =>
      registry.pairs.flatMap(({ assisting, recipient }) => [
        placeName(recipient, locale),
        placeName(assisting, locale),
      ]),
    ),
    ...createTyping(options),
    enterRoom: async (seat, room) => {
      if (room === 'main') {
        await bind(seat, { kind: 'programme' })
        return translatorOf(seat.locale)('console.scope.programme')
      }
      const found = registry.readPair(room)
      if (found.kind !== 'value') return undefined
      await bind(seat, { kind: 'pair', pair: found.value })
      return pairName(found.value, seat.locale)
    },
    moveClock: async (wallClock) => {
      if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?$/.test(wallClock)) return false
      const instant = instantAt(wallClock.replace(' ', 'T'), clock.zone)
      if (Number.isNaN(instant.getTime())) return false
      clock.moveTo(instant)
      await options.runDue()
      return true
    },
    setLanguage: async ({ account, name }, locale) => {
      await database.client.account.upsert({
        where: { reference: account },
        create: { reference: account, name, locale },
        update: { locale },
      })
      // A terminal has one reader: what its rooms share is for the same eyes.
      await database.client.channel.updateMany({
        where: { conversation: { startsWith: `${platformOf(account)}:` } },
        data: { locale },
      })
    },
    settled: options.settled,
  }
}

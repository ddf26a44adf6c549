import type { Attachment } from '../../core/files.ts'
import { localeOf, type MessageKey, type Notice } from '../../core/i18n.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
  type Locale,
} from '../../core/request.ts'
import { attach, readPaths } from './files.ts'

/** Who sits at the terminal, and where. */
export interface Seat {
  readonly account: AccountReference
  readonly name: string
  readonly conversation: ConversationReference
  readonly room: string
  readonly private: boolean
  readonly locale: Locale
}

/** What the program does for the console beyond what it does for every platform. */
export interface ConsoleHost {
  /** Enters a room: binds it to what its name says, and tells what that is; undefined when the name says nothing. */
  enterRoom(seat: Seat, room: string): Promise<string | undefined>
  /** Moves the clock to a wall-clock time (`2025-03-10T09:00`) and runs what is due; false for a time that does not exist. */
  moveClock(wallClock: string): Promise<boolean>
  setLanguage(seat: Seat, locale: Locale): Promise<void>
  /** Resolves when everything received so far is answered and everything due is sent. */
  settled(): Promise<void>
}

/** What a console-only line (`:room 武隆`) came to. */
export type Outcome =
  | { readonly kind: 'seat'; readonly seat: Seat; readonly said: Notice }
  | { readonly kind: 'said'; readonly said: Notice<MessageKey> }
  | { readonly kind: 'press'; readonly button: number }
  /** Files that are to go with the next line. */
  | {
      readonly kind: 'attach'
      readonly attachments: readonly Attachment[]
      readonly said: Notice<MessageKey>
    }
  /** The files that wait are sent without a line. */
  | { readonly kind: 'send' }
  | { readonly kind: 'quit' }

const roomReference = (room: string) => conversationReference(`console:${room}`)

/** The administrator's seat in the room of the whole programme. */
export const firstSeat = (locale: Locale): Seat => ({
  account: accountReference('console:admin'),
  name: 'admin',
  conversation: roomReference('main'),
  room: 'main',
  private: false,
  locale,
})

/** Runs a line that begins with a colon. */
export const runConsoleLine = async (line: string, seat: Seat, host: ConsoleHost): Promise<Outcome> => {
  const [, word = '', rest = ''] = /^[:：]\s*(\S*)\s*(.*)$/u.exec(line.trim()) ?? []
  switch (word) {
    case 'quit':
    case 'exit':
      return { kind: 'quit' }
    case 'press':
      return /^\d+$/.test(rest)
        ? { kind: 'press', button: Number(rest) }
        : { kind: 'said', said: { key: 'console.press' } }
    case 'file': {
      const paths = readPaths(rest)
      if (paths.length === 0) return { kind: 'send' }
      const attachments = await attach(paths)
      if (!attachments)
        return { kind: 'said', said: { key: 'console.file.unknown', values: { paths: rest } } }
      const said = { key: 'console.file.waiting', values: { count: attachments.length } } as const
      return { kind: 'attach', attachments, said }
    }
    case 'room': {
      const room = rest || 'main'
      const entered: Seat = { ...seat, room, conversation: roomReference(room), private: room === 'private' }
      if (entered.private) {
        const conversation = conversationReference(seat.account)
        return { kind: 'seat', seat: { ...entered, conversation }, said: { key: 'console.room.private' } }
      }
      const scope = await host.enterRoom(entered, room)
      if (scope === undefined)
        return { kind: 'said', said: { key: 'console.room.unknown', values: { room } } }
      return { kind: 'seat', seat: entered, said: { key: 'console.room', values: { room, scope } } }
    }
    case 'as': {
      if (!rest) return { kind: 'said', said: { key: 'console.as' } }
      const account = accountReference(`console:${rest}`)
      const conversation = seat.private ? conversationReference(account) : seat.conversation
      return {
        kind: 'seat',
        seat: { ...seat, account, conversation, name: rest },
        said: { key: 'console.as.now', values: { name: rest } },
      }
    }
    case 'lang': {
      const locale = localeOf(rest)
      if (!locale) return { kind: 'said', said: { key: 'console.lang' } }
      await host.setLanguage(seat, locale)
      return { kind: 'seat', seat: { ...seat, locale }, said: { key: 'console.lang.now' } }
    }
    case 'now': {
      const moved = await host.moveClock(rest)
      return {
        kind: 'said',
        said: moved
          ? { key: 'console.now', values: { time: rest.replace('T', ' ') } }
          : { key: 'console.now.unknown' },
      }
    }
    default:
      return { kind: 'said', said: { key: 'console.help' } }
  }
}

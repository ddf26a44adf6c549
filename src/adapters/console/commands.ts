import { type Card, card, facts, text } from '../../core/card.ts'
import { type Completion, completionOf, type Suggestion } from '../../core/completion.ts'
import type { Attachment } from '../../core/files.ts'
import { localeOf, type MessageKey, type Notice, type PlainKey, type Translator } from '../../core/i18n.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
  type Locale,
  locales,
} from '../../core/request.ts'
import { attach, pathsLike, readPaths } from './files.ts'

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
  /** Names by which rooms may be entered. */
  readonly rooms: readonly string[]
  /** Enters a room: binds it to what its name says, and tells what that is; undefined when the name says nothing. */
  enterRoom(seat: Seat, room: string): Promise<string | undefined>
  /** Moves the clock to a wall-clock time (`2025-03-10T09:00`) and runs what is due; false for a time that does not exist. */
  moveClock(wallClock: string): Promise<boolean>
  setLanguage(seat: Seat, locale: Locale): Promise<void>
  /** What the end of a line that is being typed may become; soon, whatever else goes on. */
  complete(seat: Seat, line: string): Promise<Completion>
  /** Whether a line may be kept for later sessions: some hold secrets. Asked before it is answered. */
  mayKeep(seat: Seat, line: string): Promise<boolean>
  /** Whether a line is plainly an answer to a question that waits there. */
  answers(seat: Seat, line: string): Promise<boolean>
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
  | { readonly kind: 'help' }
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

interface ConsoleCommand {
  /** What is typed, for example, and what it does. */
  readonly help?: { readonly usage: PlainKey; readonly about: PlainKey }
  run(rest: string, seat: Seat, host: ConsoleHost): Outcome | Promise<Outcome>
  /** What may follow. */
  words?(host: ConsoleHost, rest: string): readonly string[] | Promise<readonly string[]>
}

const said = (notice: Notice<MessageKey>): Outcome => ({ kind: 'said', said: notice })
type Helpful = 'room' | 'as' | 'lang' | 'press' | 'file' | 'now' | 'quit'
const help = (word: Helpful) =>
  ({ usage: `console.help.${word}.usage`, about: `console.help.${word}` }) as const
const quit: ConsoleCommand = { run: () => ({ kind: 'quit' }) }

const commands: Readonly<Record<string, ConsoleCommand>> = {
  help: { run: () => ({ kind: 'help' }) },
  room: {
    help: help('room'),
    words: ({ rooms }) => ['main', 'private', ...rooms],
    run: async (rest, seat, host) => {
      const room = rest || 'main'
      const entered: Seat = { ...seat, room, conversation: roomReference(room), private: room === 'private' }
      if (entered.private) {
        const conversation = conversationReference(seat.account)
        return { kind: 'seat', seat: { ...entered, conversation }, said: { key: 'console.room.private' } }
      }
      const scope = await host.enterRoom(entered, room)
      if (scope === undefined) return said({ key: 'console.room.unknown', values: { room } })
      return { kind: 'seat', seat: entered, said: { key: 'console.room', values: { room, scope } } }
    },
  },
  as: {
    help: help('as'),
    run: (rest, seat) => {
      if (!rest) return said({ key: 'console.as' })
      const account = accountReference(`console:${rest}`)
      const conversation = seat.private ? conversationReference(account) : seat.conversation
      return {
        kind: 'seat',
        seat: { ...seat, account, conversation, name: rest },
        said: { key: 'console.as.now', values: { name: rest } },
      }
    },
  },
  lang: {
    help: help('lang'),
    words: () => locales.map((locale) => locale.replace(/-.*/, '')),
    run: async (rest, seat, host) => {
      const locale = localeOf(rest)
      if (!locale) return said({ key: 'console.lang' })
      await host.setLanguage(seat, locale)
      return { kind: 'seat', seat: { ...seat, locale }, said: { key: 'console.lang.now' } }
    },
  },
  press: {
    help: help('press'),
    run: (rest) =>
      /^\d+$/.test(rest) ? { kind: 'press', button: Number(rest) } : said({ key: 'console.press' }),
  },
  file: {
    help: help('file'),
    words: (_host, rest) => pathsLike(rest),
    run: async (rest) => {
      const paths = readPaths(rest)
      if (paths.length === 0) return { kind: 'send' }
      const attachments = await attach(paths)
      if (!attachments) return said({ key: 'console.file.unknown', values: { paths: rest } })
      const waiting = { key: 'console.file.waiting', values: { count: attachments.length } } as const
      return { kind: 'attach', attachments, said: waiting }
    },
  },
  now: {
    help: help('now'),
    run: async (rest, _seat, host) =>
      said(
        (await host.moveClock(rest))
          ? { key: 'console.now', values: { time: rest.replace('T', ' ') } }
          : { key: 'console.now.unknown' },
      ),
  },
  quit: { ...quit, help: help('quit') },
  exit: quit,
}

/** What a terminal can do beyond a chat. */
export const consoleHelp = (translate: Translator): Card =>
  card(
    text(translate('console.help')),
    facts(
      ...Object.values(commands).map(
        (command): readonly [string, string] | undefined =>
          command.help && [translate(command.help.usage), translate(command.help.about)],
      ),
    ),
    text(translate('console.help.keys'), 'quiet'),
  )

const parts = /^\s*[:：]\s*(\S*)(\s*)(.*)$/u

export const isConsoleLine = (line: string): boolean => parts.test(line)

/** Runs a line that begins with a colon. */
export const runConsoleLine = async (line: string, seat: Seat, host: ConsoleHost): Promise<Outcome> => {
  const [, word = '', , rest = ''] = parts.exec(line.trim()) ?? []
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined
  return (command ?? commands.help ?? quit).run(rest, seat, host)
}

/** What a line that begins with a colon may go on with. */
export const completeConsoleLine = async (line: string, host: ConsoleHost): Promise<Completion> => {
  const [, word = '', blank, rest = ''] = parts.exec(line) ?? []
  if (!blank) return completionOf(word, Object.keys(commands).map(offer))
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined
  return completionOf(rest, ((await command?.words?.(host, rest)) ?? []).map(offer))
}

const offer = (word: string): Suggestion => ({ word, offered: true, joins: true })

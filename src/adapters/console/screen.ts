import type { Writable } from 'node:stream'
import type { Card, CardAction } from '../../core/card.ts'
import type { Request } from '../../core/request.ts'
import { wrapTo } from '../../core/width.ts'
import { renderConsole } from './render.ts'
import type { Terminal } from './terminal.ts'

export interface ScreenOptions {
  readonly output: Writable
  /** A person looks at it. */
  readonly interactive: boolean
  /** Where the files of cards are. */
  readonly fileDirectory: string
  /** Distinguishes the messages of this run from those of earlier ones. */
  readonly session: string
}

/** The last card that has buttons, and the message that it is. */
export interface Pressable {
  readonly message?: string
  readonly buttons: readonly CardAction[]
  /** What it answered, as it was answered. */
  readonly request?: Request
}

/** What was printed, and what of it can be pressed. */
export interface Screen {
  /** From now on what is printed leaves the line alone that is typed there. */
  use(terminal: Terminal): void
  write(text: string): void
  /** A message of the console's own. */
  say(text: string): void
  /** Prints a card, as a message of its own; `request` is what it answers. */
  show(card: Card, request?: Request): string
  /** Prints what is new in a card that was printed before, below a line that says so; nothing when nothing is. */
  change(card: Card, message: string, said: string): void
  pressable(): Pressable
}

/** Cards of which it is known what they said. */
const mostKnown = 100

export const createScreen = ({ output, interactive, fileDirectory, session }: ScreenOptions): Screen => {
  let terminal: Terminal | undefined
  let last: Pressable = { buttons: [] }
  let count = 0
  const known = new Map<string, Card>()

  const columns = () => terminal?.columns() ?? Number.POSITIVE_INFINITY
  const render = (card: Card) => renderConsole(card, interactive, fileDirectory, columns())
  const write = (text: string): void => {
    if (terminal) terminal.print(text)
    else output.write(text)
  }

  const remember = (card: Card, message: string): void => {
    known.set(message, card)
    const [oldest = message] = known.keys()
    if (known.size > mostKnown) known.delete(oldest)
  }

  const print = (card: Card, message: string, request?: Request): void => {
    const { text, actions } = render(card)
    remember(card, message)
    // A card without buttons leaves those of the last card in reach.
    if (actions.length > 0) last = { message, buttons: actions, ...(request && { request }) }
    write(`${text}\n\n`)
  }

  return {
    use: (opened) => {
      terminal = opened
    },
    write,
    say: (text) => write(`${wrapTo(text, columns(), 'terminal').join('\n')}\n\n`),
    show: (card, request) => {
      const message = `${session}/${++count}`
      print(card, message, request)
      return message
    },
    change: (card, message, said) => {
      const former = known.get(message)
      // A script reads each card whole.
      if (!former || !interactive) {
        write(`${said}\n`)
        print(card, message)
        return
      }
      const [before, { text, entries, actions }] = [render(former), render(card)]
      const isNew = (entry: string) => !before.entries.includes(entry)
      remember(card, message)
      // Buttons that are not printed again stay out of the way of a later card's.
      if (last.message === message || labels(before.actions) !== labels(actions))
        last = { message, buttons: actions }
      const shown = entries.filter((entry, index) => index === 0 || isNew(entry))
      if (text !== before.text) write(`${said}\n${shown.join('\n')}\n\n`)
    },
    pressable: () => last,
  }
}

const labels = (buttons: readonly CardAction[]): string => buttons.map(({ label }) => label).join('\n')

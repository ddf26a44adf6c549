import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Completion } from '../../core/completion.ts'
import type { History } from './history.ts'
import { createKeyboard, pasteMarks } from './keyboard.ts'

/** Where lines come from, and what is said goes to. */
export interface Terminal {
  readonly lines: AsyncIterable<string>
  /** Columns that there are by now. */
  columns(): number
  print(text: string): void
  /** What stands before the line that is typed. */
  prompt(text: string): void
  close(): void
}

/** One line, one message; for scripts and pipes. */
export const pipedTerminal = (input: Readable, output: Writable): Terminal => {
  const lines = createInterface({ input })
  return {
    // Listens from now on: lines that come before somebody listens are lost.
    lines: lines[Symbol.asyncIterator](),
    columns: () => Number.POSITIVE_INFINITY,
    print: (text) => output.write(text),
    prompt: () => undefined,
    close: () => lines.close(),
  }
}

export interface Typing {
  readonly history: History
  complete(line: string): Promise<Completion>
  /** Whether a line may be called back: some hold secrets. */
  mayKeep(line: string): boolean | Promise<boolean>
  /** Ctrl-C was pressed; once more leaves. */
  interrupted(): void
}

/** A person's: a line that can be edited, completed and called back, below whatever is printed meanwhile. */
export const typingTerminal = (
  input: Readable,
  output: Writable & { readonly columns?: number },
  { history, complete, mayKeep, interrupted }: Typing,
): Terminal => {
  const keyboard = createKeyboard(input)
  const lines: Interface = createInterface({
    input: keyboard.keys,
    output,
    terminal: true,
    history: history.lines,
    // What is remembered, and how much, is decided below.
    historySize: Number.POSITIVE_INFINITY,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      const release = keyboard.hold()
      void complete(line)
        .then(
          ({ words, typed }) => done(null, [[...words], typed]),
          () => done(null, [[], line]),
        )
        // Readline takes the word a moment later.
        .finally(() => setImmediate(release))
    },
  })
  let isOpen = true
  /** Takes the line away from the screen; returns the rows that it took, from which readline draws it anew. */
  const erase = (): number => {
    const { rows } = lines.getCursorPos()
    moveCursor(output, 0, -rows)
    cursorTo(output, 0)
    clearScreenDown(output)
    return rows
  }

  let isLeaving = false
  lines.on('SIGINT', () => {
    if (isLeaving) return lines.close()
    isLeaving = true
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
    interrupted()
  })
  keyboard.keys.on('keypress', (_text, key: { readonly ctrl?: boolean; readonly name?: string }) => {
    if (!(key.ctrl && key.name === 'c')) isLeaving = false
  })
  // Remembered below, when it is known that it may be.
  lines.on('history', (remembered) => {
    remembered.shift()
  })
  // A terminal that becomes narrower breaks the line anew: readline begins to draw as many rows above as it knows of.
  output.prependListener('resize', () => {
    Object.assign(lines, { prevRows: lines.getCursorPos().rows })
  })
  lines.on('line', () => lines.prompt())
  // Readline would stop this process alone: the shell hears of it only when npm, which started it, stops too.
  lines.on('SIGTSTP', () => {
    process.once('SIGCONT', () => {
      if (!isOpen) return
      keyboard.keys.setRawMode(true)
      output.write(pasteMarks.on)
      lines.prompt(true)
    })
    erase()
    output.write(pasteMarks.off)
    keyboard.keys.setRawMode(false)
    process.kill(0, 'SIGTSTP')
  })
  lines.on('close', () => {
    isOpen = false
    erase()
    output.write(pasteMarks.off)
  })
  keyboard.connect((text) => {
    isLeaving = false
    lines.write(text)
  })
  output.write(pasteMarks.on)

  const typed = lines[Symbol.asyncIterator]()
  const remembered = async function* () {
    for await (const line of typed) {
      const isKept = line.trim() !== '' && (await Promise.resolve(mayKeep(line)).catch(() => false))
      if (isKept) await history.add(line)
      yield line
    }
  }

  return {
    lines: remembered(),
    columns: () => output.columns || Number.POSITIVE_INFINITY,
    print: (text) => {
      if (!isOpen) return output.write(text)
      const rows = erase()
      output.write(text + '\n'.repeat(rows))
      lines.prompt(true)
    },
    prompt: (text) => {
      lines.setPrompt(text)
      if (isOpen) lines.prompt(true)
    },
    close: () => lines.close(),
  }
}

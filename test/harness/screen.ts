import { PassThrough } from 'node:stream'
import { widthOf } from '../../src/core/width.ts'
import { patience } from './patience.ts'

/** A terminal's screen, as far as our output uses it: text that wraps, the cursor, and what is erased. */
export const createScreen = (width: number) => {
  const output = Object.assign(new PassThrough(), { columns: width })
  let rows: string[][] = [[]]
  let [row, column] = [0, 0]
  const put = (character: string): void => {
    const cells = widthOf(character, 'terminal')
    if (column + cells > output.columns) [row, column] = [row + 1, 0]
    while (rows.length <= row) rows.push([])
    const line = rows[row] ?? []
    while (line.length < column) line.push(' ')
    line[column] = character
    // The other half of a wide character.
    if (cells === 2) line[column + 1] = ''
    column += cells
  }
  const steer = (parameters: string, action: string): void => {
    const count = Number(parameters || '1')
    const line = rows[row] ?? []
    if (action === 'A') row = Math.max(0, row - count)
    if (action === 'B') row += count
    if (action === 'C') column += count
    if (action === 'D') column = Math.max(0, column - count)
    if (action === 'G') column = count - 1
    if (action === 'K') line.splice(column)
    if (action === 'J') {
      line.splice(column)
      rows = rows.slice(0, row + 1)
    }
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal is steered with
  const piece = /\u001B\[\??([\d;]*)([A-Za-z])|[^\u001B]/gsu
  let raw = ''
  output.setEncoding('utf8')
  output.on('data', (chunk: string) => {
    raw += chunk
    for (const [text, parameters = '', action] of chunk.matchAll(piece))
      if (action) steer(parameters, action)
      else if (text === '\r') column = 0
      else if (text === '\n') {
        // The terminal's driver goes to the beginning of the line too.
        ;[row, column] = [row + 1, 0]
        while (rows.length <= row) rows.push([])
      } else put(text)
  })
  const shown = () => rows.map((line) => line.join('')).join('\n')
  return {
    output,
    /** Everything from the top, as it reads by now. */
    shown,
    raw: () => raw,
    /** Resolves when it reads so. */
    until: async (wanted: string | RegExp): Promise<string> => {
      const given = AbortSignal.timeout(patience)
      while (!(typeof wanted === 'string' ? shown().includes(wanted) : wanted.test(shown()))) {
        if (given.aborted) throw new Error(`never shown: ${wanted}\n${shown()}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
      return shown()
    },
  }
}

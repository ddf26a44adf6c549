import { isDeepStrictEqual } from 'node:util'
import { withMaskedNumbers } from '../core/line/personal.ts'
import type { Input, Request } from '../core/request.ts'

const maskedInput = (input: Input): Input => {
  if (input.kind === 'line') {
    const { text, before } = input
    return {
      ...input,
      text: withMaskedNumbers(text),
      ...(before !== undefined && { before: withMaskedNumbers(before) }),
    }
  }
  if (input.kind !== 'form') return input
  const entries = Object.entries(input.entries).map(([name, typed]) => [name, withMaskedNumbers(typed)])
  return { ...input, entries: Object.fromEntries(entries) }
}

/**
 * The request as it is kept once it is answered: numbers of telephones and identity cards in what was typed, and in what it
 * quotes, are masked. Undefined when there is none.
 */
export const withoutPersonalNumbers = (request: Request): Request | undefined => {
  // Files that were kept are never stored with it.
  const { files: _files, refusedFiles: _refused, quoted, ...stored } = request
  const input = maskedInput(stored.input)
  const text = quoted && withMaskedNumbers(quoted.text)
  if (isDeepStrictEqual(input, stored.input) && text === quoted?.text) return undefined
  if (!quoted || text === undefined) return { ...stored, input }
  const { files: _quoted, ...rest } = quoted
  return { ...stored, input, quoted: { ...rest, text } }
}

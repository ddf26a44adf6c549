import type { Request } from '../core/request.ts'
import { readable } from '../core/text.ts'

/** As JSON escapes them: NUL, and halves of surrogate pairs. */
const escaped = /\\u(?:0000|d[89a-f][0-9a-f]{2})/

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return readable(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  // What people press and fill in has names of its own.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [readable(name), clean(inner)]))
}

/** A request without the characters that cannot be stored or seen, in whatever text of it they came. */
export const cleaned = (request: Request): Request => {
  const json = JSON.stringify(request)
  if (!escaped.test(json) && readable(json) === json) return request
  // The same shape, with other texts in it.
  return clean(JSON.parse(json)) as Request
}

import type { Request } from '../core/request.ts'
import { readable } from '../core/text.ts'

/** As JSON escapes them: NUL, and halves of surrogate pairs. */
const escaped = /\\u(?:0000|d[89a-f][0-9a-f]{2})/

/** A request without the characters that cannot be stored or seen, in whatever text of it they came. */
export const cleaned = (request: Request): Request => {
  const json = JSON.stringify(request)
  if (!escaped.test(json) && readable(json) === json) return request
  return JSON.parse(json, (_key, value: unknown) =>
    typeof value === 'string' ? readable(value) : value,
  ) as Request
}

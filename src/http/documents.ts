import { createHash } from 'node:crypto'
import type { Document } from '../core/document.ts'
import type { HttpRoute } from '../core/ports.ts'

/** The same content has the same tag, whichever process answers. */
const tagOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`

/** RFC 9110, 13.1.2: a list of tags, weak ones among them, or any. */
const matches = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//u, '') === tag)

/** Serves documents beneath a path. Whoever has one already is told so, and is sent nothing. */
export const documentRoute = (
  path: string,
  read: (name: string) => Promise<Document | undefined>,
): HttpRoute => ({
  method: 'GET',
  path,
  handle: async (request, response) => {
    const address = request.url?.split('?', 1)[0] ?? ''
    const document = await read(address.slice(path.length))
    // Nothing of it is kept by caches on the way: its address is all that protects it.
    response.setHeader('cache-control', 'private, no-cache')
    if (!document) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n')
      return
    }
    const tag = tagOf(document.content)
    response.setHeader('etag', tag)
    if (matches(request.headers['if-none-match'], tag)) {
      response.writeHead(304).end()
      return
    }
    const body = Buffer.from(document.content)
    response.writeHead(200, { 'content-type': document.mediaType, 'content-length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
  },
})

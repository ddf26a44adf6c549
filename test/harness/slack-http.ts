import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './slack-workspace.ts'

/** Serves on a free port of the loopback interface; gives its address. It closes no connection of its own accord. */
export const listen = async (server: Server): Promise<string> => {
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // `listening` on a TCP port: the address is not a pipe's name.
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** JSON, or the text itself when it is none. */
export const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Arguments that are texts, whatever they look like. */
const texts = new Set(['channel', 'user', 'users', 'text', 'ts', 'thread_ts', 'trigger_id'])

/** Arguments come form-encoded, with everything but texts as JSON. */
export const argumentsOf = (body: string): Json =>
  Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [
      key,
      !texts.has(key) && /^[[{]/.test(value) ? fromJson(value) : value,
    ]),
  )

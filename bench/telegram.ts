import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export const secret = 'bench-secret'
export const token = '4242:bench-token'

const textOf = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A message of a chat that the bot is to answer. */
export interface Line {
  readonly update: number
  readonly chat: number
  readonly from: { readonly id: number; readonly name: string }
  readonly text: string
}

/**
 * Just enough of the Bot API to be quick: the fake of the tests checks every limit, which takes more CPU than the programs
 * that are measured.
 */
export const startTelegram = async () => {
  const answers = new Map<number, (text: string) => void>()
  const agent = new Agent({ keepAlive: true })
  let nextMessage = 1
  let connected = () => {}
  const isConnected = new Promise<void>((resolve) => {
    connected = resolve
  })

  const resultOf = (method: string, body: string): unknown => {
    if (method === 'getMe') return { id: 4242, is_bot: true, first_name: 'Luyu', username: 'luyu_bot' }
    if (method !== 'sendMessage') return true
    const { chat_id: chat, text } = JSON.parse(body)
    answers.get(Number(chat))?.(text)
    return { message_id: nextMessage++, date: 1, chat: { id: chat, type: 'supergroup', title: '' }, text }
  }

  const server = createServer(async (incoming, response) => {
    const method = incoming.url?.split('/').at(-1) ?? ''
    const result = resultOf(method, await textOf(incoming))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, result }))
    if (method === 'setWebhook') connected()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo

  const post = async (url: string, body: string): Promise<number | undefined> => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    const outgoing = request(url, { method: 'POST', agent, headers })
    outgoing.end(body)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    return response.statusCode
  }

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    /** Resolves when a bot has asked for its webhook. */
    isConnected,
    /** Delivers a line; resolves with the bot's answer once the delivery is acknowledged, too. One at a time for each chat. */
    say: async (url: string, { update, chat, from, text }: Line): Promise<string> => {
      const answer = new Promise<string>((resolve) => answers.set(chat, resolve))
      const length = /^\S+/.exec(text)?.[0].length ?? 0
      const message = {
        message_id: update,
        date: 1_741_000_000,
        chat: { id: chat, type: 'supergroup', title: 'bench' },
        from: { id: from.id, is_bot: false, first_name: from.name, language_code: 'zh-hans' },
        text,
        entities: [{ type: 'bot_command', offset: 0, length }],
      }
      const status = await post(url, JSON.stringify({ update_id: update, message }))
      if (status !== 200) throw new Error(`the webhook answered ${status}`)
      return answer
    },
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Telegram = Awaited<ReturnType<typeof startTelegram>>

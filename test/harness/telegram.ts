import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afresh } from './connections.ts'
import { awaited } from './patience.ts'
import {
  createChats,
  type Ephemeral,
  type FakeChat,
  type FakeMessage,
  type FakeUser,
  mailbox,
} from './telegram-chats.ts'
import { type Button, badRequest, checkCommands, forbidden, type Refusal } from './telegram-checks.ts'

export type { FakeMessage, FakeUser, Shown } from './telegram-chats.ts'

export interface Call {
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What a person sends: a photo, or with a name a document. `announced`: bytes, when Telegram tells other than the truth. */
export interface PersonsFile {
  readonly content: Buffer
  readonly name?: string
  readonly type?: string
  readonly announced?: number
}

export interface SendingOptions {
  readonly caption?: string
  /** Which part of an album has the caption. */
  readonly captionOn?: number
  readonly order?: readonly number[]
  readonly from?: FakeUser
  readonly replyTo?: number
  readonly extra?: object
}

export type Trouble =
  | Refusal
  /** Never answers. */
  | 'hang'
  /** Breaks the connection, before or after doing what was asked. */
  | 'drop before'
  | 'drop after'
  /** 200 with something that is no answer, before or after doing what was asked. */
  | 'garbage before'
  | 'garbage after'
  /** 502 with a page of HTML, as proxies answer. */
  | 'bad gateway'

/** A file of a multipart call. */
export interface UploadedFile {
  readonly file: string
  readonly content: Buffer
}

/** Puts the files in the place of the `attach://` addresses that name them. */
const withUploads = (value: unknown, files: ReadonlyMap<string, UploadedFile>): unknown => {
  if (typeof value === 'string' && value.startsWith('attach://')) return files.get(value.slice(9))
  if (Array.isArray(value)) return value.map((each) => withUploads(each, files))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUploads(inner, files)]))
}

/** Fields of a call: JSON or multipart; a file is its name and content. */
const readPayload = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/')) return body.length > 0 ? JSON.parse(body.toString()) : {}
  // grammY's multipart is not to the liking of Node's own reader: unquoted file names, no space behind colons.
  const boundary = `--${/boundary=(.+)$/.exec(type)?.[1]}`
  const fields: Record<string, unknown> = {}
  const files = new Map<string, UploadedFile>()
  // Latin-1 keeps every byte.
  const text = (latin: string) => Buffer.from(latin, 'latin1').toString('utf8')
  for (const part of body.toString('latin1').split(boundary).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n')
    const value = rest.join('\r\n\r\n').replace(/\r\n$/, '')
    const name = /name="([^"]*)"/.exec(head)?.[1] ?? ''
    const file = /filename="?([^"\r\n;]*)/.exec(head)?.[1]
    if (file !== undefined) files.set(name, { file: text(file), content: Buffer.from(value, 'latin1') })
    else fields[name] = /^[[{]|^-?\d+$/.test(value) ? JSON.parse(text(value)) : text(value)
  }
  return withUploads(fields, files) as Record<string, unknown>
}

/**
 * A Bot API server on the loopback interface that the real grammY talks to. It enforces the platform's limits, can be
 * told to fail, and lets a test act as a person in a chat and wait for what the bot says next. `first` is where its
 * numbers of updates and messages begin.
 */
export const startFakeTelegram = async (
  first: { readonly update: number; readonly message: number } = { update: 100, message: 1 },
) => {
  const token = '4242:fake-token-that-must-never-be-logged'
  const me = { id: 4242, is_bot: true, first_name: 'Luyu', username: 'luyu_bot' }
  const chats = createChats(me, first.message)
  const { messages, spoken, whisper, whispers, say, sayAlbum, change, remove, asTelegram, showing, chatOf } =
    chats
  const calls: Call[] = []
  /** What people sent, by file id; which of it the bot downloaded. */
  const uploads = new Map<string, UploadedFile>()
  const downloads: string[] = []
  const troubles: Array<{ method: string; trouble: Trouble; fits(payload: Call['payload']): boolean }> = []
  const notices = mailbox<{ readonly text: string | undefined; readonly alert: boolean }>('answer to a press')
  const callWaiters: Array<{ method: string; resolve: (call: Call) => void }> = []
  const menus = new Map<string, unknown>()
  const openPresses = new Set<string>()
  /** Presses of the last 15 seconds. */
  const freshPresses = new Set<string>()
  const deliveries: Array<{ update: number; status: number }> = []
  let updates: Array<{ update_id: number } & Record<string, unknown>> = []
  const repeated: Array<{ update_id: number }> = []
  const history = new Map<number, Record<string, unknown>>()
  const polls: Array<() => void> = []
  let webhook: { url: string; secret: string } | undefined
  let posting: Promise<void> = Promise.resolve()
  let closing = false
  let nextUpdate = first.update
  let nextPress = 1
  let nextGroup = 1
  let nextTopic = 5000
  let nextAlbum = 1

  /** Told when no update waits any more. */
  const idle: Array<() => void> = []
  const keepOnly = (waits: (update: { readonly update_id: number }) => boolean): void => {
    updates = updates.filter(waits)
    if (updates.length === 0) for (const tell of idle.splice(0)) tell()
  }

  /** Posts an update as Telegram does: again and again until it is accepted. */
  const postUpdate = async (update: { update_id: number }) => {
    for (let tries = 0; tries < 20 && webhook && !closing; tries += 1) {
      const headers = {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': webhook.secret,
        ...afresh,
      }
      const status = await fetch(webhook.url, { method: 'POST', headers, body: JSON.stringify(update) }).then(
        (response) => response.status,
        () => 0,
      )
      deliveries.push({ update: update.update_id, status })
      if (status >= 200 && status < 300) {
        keepOnly((waiting) => waiting.update_id !== update.update_id)
        return
      }
    }
  }
  const postAll = () => {
    for (const update of updates) posting = posting.then(() => postUpdate(update))
  }
  const deliver = (content: Record<string, unknown>): number => {
    const id = nextUpdate++
    const update = { update_id: id, ...content }
    history.set(id, content)
    updates.push(update)
    if (webhook) posting = posting.then(() => postUpdate(update))
    for (const wake of polls.splice(0)) wake()
    return id
  }

  const waitForUpdates = async (payload: Readonly<Record<string, unknown>>, response: ServerResponse) => {
    keepOnly(({ update_id }) => update_id >= Number(payload.offset ?? 0))
    if (updates.length + repeated.length === 0 && !closing)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Number(payload.timeout ?? 0) * 1000)
        const wake = () => {
          clearTimeout(timer)
          resolve()
        }
        polls.push(wake)
        response.once('close', wake)
      })
    return [...repeated.splice(0), ...updates].slice(0, Number(payload.limit ?? 100))
  }

  const whisperTo = (payload: Readonly<Record<string, unknown>>) => {
    const { callback_query_id: id } = payload.ephemeral_message_parameters as Ephemeral
    return id !== undefined && !freshPresses.has(id)
      ? badRequest('query is too old and response timeout expired or query ID is invalid')
      : whisper(payload)
  }

  const run = async (
    method: string,
    payload: Readonly<Record<string, unknown>>,
    response: ServerResponse,
  ): Promise<unknown> => {
    switch (method) {
      case 'getMe':
        return me
      case 'getUpdates':
        return webhook
          ? { error_code: 409, description: "Conflict: can't use getUpdates method while webhook is active" }
          : waitForUpdates(payload, response)
      case 'setWebhook':
        webhook = { url: String(payload.url), secret: String(payload.secret_token) }
        postAll()
        return true
      case 'deleteWebhook':
        webhook = undefined
        return true
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument': {
        if (payload.ephemeral_message_parameters !== undefined) return whisperTo(payload)
        const said = say(method, payload)
        return 'error_code' in said ? said : asTelegram(said)
      }
      case 'sendMediaGroup': {
        const said = sayAlbum(payload)
        return 'error_code' in said ? said : said.map(asTelegram)
      }
      case 'editMessageText':
      case 'editMessageReplyMarkup': {
        const changed = change(method, payload)
        return 'error_code' in changed ? changed : asTelegram(changed)
      }
      case 'deleteMessage': {
        const removed = remove(payload)
        return 'error_code' in removed ? removed : true
      }
      case 'getChatMember':
        return chats.memberIn(payload)
      case 'getChat':
        return chats.told(payload)
      case 'answerCallbackQuery': {
        if (String(payload.text ?? '').length > 200) return badRequest('MESSAGE_TOO_LONG')
        if (!openPresses.delete(String(payload.callback_query_id)))
          return badRequest('query is too old and response timeout expired or query ID is invalid')
        notices.put({
          text: payload.text === undefined ? undefined : String(payload.text),
          alert: payload.show_alert === true,
        })
        return true
      }
      case 'setMyCommands': {
        const commands = payload.commands as Parameters<typeof checkCommands>[0]
        const scope = payload.scope as { type: string }
        menus.set(`${scope.type} ${payload.language_code ?? 'default'}`, commands)
        return checkCommands(commands) ?? true
      }
      case 'sendChatAction':
        return true
      case 'getFile': {
        const file = uploads.get(String(payload.file_id))
        if (!file) return badRequest('wrong file_id or the file is temporarily unavailable')
        // Telegram looks at the true size, whatever it announced.
        if (file.content.length > 20 * 1024 * 1024) return badRequest('file is too big')
        return { file_id: payload.file_id, file_unique_id: 'file', file_path: `files/${payload.file_id}` }
      }
      default:
        return { error_code: 404, description: 'Not Found: method not found' }
    }
  }

  /** The content of a file, at the address that holds the token. */
  const serveFile = (id: string, response: ServerResponse) => {
    const trouble = takeTrouble('download')
    const file = uploads.get(id)
    downloads.push(id)
    if (trouble === 'drop before') return response.destroy()
    if (typeof trouble === 'object') return response.writeHead(trouble.error_code).end()
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    return response.end(file.content)
  }

  const takeTrouble = (method: string, payload: Call['payload'] = {}): Trouble | undefined => {
    const index = troubles.findIndex(
      (waiting) => (waiting.method === method || waiting.method === '*') && waiting.fits(payload),
    )
    const [found] = index < 0 ? [] : troubles.splice(index, 1)
    return found?.trouble
  }

  const server = createServer(async (request, response) => {
    const files = `/file/bot${token}/files/`
    if (request.url?.startsWith(files)) return serveFile(request.url.slice(files.length), response)
    const method = request.url?.startsWith(`/bot${token}/`) ? (request.url.split('/').at(-1) ?? '') : ''
    const payload = await readPayload(request)
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const refuse = (refusal: Refusal) => answer(refusal.error_code, { ok: false, ...refusal })
    if (!method) return refuse({ error_code: 401, description: 'Unauthorized' })
    const call = { method, payload }
    calls.push(call)
    for (const waiter of callWaiters.filter((waiting) => waiting.method === method)) {
      callWaiters.splice(callWaiters.indexOf(waiter), 1)
      waiter.resolve(call)
    }
    const trouble = takeTrouble(method, payload)
    const garbage = () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"ok":tr')
    }
    if (trouble === 'hang') return
    if (trouble === 'garbage before') return garbage()
    if (trouble === 'drop before') return response.destroy()
    if (trouble === 'bad gateway') {
      response.writeHead(502, { 'content-type': 'text/html' })
      return response.end('<html>Bad Gateway</html>')
    }
    if (typeof trouble === 'object') return refuse(trouble)
    const result = await run(method, payload, response)
    if (trouble === 'drop after') return response.destroy()
    if (trouble === 'garbage after') return garbage()
    const isRefusal = typeof result === 'object' && result !== null && 'error_code' in result
    return isRefusal ? refuse(result as Refusal) : answer(200, { ok: true, result })
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo

  const keepUpload = (content: Buffer): string => {
    const id = `upload${uploads.size}`
    uploads.set(id, { file: id, content })
    return id
  }
  const contentOf = ({ name, content, announced, type }: PersonsFile): object => {
    const size = announced ?? content.length
    if (name !== undefined)
      return {
        document: {
          file_id: keepUpload(content),
          file_unique_id: name,
          file_name: name,
          mime_type: type,
          file_size: size,
        },
      }
    const photo = (bytes: Buffer, width: number) => ({
      ...{ file_id: keepUpload(bytes), file_unique_id: 'photo', width, height: width, file_size: size },
    })
    return { photo: [photo(Buffer.from('a small one'), 90), photo(content, 1280)] }
  }

  const addChat = (id: number, type: FakeChat['type']) => chats.add(id, type).id
  const person: FakeUser = { id: 1001, first_name: '李明', language_code: 'zh-hans' }
  /** The photos and documents of people's messages, by their ids. */
  const sentFiles = new Map<number, object>()
  const told = (message: FakeMessage, extra: object = {}) => ({
    ...asTelegram(message),
    ...(message.replyTo !== undefined && {
      reply_to_message: messages
        .filter(({ id }) => id === message.replyTo)
        .map((replied) => ({ ...asTelegram(replied), ...sentFiles.get(replied.id) }))[0],
    }),
    ...extra,
  })
  addChat(person.id, 'private')

  return {
    apiRoot: `http://127.0.0.1:${port}`,
    token,
    me,
    /** Who speaks when nobody else is named; has a private chat with the bot. */
    person,
    calls,
    messages,
    spoken,
    menus,
    deliveries,
    /** Updates that the bot has not confirmed yet. */
    waiting: () => updates.map(({ update_id }) => update_id),
    /** Resolves when the bot has taken every update. */
    taken: () =>
      updates.length === 0 ? Promise.resolve() : new Promise<void>((resolve) => idle.push(resolve)),
    callsOf: (method: string) => calls.filter((call) => call.method === method).map(({ payload }) => payload),
    /** Resolves when the bot calls a method from now on; fails after `patience` milliseconds. */
    nextCall: (method: string, patience?: number): Promise<Call> => {
      const before = calls.length
      return awaited(
        `call of ${method}`,
        (resolve) => callWaiters.push({ method, resolve }),
        () => calls.slice(before).map((call) => call.method),
        patience,
      )
    },
    /** Another person; without a private chat when they never started the bot. */
    addPerson: (user: FakeUser, started = true): FakeUser => {
      addChat(user.id, 'private')
      if (!started) chatOf(user.id).refusal = forbidden("bot can't initiate conversation with a user")
      return user
    },
    addGroup: (type: 'group' | 'supergroup' = 'supergroup') =>
      addChat(type === 'group' ? -nextGroup++ : -1_000_000_000_000 - nextGroup++, type),
    /** A broadcast channel that the bot administers. */
    addChannel: () => addChat(-1_000_000_000_000 - nextGroup++, 'channel'),
    /** Somebody posts in a broadcast channel: in the channel's name. */
    post: (chat: number, text: string): number => {
      const { from: _, ...post } = asTelegram({
        ...{ id: chats.nextMessageId(), chat, topic: undefined, from: person, replyTo: undefined },
        ...{ method: 'typed', text, entities: [], markup: undefined },
      })
      return deliver({ channel_post: { ...post, sender_chat: post.chat } })
    },
    addTopic: (chat: number): number => {
      chatOf(chat).topics.add(nextTopic)
      return nextTopic++
    },
    closeTopic: (chat: number, topic: number) => void chatOf(chat).closed.add(topic),
    /** The bot is given rights, or they are taken from it. */
    letBot: (chat: number, member: FakeChat['member']) => {
      chatOf(chat).member = member
    },
    removeTopic: (chat: number, topic: number) => chatOf(chat).topics.delete(topic),
    block: (user: number) => {
      chatOf(user).refusal = forbidden('bot was blocked by the user')
    },
    kick: (chat: number) => {
      chatOf(chat).refusal = forbidden('bot was kicked from the supergroup chat')
    },
    /** Somebody adds the bot again. */
    readmit: (chat: number) => {
      chatOf(chat).refusal = undefined
    },
    /** The same, and Telegram says so. */
    admit: (chat: number, member: FakeChat['member'] = { status: 'member' }) => {
      const known = chatOf(chat)
      const [refusal, old] = [known.refusal, known.member]
      known.refusal = undefined
      known.member = member
      const left = refusal ? { status: 'kicked' } : old
      return deliver({
        my_chat_member: {
          ...{ chat: { id: chat, type: known.type, title: 'group' }, from: person, date: 1741000000 },
          old_chat_member: { user: me, ...left },
          new_chat_member: { user: me, ...member },
        },
      })
    },
    /** A group becomes a supergroup, with or without the service messages that say so. */
    migrate: (chat: number, options: { readonly silent?: boolean } = {}): number => {
      const to = addChat(-1_000_000_000_000 - nextGroup++, 'supergroup')
      chatOf(chat).refusal = {
        ...badRequest('group chat was upgraded to a supergroup chat'),
        parameters: { migrate_to_chat_id: to },
      }
      if (!options.silent) {
        const service = { message_id: chats.nextMessageId(), date: 1741000000, from: person }
        deliver({
          message: { ...service, chat: { id: chat, type: 'group', title: 'group' }, migrate_to_chat_id: to },
        })
        deliver({
          message: {
            ...service,
            chat: { id: to, type: 'supergroup', title: 'group' },
            migrate_from_chat_id: chat,
          },
        })
      }
      return to
    },
    /** The next call of a method (`*`: of any) that fits fails so, once for each time this is said. */
    trouble: (method: string, trouble: Trouble, fits: (payload: Call['payload']) => boolean = () => true) => {
      troubles.push({ method, trouble, fits })
    },
    /** Something arrives that need not be what Telegram ever sent. */
    deliver,
    /** A person types a message; wait for the answer with `next`. */
    say: (
      chat: number,
      text: string,
      options: {
        readonly from?: FakeUser
        readonly topic?: number
        readonly replyTo?: number
        readonly caption?: boolean
        readonly extra?: object
      } = {},
    ): FakeMessage & { readonly update: number } => {
      const message: FakeMessage = {
        id: chats.nextMessageId(),
        chat,
        topic: options.topic,
        from: options.from ?? person,
        replyTo: options.replyTo,
        method: 'typed',
        text,
        entities: [],
        markup: undefined,
        files: [],
      }
      messages.push(message)
      const { text: words, ...rest } = told(message, options.extra) as { text: string }
      const update = deliver({
        message: options.caption ? { ...rest, photo: [], caption: words } : { text: words, ...rest },
      })
      return { ...message, update }
    },
    /** What somebody alone saw in a group. */
    whispers,
    /** More than 15 seconds go by: no press is fresh any more. */
    tire: () => freshPresses.clear(),
    /** Somebody deletes a message. */
    erase: (chat: number, message: number) => void remove({ chat_id: chat, message_id: message }),
    /**
     * A person sends files: one, or an album whose parts arrive in the order of `order`, a photo as Telegram makes of it
     * (in several sizes) unless it is sent as a document. Gives the numbers of the updates.
     */
    send: (chat: number, files: readonly PersonsFile[], options: SendingOptions = {}): number[] => {
      const album = files.length > 1 ? { media_group_id: `album${nextAlbum++}` } : {}
      const parts = files.map((file, index) => {
        const message: FakeMessage = {
          ...{ id: chats.nextMessageId(), chat, topic: undefined, from: options.from ?? person },
          ...{
            replyTo: options.replyTo,
            method: 'typed',
            text: '',
            entities: [],
            markup: undefined,
            files: [],
          },
        }
        messages.push(message)
        const { text: _, ...rest } = told(message, options.extra) as { text: string }
        const captioned = index === (options.captionOn ?? 0) && options.caption !== undefined
        const caption = captioned ? { caption: options.caption } : {}
        const content = { ...caption, ...contentOf(file) }
        sentFiles.set(message.id, content)
        return { message: { ...rest, ...album, ...content } }
      })
      const order = options.order ?? parts.map((_, index) => index)
      return order.flatMap((index) => parts.slice(index, index + 1)).map(deliver)
    },
    /** The files that the bot downloaded. */
    downloads,
    /** A person edits their message. */
    edit: (message: FakeMessage, text: string) =>
      deliver({ edited_message: { ...told({ ...message, text }), edit_date: 1741000100 } }),
    /** A person presses a button, by its label, on the newest message of the chat that has it. */
    press: (
      chat: number,
      label: string,
      options: { readonly from?: FakeUser; readonly data?: string } = {},
    ): number => {
      const holds = (message: FakeMessage) =>
        message.chat === chat && message.markup?.inline_keyboard?.flat().some(({ text }) => text === label)
      const message = messages.findLast(holds)
      if (!message) throw new Error(`no button ${label} in ${chat}`)
      const button: Button | undefined = message.markup?.inline_keyboard
        ?.flat()
        .find(({ text }) => text === label)
      if (button?.disabled) throw new Error(`the button ${label} does nothing`)
      const id = `press${nextPress++}`
      openPresses.add(id)
      freshPresses.add(id)
      return deliver({
        callback_query: {
          id,
          from: options.from ?? person,
          chat_instance: 'instance',
          message: asTelegram(message),
          data: options.data ?? button?.callback_data,
        },
      })
    },
    /** Telegram delivers an update again, as it does when it never heard that the first one arrived. */
    redeliver: (update: number) => {
      const again = { update_id: update, ...history.get(update) }
      if (webhook) posting = posting.then(() => postUpdate(again))
      else repeated.push(again)
      for (const wake of polls.splice(0)) wake()
    },
    /** The notice of the next press that the bot answers. */
    notice: () => notices.take(),
    /** The next thing that the bot says or changes in a chat; fails after `patience` milliseconds. */
    next: (chat: number, patience?: number) => showing(chat).take(patience),
    /** What the bot said there that nobody has read with `next`. */
    unread: (chat: number) => showing(chat).items,
    /** Leaves nothing of what was said; people and groups stay. */
    forget: () => {
      chats.forget()
      notices.items.length = 0
    },
    close: async () => {
      closing = true
      for (const wake of polls.splice(0)) wake()
      await posting
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>

import { patience as usual } from './patience.ts'
import {
  badRequest,
  checkMarkup,
  checkText,
  checkUpload,
  type Markup,
  type Refusal,
  type Upload,
} from './telegram-checks.ts'

export interface FakeUser {
  readonly id: number
  readonly first_name: string
  readonly last_name?: string
  readonly language_code?: string
}

export interface FakeChat {
  readonly id: number
  readonly type: 'private' | 'group' | 'supergroup' | 'channel'
  readonly topics: Set<number>
  /** Topics that take nothing more. */
  readonly closed: Set<number>
  /** What the bot is there, and may do (Bot API: ChatMember); a member who may do everything at first. */
  member: Member
  refusal: Refusal | undefined
}

export interface Member {
  readonly status: 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  readonly can_send_messages?: boolean
  readonly can_send_photos?: boolean
  readonly can_send_documents?: boolean
  readonly can_post_messages?: boolean
  readonly can_edit_messages?: boolean
  readonly can_delete_messages?: boolean
}

const rightOf: Readonly<Record<string, readonly [keyof Member, string]>> = {
  sendMessage: ['can_send_messages', 'text messages'],
  sendPhoto: ['can_send_photos', 'photos'],
  sendDocument: ['can_send_documents', 'documents'],
}

/** What Telegram says against what the bot is about to send, for want of a right. */
const refusedRight = ({ member, type }: FakeChat, method: string): Refusal | undefined => {
  if (type === 'channel' && (member.status !== 'administrator' || member.can_post_messages === false))
    return badRequest('need administrator rights in the channel chat')
  const [right, what] = rightOf[method] ?? []
  return right && member.status === 'restricted' && member[right] === false
    ? badRequest(`not enough rights to send ${what} to the chat`)
    : undefined
}

/** A message in a chat, the bot's or a person's. */
export interface FakeMessage {
  readonly id: number
  readonly chat: number
  readonly topic: number | undefined
  readonly from: FakeUser
  readonly replyTo: number | undefined
  readonly method: string
  text: string
  entities: ReadonlyArray<{ readonly type: string; readonly offset: number; readonly length: number }>
  markup: Markup | undefined
  /** Sent more than 48 hours ago: a bot may still edit what it said itself, but not delete it. */
  old?: boolean
  /** What it shows, as the bot uploaded it. */
  readonly files?: readonly Upload[]
}

/** Something the bot just said or changed, as a person sees it. */
export interface Shown {
  readonly message: FakeMessage
  readonly text: string
  readonly buttons: readonly string[]
  readonly edited: boolean
  /** The edit took its buttons away, and nobody reads anything else than before. */
  readonly quiet: boolean
  readonly files: readonly Upload[]
}

/** Bot API 10.3: EphemeralMessageParameters. */
export interface Ephemeral {
  readonly receiver_user_id: number
  readonly callback_query_id?: string
}

/** What one person alone sees in a group. */
export interface Whispered {
  readonly chat: number
  readonly user: number
  readonly text: string
}

/** A queue whose reader waits for what is not there yet. */
export const mailbox = <Item>(what: string) => {
  const items: Item[] = []
  const readers: Array<(item: Item) => void> = []
  return {
    items,
    put: (item: Item) => {
      const reader = readers.shift()
      if (reader) reader(item)
      else items.push(item)
    },
    take: (patience = usual): Promise<Item> => {
      const item = items.shift()
      if (item !== undefined) return Promise.resolve(item)
      return new Promise((resolve, reject) => {
        const reader = (given: Item) => {
          clearTimeout(timer)
          resolve(given)
        }
        const timer = setTimeout(() => {
          readers.splice(readers.indexOf(reader), 1)
          reject(new Error(`no ${what} within ${patience / 1000} seconds`))
        }, patience)
        readers.push(reader)
      })
    },
  }
}

/** The chats of a fake Telegram and what was said in them. */
export const createChats = (me: FakeUser, firstMessage: number) => {
  const chats = new Map<number, FakeChat>()
  const messages: FakeMessage[] = []
  const spoken: Array<Pick<FakeMessage, 'id' | 'chat' | 'text'>> = []
  const shown = new Map<number, ReturnType<typeof mailbox<Shown>>>()
  let nextMessage = firstMessage

  const showing = (chat: number) => {
    const known = shown.get(chat)
    if (known) return known
    const created = mailbox<Shown>(`message of the bot in ${chat}`)
    shown.set(chat, created)
    return created
  }
  const show = (message: FakeMessage, edited: boolean, quiet = false) => {
    const { id, chat, text: words } = message
    spoken.push({ id, chat, text: words })
    showing(message.chat).put({
      message,
      text: message.text,
      buttons: (message.markup?.inline_keyboard ?? []).flat().map(({ text }) => text),
      edited,
      quiet,
      files: message.files ?? [],
    })
  }

  const asTelegram = (message: FakeMessage): Record<string, unknown> => ({
    message_id: message.id,
    date: 1741000000,
    chat: { id: message.chat, type: chats.get(message.chat)?.type ?? 'private', title: 'group' },
    from: message.from,
    text: message.text,
    ...(message.topic !== undefined && { message_thread_id: message.topic, is_topic_message: true }),
    ...(message.markup?.inline_keyboard && {
      reply_markup: { inline_keyboard: message.markup.inline_keyboard },
    }),
  })

  const place = (payload: Readonly<Record<string, unknown>>): FakeChat | Refusal => {
    const chat = chats.get(Number(payload.chat_id))
    if (!chat) return badRequest('chat not found')
    if (chat.refusal) return chat.refusal
    const topic = payload.message_thread_id
    if (topic !== undefined && !chat.topics.has(Number(topic))) return badRequest('message thread not found')
    if (topic !== undefined && chat.closed.has(Number(topic))) return badRequest('TOPIC_CLOSED')
    return chat
  }

  const say = (method: string, payload: Readonly<Record<string, unknown>>): FakeMessage | Refusal => {
    const chat = place(payload)
    if ('error_code' in chat) return chat
    const caption = method !== 'sendMessage'
    const text = String((caption ? payload.caption : payload.text) ?? '')
    // The shapes are the Bot API's; what is in them is checked below.
    const entities = (payload[caption ? 'caption_entities' : 'entities'] ?? []) as FakeMessage['entities']
    const markup = payload.reply_markup as Markup | undefined
    const reply = payload.reply_parameters as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined
    const upload = payload[method === 'sendPhoto' ? 'photo' : 'document'] as Upload | undefined
    const refusal =
      refusedRight(chat, method) ||
      (caption && checkUpload(method === 'sendPhoto' ? 'photo' : 'document', upload)) ||
      (payload.parse_mode !== undefined && badRequest('text must never be parsed')) ||
      (!caption && text.trim() === '' && badRequest('message text is empty')) ||
      checkText(text, entities, caption ? 1024 : 4096) ||
      checkMarkup(markup) ||
      (reply &&
        !reply.allow_sending_without_reply &&
        !messages.some(({ id }) => id === reply.message_id) &&
        badRequest('message to be replied not found'))
    if (refusal) return refusal
    const message: FakeMessage = {
      id: nextMessage++,
      chat: chat.id,
      topic: payload.message_thread_id === undefined ? undefined : Number(payload.message_thread_id),
      from: me,
      replyTo: reply?.message_id,
      method,
      text,
      entities,
      markup,
      files: upload ? [upload] : [],
    }
    messages.push(message)
    show(message, false)
    return message
  }

  /** An album: every part is a message; all are refused together. */
  const sayAlbum = (payload: Readonly<Record<string, unknown>>): FakeMessage[] | Refusal => {
    const media = payload.media as ReadonlyArray<{ type: string; media?: Upload; caption?: string }>
    const kinds = new Set(media.map(({ type }) => type))
    const wrong =
      (payload.reply_markup !== undefined && badRequest('an album has no buttons')) ||
      ((media.length < 2 || media.length > 10) && badRequest('Wrong number of media')) ||
      (kinds.size > 1 && kinds.has('document') && badRequest('documents stand in albums of their own')) ||
      media.map(({ type, media: upload }) => checkUpload(type, upload)).find(Boolean)
    if (wrong) return wrong
    const said: FakeMessage[] = []
    for (const { type, media: upload, caption } of media) {
      const method = type === 'photo' ? 'sendPhoto' : 'sendDocument'
      const { media: _, ...common } = payload
      const message = say(method, { ...common, [type]: upload, ...(caption !== undefined && { caption }) })
      if ('error_code' in message) return message
      said.push(message)
    }
    return said
  }

  const whispers: Whispered[] = []
  /** Ephemeral messages have a number of their own, and are in nobody's history. */
  const whisper = (payload: Readonly<Record<string, unknown>>): Record<string, unknown> | Refusal => {
    const chat = place(payload)
    if ('error_code' in chat) return chat
    if (chat.type === 'private') return badRequest('ephemeral messages are sent in groups only')
    const { receiver_user_id: user } = payload.ephemeral_message_parameters as Ephemeral
    const text = String(payload.text ?? '')
    const refusal = checkText(text, (payload.entities ?? []) as FakeMessage['entities'], 4096)
    if (refusal) return refusal
    whispers.push({ chat: chat.id, user, text })
    return { message_id: 0, ephemeral_message_id: whispers.length, date: 1741000000, text }
  }

  const change = (method: string, payload: Readonly<Record<string, unknown>>): FakeMessage | Refusal => {
    const chat = place({ chat_id: payload.chat_id })
    if ('error_code' in chat) return chat
    const message = messages.find(({ id, chat }) => id === payload.message_id && chat === payload.chat_id)
    if (!message) return badRequest('message to edit not found')
    if (message.from.id !== me.id || chat.member.can_edit_messages === false)
      return badRequest("message can't be edited")
    if (method === 'editMessageText' && message.method !== 'sendMessage')
      return badRequest('there is no text in the message to edit')
    const text = method === 'editMessageText' ? String(payload.text) : message.text
    const entities =
      method === 'editMessageText' ? ((payload.entities ?? []) as FakeMessage['entities']) : message.entities
    const markup = payload.reply_markup as Markup | undefined
    const refusal = checkText(text, entities, 4096) ?? checkMarkup(markup)
    if (refusal) return refusal
    const content = (shown: Pick<FakeMessage, 'text' | 'entities' | 'markup'>) =>
      JSON.stringify([shown.text, shown.entities, shown.markup])
    if (content({ text, entities, markup }) === content(message)) return badRequest('message is not modified')
    const isQuiet = text === message.text && (markup?.inline_keyboard ?? []).length === 0
    Object.assign(message, { text, entities, markup })
    show(message, true, isQuiet)
    return message
  }

  const remove = (payload: Readonly<Record<string, unknown>>): FakeMessage | Refusal => {
    const index = messages.findIndex(({ id, chat }) => id === payload.message_id && chat === payload.chat_id)
    const isBarred = chats.get(Number(payload.chat_id))?.member.can_delete_messages === false
    if (messages[index]?.old || isBarred) return badRequest("message can't be deleted for everyone")
    const [message] = index < 0 ? [] : messages.splice(index, 1)
    return message ?? badRequest('message to delete not found')
  }

  /** What Telegram tells of the bot, and of the chat. */
  const memberIn = (payload: Readonly<Record<string, unknown>>): object => {
    const chat = place({ chat_id: payload.chat_id })
    if ('error_code' in chat) return chat
    if (payload.user_id !== me.id) return badRequest('member not found')
    return { user: me, ...chat.member }
  }
  const told = (payload: Readonly<Record<string, unknown>>): object => {
    const chat = place({ chat_id: payload.chat_id })
    return 'error_code' in chat ? chat : { id: chat.id, type: chat.type, title: 'group' }
  }

  const add = (id: number, type: FakeChat['type']): FakeChat => {
    const status = type === 'channel' ? 'administrator' : 'member'
    const chat: FakeChat = {
      ...{ id, type, topics: new Set<number>(), closed: new Set<number>() },
      ...{ member: { status }, refusal: undefined },
    }
    chats.set(id, chat)
    return chat
  }

  const chatOf = (id: number): FakeChat => {
    const chat = chats.get(id)
    if (!chat) throw new Error(`no chat ${id}`)
    return chat
  }

  return {
    messages,
    /** Whatever the bot said or changed, as it stood then. */
    spoken,
    /** Leaves the chats without a message, read or unread; their numbers go on. */
    forget: () => {
      messages.length = 0
      for (const { items } of shown.values()) items.length = 0
    },
    whispers,
    whisper,
    memberIn,
    told,
    add,
    chatOf,
    say,
    sayAlbum,
    change,
    remove,
    asTelegram,
    showing,
    nextMessageId: () => nextMessage++,
  }
}

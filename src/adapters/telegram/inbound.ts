import type { CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update, User } from 'grammy/types'
import { localeOf } from '../../core/i18n.ts'
import type { Actor, ConversationReference, Input, Request, Unreadable } from '../../core/request.ts'
import { attachmentsOf } from './attachments.ts'
import { quotedIn } from './quoted.ts'
import { accountOf, type Place, referenceOf } from './references.ts'
import { requireShape } from './shape.ts'

/** Who the bot is: needed to know what is meant for it. */
export interface Self {
  readonly id: number
  readonly username: string
}

/** What an update is to us. */
export type Incoming =
  | { readonly kind: 'message'; readonly request: Request }
  /** A press, its meaning still to be read from the button's data. */
  | { readonly kind: 'press'; readonly request: Omit<Request, 'input'>; readonly callback: CallbackQuery }
  | { readonly kind: 'moved'; readonly from: ConversationReference; readonly to: ConversationReference }
  /** The bot was let into a chat, or may write there again. */
  | { readonly kind: 'admitted'; readonly conversation: ConversationReference }
  | { readonly kind: 'nothing' }

const nothing: Incoming = { kind: 'nothing' }

const nameOf = ({ first_name, last_name }: User) => (last_name ? `${first_name} ${last_name}` : first_name)

/** Only messages of a forum's topics have a topic: elsewhere the thread id is that of a chain of replies. */
const placeOfMessage = (message: Message): Place => ({
  chat: message.chat.id,
  ...(message.is_topic_message &&
    message.message_thread_id !== undefined && { topic: message.message_thread_id }),
})

/** A reply to something that the bot said; its own notice of a new topic, to which every message there is a reply, is none. */
const repliesTo = (message: Message, self: Self): boolean =>
  message.reply_to_message?.from?.id === self.id && !message.reply_to_message.forum_topic_created

type Said = Omit<Extract<Input, { kind: 'line' }>, 'kind'>

/** What stands around the bot's name: behind it what is meant for the bot, if anything stands there. */
const around = (text: string, { index, 0: mention }: RegExpMatchArray): Said => {
  const start = index ?? 0
  const before = text.slice(0, start).trim()
  const behind = text
    .slice(start + mention.length)
    .replace(/^\s*[,，:：]/, '')
    .trim()
  return behind === '' || before === '' ? { text: behind || before } : { text: behind, before }
}

/** The line that a message means for this bot, if any: in a group only commands, mentions and replies to the bot. Empty for a mention alone. */
const lineOf = (message: Message, self: Self): Said | undefined => {
  const text = (message.text ?? message.caption ?? '').trim()
  if (!text) return undefined
  const command = /^[/／]([^\s@]+)(?:@(\w+))?/.exec(text)
  const isMine = (name: string) => name.toLowerCase() === self.username.toLowerCase()
  if (command) {
    const [matched, word, addressee] = command
    return addressee !== undefined && !isMine(addressee)
      ? undefined
      : { text: `/${word}${text.slice(matched.length)}` }
  }
  const mention = [...text.matchAll(/(?<![\w@])@(\w+)/g)].find(([, name = '']) => isMine(name))
  if (mention) return around(text, mention)
  return message.chat.type === 'private' || repliesTo(message, self) ? { text } : undefined
}

/** Posts of a linked channel come to its group in this account's name. */
const telegramItself = 777_000

/** Who wrote a message: nobody when it is a machine's. Whoever speaks as a group or a channel hides behind its name. */
const writerOf = ({ from, chat, sender_chat, is_automatic_forward }: Message): Actor | undefined => {
  if (is_automatic_forward || from?.id === telegramItself) return undefined
  const mask = sender_chat ?? (chat.type === 'channel' ? chat : undefined)
  if (mask) return { account: accountOf(from?.id ?? mask.id), name: mask.title ?? '', anonymous: true }
  if (!from || from.is_bot) return undefined
  return { account: accountOf(from.id), name: nameOf(from) }
}

/** Whether somebody else wrote what a person sends on. Of a hidden sender nobody knows. */
const isForwarded = ({ forward_origin: origin, from }: Message): boolean =>
  origin !== undefined && !(origin.type === 'user' && origin.sender_user.id === from?.id)

const requestOf = (
  update: Update,
  message: Message,
  actor: Actor,
  from: User | undefined,
  self: Self,
): Omit<Request, 'input' | 'message' | 'origin'> => {
  const locale = localeOf(from?.language_code)
  return {
    id: `telegram:${self.id}:${update.update_id}`,
    conversation: referenceOf(placeOfMessage(message)),
    private: message.chat.type === 'private',
    ...(message.chat.type !== 'private' && message.chat.title && { title: message.chat.title }),
    actor,
    ...(locale && { locale }),
    opensForms: false,
  }
}

/** What people send that is neither words nor a file; of Telegram's own notices nothing is said. */
const unreadableIn = (message: Message): Unreadable | undefined => {
  if (message.sticker) return 'sticker'
  if (message.location || message.venue) return 'place'
  if (message.contact) return 'contact'
  if (message.poll) return 'poll'
  return message.dice || message.story || message.game || message.checklist ? 'other' : undefined
}

const readMessage = (update: Update, message: Message, edited: boolean, self: Self): Incoming => {
  if (message.migrate_to_chat_id !== undefined)
    return {
      kind: 'moved',
      from: referenceOf({ chat: message.chat.id }),
      to: referenceOf({ chat: message.migrate_to_chat_id }),
    }
  if (message.migrate_from_chat_id !== undefined)
    return {
      kind: 'moved',
      from: referenceOf({ chat: message.migrate_from_chat_id }),
      to: referenceOf({ chat: message.chat.id }),
    }
  const writer = writerOf(message)
  const said = lineOf(message, self)
  const attachments = attachmentsOf(message)
  const isAddressed = said !== undefined || message.chat.type === 'private' || repliesTo(message, self)
  // Files may come with nothing but our name.
  const line = said?.text === '' && attachments.length > 0 ? undefined : said
  // Which album is meant for us is known once all of it is here: its caption stands with one of its parts.
  const album = edited ? undefined : albumOf(message, isAddressed)
  // A place that moves is edited again and again.
  const what = edited ? undefined : unreadableIn(message)
  const isSilent = line === undefined && attachments.length === 0 && what === undefined
  if (isSilent || !(isAddressed || album) || !writer) return nothing
  const forwarded = isForwarded(message)
  const quoted = quotedIn(message, self.id)
  const input: Input =
    line === undefined
      ? attachments.length > 0 || what === undefined
        ? { kind: 'files' }
        : { kind: 'unreadable', what }
      : { kind: 'line', ...line, ...(edited && { edited }), ...(forwarded && { forwarded }) }
  return {
    kind: 'message',
    request: {
      ...requestOf(update, message, writer, message.from, self),
      input,
      ...(attachments.length > 0 && { attachments }),
      ...(album && { album }),
      ...(quoted && { quoted }),
      message: String(message.message_id),
      origin: { message: message.message_id },
    },
  }
}

const mayWrite = ({ status, ...rights }: ChatMember): boolean =>
  status === 'restricted'
    ? 'can_send_messages' in rights && rights.can_send_messages
    : status === 'member' || status === 'administrator'

const readMembership = ({ chat, new_chat_member: now }: ChatMemberUpdated): Incoming =>
  chat.type !== 'private' && mayWrite(now)
    ? { kind: 'admitted', conversation: referenceOf({ chat: chat.id }) }
    : nothing

const albumOf = ({ chat, media_group_id: id }: Message, isAddressed: boolean): Request['album'] =>
  id === undefined ? undefined : { id: `telegram:${chat.id}:${id}`, isAddressed }

/** Reads an update without side effects. Fails on one that is not as Telegram describes it. */
export const readUpdate = (update: Update, self: Self): Incoming => {
  requireShape(update)
  if (update.message) return readMessage(update, update.message, false, self)
  if (update.edited_message) return readMessage(update, update.edited_message, true, self)
  if (update.channel_post) return readMessage(update, update.channel_post, false, self)
  if (update.my_chat_member) return readMembership(update.my_chat_member)
  const callback = update.callback_query
  if (!callback?.message || callback.data === undefined) return nothing
  // A message too old to be shown still has its chat and number, but not its topic.
  const shown = callback.message
  const presser: Actor = { account: accountOf(callback.from.id), name: nameOf(callback.from) }
  return {
    kind: 'press',
    callback,
    request: {
      ...requestOf(update, shown as Message, presser, callback.from, self),
      pressed: String(shown.message_id),
      origin: { pressed: shown.message_id },
    },
  }
}

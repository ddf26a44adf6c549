import type { Api } from 'grammy'
import type { ChatMember } from 'grammy/types'
import type { Checked, Lack, LackKind } from '../../core/checking.ts'
import { isGone, isRefused, lacksRights, migratedTo, toDeliveryError, topicIsGone } from './errors.ts'
import { type Place, referenceOf } from './references.ts'

/** What a bot may do among others; what is left out it may (Bot API: ChatPermissions, ChatMemberRestricted). */
interface Rights {
  readonly can_send_messages?: boolean
  readonly can_send_photos?: boolean
  readonly can_send_documents?: boolean
}

type Whole = Awaited<ReturnType<Api['getChat']>>

const everything: Rights = {}

const rightsOf = (member: ChatMember, { permissions = everything }: Whole): Rights => {
  if (member.status === 'restricted') return member
  return member.status === 'member' ? permissions : everything
}

/** What Telegram tells beforehand, as far as a line of words does not show it. */
const foreseen = (member: ChatMember, chat: Whole): LackKind[] => {
  if (member.status === 'left' || member.status === 'kicked') return ['absent']
  if (chat.type === 'channel') return member.status === 'administrator' ? [] : ['administration']
  const rights = rightsOf(member, chat)
  return [
    ...(rights.can_send_photos === false ? (['photos'] as const) : []),
    ...(rights.can_send_documents === false ? (['documents'] as const) : []),
  ]
}

/** Why a line was not taken. Throws what another try may mend. */
const refusalOf = (error: unknown): LackKind => {
  if (topicIsGone(error)) return 'topic'
  if (lacksRights(error)) return 'posting'
  if (isGone(error)) return 'absent'
  if (isRefused(error)) return 'posting'
  throw toDeliveryError(error)
}

const refused = async (kind: LackKind, work: Promise<unknown>): Promise<LackKind[]> => {
  try {
    await work
    return []
  } catch (error) {
    if (isRefused(error)) return [kind]
    throw toDeliveryError(error)
  }
}

/** Tries what the bot may do in a chat. `self`: the bot's own id. */
export const createCheck = (api: Api, self: () => number | undefined) => {
  const tell = async ({ chat }: Place): Promise<LackKind[]> => {
    const bot = self()
    // A person's own chat has no rights to be given.
    if (chat > 0 || bot === undefined) return []
    try {
      return foreseen(await api.getChatMember(chat, bot), await api.getChat(chat))
    } catch (error) {
      // A server that does not tell is no reason to call anything missing: the line below shows what works.
      if (isRefused(error)) return []
      throw toDeliveryError(error)
    }
  }

  const tryLine = async ({ chat, topic }: Place, posted: string, edited: string): Promise<LackKind[]> => {
    const where = { disable_notification: true, ...(topic !== undefined && { message_thread_id: topic }) }
    let line: number
    try {
      line = (await api.sendMessage(chat, posted, where)).message_id
    } catch (error) {
      if (migratedTo(error) !== undefined) throw error
      const kind = refusalOf(error)
      // As messages do, it goes to the group around a topic that takes nothing.
      return kind === 'topic' ? [kind, ...(await tryLine({ chat }, posted, edited))] : [kind]
    }
    return [
      ...(await refused('editing', api.editMessageText(chat, line, edited))),
      ...(await refused('deleting', api.deleteMessage(chat, line))),
    ]
  }

  const check = async (place: Place, posted: string, edited: string): Promise<Checked> => {
    const told = await tell(place)
    const isOut = told.some((kind) => kind === 'absent' || kind === 'administration')
    const tried = isOut ? [] : await tryLine(place, posted, edited)
    // Who may say nothing at all need not be told of pictures.
    const isMute = isOut || tried.includes('posting') || tried.includes('absent')
    const kinds = isMute && !isOut ? tried : [...told, ...tried]
    return { posts: !isMute, lacks: kinds.map((kind): Lack => ({ kind })) }
  }

  return async (place: Place, posted: string, edited: string): Promise<Checked> => {
    try {
      return await check(place, posted, edited)
    } catch (error) {
      const chat = migratedTo(error)
      if (chat === undefined) throw error
      return { ...(await check({ chat }, posted, edited)), movedTo: referenceOf({ chat }) }
    }
  }
}

import type { Message } from 'grammy/types'
import type { QuotedMessage } from '../../core/request.ts'
import { attachmentsOf } from './attachments.ts'

/** What the ids of supergroups and channels begin with; the rest is the number in a link (core.telegram.org/api/links). */
const supergroup = /^-100(\d+)$/

/** Only a public chat, a supergroup and a channel have addresses. */
const linkOf = ({ chat, message_id: id }: Pick<Message, 'chat' | 'message_id'>): string | undefined => {
  if ('username' in chat && chat.username && chat.type !== 'private')
    return `https://t.me/${chat.username}/${id}`
  const [, number] = supergroup.exec(`${chat.id}`) ?? []
  return number && `https://t.me/c/${number}/${id}`
}

/** The message that another one replies to, or the part of it that was chosen. What the bot itself said is no quote. */
export const quotedIn = (message: Message, self: number): QuotedMessage | undefined => {
  const { reply_to_message: replied, quote } = message
  if (!replied || replied.from?.id === self || replied.forum_topic_created) return undefined
  const text = (quote?.text || replied.text || replied.caption || '').trim()
  const link = linkOf(replied)
  const attachments = attachmentsOf(replied as Message)
  return {
    text,
    ...(link !== undefined && { link }),
    ...(attachments.length > 0 && { attachments }),
  }
}

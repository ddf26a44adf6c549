import type { Update } from 'grammy/types'
import { z } from 'zod'

/** What we read of an update, as Telegram describes it (core.telegram.org/bots/api#update). */

const number = z.int()
const text = z.string().optional()

const user = z.object({
  id: number,
  is_bot: z.boolean().optional(),
  first_name: z.string(),
  last_name: text,
  language_code: text,
})
const chat = z.object({ id: number, type: z.string(), title: text, username: text })

const file = z.object({
  file_id: z.string(),
  file_size: z.number().optional(),
  file_name: text,
  mime_type: text,
})
const content = {
  message_id: number,
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  text,
  caption: text,
  photo: z.array(file.extend({ width: z.number(), height: z.number() })).optional(),
  ...{ document: file.optional(), video: file.optional(), audio: file.optional() },
  ...{ voice: file.optional(), video_note: file.optional() },
}
const message = z
  .object({
    ...content,
    message_thread_id: number.optional(),
    media_group_id: text,
    migrate_to_chat_id: number.optional(),
    migrate_from_chat_id: number.optional(),
    quote: z.object({ text }).optional(),
    forward_origin: z.object({ type: z.string(), sender_user: user.optional() }).optional(),
    reply_to_message: z.object(content).optional(),
  })
  .optional()
const callback = z
  .object({
    id: z.string(),
    from: user,
    data: text,
    message: z.object({ message_id: number, chat }).optional(),
  })
  .optional()
const update = z.object({
  message,
  edited_message: message,
  channel_post: message,
  callback_query: callback,
})

/** Fails on an update that could be neither kept nor answered. */
export const requireShape = (received: Update): void => {
  update.parse(received)
}

import type { Api } from 'grammy'
import type { Edited } from '../../core/ports.ts'
import { cannotEdit, isUnchanged, refusesEntities, toDeliveryError } from './errors.ts'
import type { Place } from './references.ts'
import type { Outgoing } from './sender.ts'

export interface Editor {
  /** Puts parts in the place of messages, one for one. Pictures and files cannot be put in the place of text: `lost`. */
  edit(place: Place, messages: readonly number[], parts: readonly Outgoing[]): Promise<Edited>
  /** Takes the keyboards from messages. */
  retire(place: Place, messages: readonly number[]): Promise<void>
}

export const createEditor = (api: Api): Editor => {
  const editOne = async ({ chat }: Place, message: number, part: Outgoing): Promise<Edited> => {
    const change = (entities: Outgoing['entities']) =>
      api.editMessageText(chat, message, part.text, {
        entities: [...entities],
        link_preview_options: { is_disabled: true },
        // Without a keyboard in the call the old one goes.
        ...(part.markup && 'inline_keyboard' in part.markup && { reply_markup: part.markup }),
      })
    try {
      await change(part.entities).catch((error) => {
        if (refusesEntities(error)) return change([])
        throw error
      })
      return 'edited'
    } catch (error) {
      if (isUnchanged(error)) return 'edited'
      if (cannotEdit(error)) return 'lost'
      throw toDeliveryError(error)
    }
  }

  return {
    edit: async (place, messages, parts) => {
      if (messages.length !== parts.length || parts.some(({ media }) => media)) return 'lost'
      for (const [index, part] of parts.entries())
        if ((await editOne(place, messages[index] ?? 0, part)) === 'lost') return 'lost'
      return 'edited'
    },
    retire: async ({ chat }, messages) => {
      for (const message of messages)
        await api.editMessageReplyMarkup(chat, message).catch((error) => {
          if (!cannotEdit(error)) throw toDeliveryError(error)
        })
    },
  }
}
